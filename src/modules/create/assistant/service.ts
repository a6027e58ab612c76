import { type Actor, actorMay, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import type { AssistantBody, AssistantSettings, CallsQuery, Users } from './contract.ts'
import { assistantError } from './errors.ts'
import { aboutKey } from './key.ts'
import type { AssistantState } from './plain/state.ts'
import * as queries from './queries.ts'

export async function readSettings(
  ctx: Context,
  { workspaceId }: Pick<Actor, 'workspaceId'>,
): Promise<AssistantSettings> {
  const found = await queries.findAssistant(ctx.db, workspaceId)
  const { sealed, keyId: _, ...settings } = found
  const month = await queries.findMonth(ctx.db, workspaceId, found.currency, ctx.clock.now())
  return { ...settings, hasKey: sealed !== null, month }
}

export async function keepSettings(
  ctx: Context,
  actor: Actor,
  { key, version, ...settings }: AssistantBody,
): Promise<AssistantSettings> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await queries.ensureAssistant(tx, workspaceId)
    const before = await queries.lockAssistant(tx, workspaceId)
    if (before.version !== version)
      throw assistantError('changed', { yours: version, current: before.version })
    refuseStolen(before, settings.baseUrl, key)
    const sealed = typeof key === 'string' ? ctx.secrets.seal(key, aboutKey(workspaceId)) : key
    await queries.saveAssistant(
      tx,
      workspaceId,
      { ...settings, version: before.version + 1, ...(sealed !== undefined && { key: sealed }) },
      ctx.clock.now(),
    )
    const { sealed: had, keyId: _, ...old } = before
    await audit(tx, actor, {
      action: 'assistant.settings_saved',
      subject: { kind: 'assistant', id: workspaceId },
      before: { ...old, hasKey: had !== null },
      after: { ...settings, ...(key !== undefined && { key: key === null ? 'removed' : 'set' }) },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'assistant', id: null })
  })
  return readSettings(ctx, actor)
}

/** Whoever may change the address but does not know the key shall not have it sent to a server of their own. */
function refuseStolen(
  { sealed, baseUrl }: Pick<queries.StoredAssistant, 'sealed' | 'baseUrl'>,
  next: string,
  key: string | null | undefined,
): void {
  if (sealed === null || key !== undefined) return
  if (next !== '' && originOf(next) !== originOf(baseUrl)) {
    const fields = [{ path: 'key', code: 'key_again', detail: 'Type the key again.' }]
    throw assistantError('key_again', {}, fields)
  }
}

const originOf = (url: string): string => URL.parse(url)?.origin ?? ''

/** Whether somebody belongs to those who may ask at all; the verb asks for each channel as well. */
export function isUser(actor: Actor, users: Users): boolean {
  if (users === 'managers') return actorMay(actor, 'workspace.manage') || actorMay(actor, 'strategy.manage')
  return actorMaySomewhere(actor, users === 'publishers' ? 'post.publish' : 'post.write')
}

export async function readState(ctx: Context, actor: Actor): Promise<AssistantState> {
  const { workspaceId } = actor
  const found = await queries.findAssistant(ctx.db, workspaceId)
  const { enabled, baseUrl, model, sees, ceiling, currency, users } = found
  if (!enabled) return { state: 'off', host: '', model: '', sees: false }
  const about = { host: URL.parse(baseUrl)?.host ?? '', model, sees }
  if (!isUser(actor, users)) return { state: 'not_yours', ...about }
  if (ceiling === null) return { state: 'ready', ...about }
  const { cost } = await queries.findMonth(ctx.db, workspaceId, currency, ctx.clock.now())
  return { state: cost < ceiling ? 'ready' : 'used_up', ...about }
}

export async function pageCalls(ctx: Context, { workspaceId }: Actor, { limit, cursor }: CallsQuery) {
  const place = cursor === undefined ? undefined : decodeCursor(cursor, ExactPlace)
  if (cursor !== undefined && !place) throw assistantError('bad_cursor')
  const after = place && { at: place[0], id: place[1] }
  const found = await queries.findCalls(ctx.db, workspaceId, limit + 1, after)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ exact: _, ...call }) => call),
    next: last ? encodeCursor([last.exact, last.id]) : null,
  }
}
