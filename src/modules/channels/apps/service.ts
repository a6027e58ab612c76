import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { wrongFields } from '../../../networks/kit/fields.ts'
import type { AppRule } from '../../../networks/kit/manifest.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { AppBody, AppChange, NetworkApp } from './contract.ts'
import { appError } from './errors.ts'
import * as queries from './queries.ts'
import { openValues, sealValues } from './seal.ts'

const mostApps = 100

type Values = Record<string, string>

function ruleOf(ctx: Pick<Context, 'networks'>, network: string): AppRule {
  const rule = ctx.networks.get(network)?.manifest.app
  if (!rule) throw appError('no_network', { network })
  return rule
}

/** Of another workspace's app only that it is there: its values are theirs. */
function tell(ctx: Context, { workspaceId }: Actor, row: queries.AppRow): NetworkApp {
  const { id, network, name, shared, channels, elsewhere, version } = row
  const own = row.workspaceId === workspaceId
  return {
    ...{ id, network, name, shared, own, channels, version },
    elsewhere: own ? elsewhere : 0,
    values: own ? openlyOf(ctx.networks.get(network)?.manifest.app, openValues(ctx, row)) : {},
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What is no secret. */
const openlyOf = (rule: AppRule | undefined, values: Values): Values =>
  Object.fromEntries(
    (rule?.fields ?? [])
      .filter(({ kind }) => kind !== 'secret')
      .map(({ name }) => [name, values[name] ?? '']),
  )

export const listApps = async (ctx: Context, actor: Actor): Promise<NetworkApp[]> =>
  (await queries.findApps(ctx.db, actor)).map((row) => tell(ctx, actor, row))

export async function addApp(ctx: Context, actor: Actor, body: AppBody): Promise<NetworkApp> {
  const { network, name, shared } = body
  const values = checked(ruleOf(ctx, network), body.values)
  return saving(ctx, actor, name, async (tx) => {
    const all = await queries.findApps(tx, actor)
    if (all.filter(({ workspaceId }) => workspaceId === actor.workspaceId).length >= mostApps)
      throw appError('too_many', { most: mostApps })
    const id = randomUUID()
    const at = ctx.clock.now()
    await queries.insertApp(tx, {
      ...{ id, network, name, shared, workspaceId: actor.workspaceId, createdAt: at, updatedAt: at },
      ...sealValues(ctx, id, values),
    })
    await note(ctx, tx, actor, { id, action: 'app.added', after: { network, name, shared } })
    return id
  })
}

export const changeApp = (ctx: Context, actor: Actor, id: string, change: AppChange): Promise<NetworkApp> =>
  saving(ctx, actor, change.name, async (tx) => {
    const row = await lockOrThrow(tx, actor, id)
    if (row.version !== change.version) throw appError('changed')
    const rule = ruleOf(ctx, row.network)
    const before = openValues(ctx, row)
    const given = Object.entries(change.values).filter(([, value]) => value.trim() !== '')
    const values = checked(rule, { ...before, ...Object.fromEntries(given) })
    refuseAnother(rule, before, values, row)
    if (row.shared && !change.shared && row.elsewhere > 0)
      throw appError('used_elsewhere', { count: row.elsewhere })
    const { name, shared } = change
    const patch = { name, shared, version: row.version + 1, updatedAt: ctx.clock.now() }
    await queries.updateApp(tx, actor, id, { ...patch, ...sealValues(ctx, id, values) })
    // Channels that the network had turned away for a wrong secret need nobody to join them again.
    if (!isDeepStrictEqual(before, values)) await queries.lookAgain(tx, id, ctx.clock.now())
    const after = { network: row.network, name, shared }
    await note(ctx, tx, actor, {
      ...{ id, action: 'app.changed', after },
      before: { network: row.network, name: row.name, shared: row.shared },
    })
    return id
  })

/** Secrets may be made new; an app with another id is another app, and the tokens of this one are not its. */
function refuseAnother(rule: AppRule, before: Values, after: Values, row: queries.AppRow): void {
  const count = row.channels + row.elsewhere
  const same = JSON.stringify(openlyOf(rule, before)) === JSON.stringify(openlyOf(rule, after))
  if (count > 0 && !same) throw appError('another', { count })
}

export const removeApp = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { network, name, shared, channels, elsewhere } = await lockOrThrow(tx, actor, id)
    if (channels + elsewhere > 0) throw appError('used', { count: channels + elsewhere })
    const { name: told = network, webhooks } = ctx.networks.get(network)?.manifest ?? {}
    if (webhooks?.cost && (await queries.hasDoor(tx, actor, id))) throw appError('told', { network: told })
    await queries.deleteApp(tx, actor, id)
    await note(ctx, tx, actor, { id, action: 'app.removed', before: { network, name, shared } })
  })

async function lockOrThrow(tx: Tx, actor: Actor, id: string): Promise<queries.AppRow> {
  const row = await queries.lockApp(tx, actor, id)
  if (!row) throw appError('not_found')
  return row
}

function checked({ fields }: AppRule, given: Values): Values {
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]))
  const wrong = wrongFields(fields, values)
  if (wrong.length > 0)
    throw appError(
      'bad_values',
      {},
      wrong.map(({ name, code, words }) => ({ path: `values.${name}`, code, detail: words })),
    )
  return values
}

async function saving(
  ctx: Context,
  actor: Actor,
  name: string,
  work: (tx: Tx) => Promise<string>,
): Promise<NetworkApp> {
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const id = await work(tx)
      return tell(ctx, actor, await lockOrThrow(tx, actor, id))
    })
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'apps_by_name')
      throw appError('name_taken', { name })
    throw error
  }
}

type Noted = { id: string; action: AuditAction; before?: object; after?: object }

/** Never a value: the log is read by more people than may see them. */
async function note(ctx: Context, tx: Tx, actor: Actor, { id, ...noted }: Noted): Promise<void> {
  await audit(tx, actor, { ...noted, subject: { kind: 'app', id } })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'channels', id })
}
