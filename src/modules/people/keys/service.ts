import { isDeepStrictEqual } from 'node:util'
import { type Actor, mayGiveAs, rightsOfActorSomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { boundBy } from '../../../app/bound.ts'
import { asChannelRoles, mayDoSomewhere, withoutIdle } from '../../../app/channel-roles.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { KeyCaller } from '../../../app/edge/index.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { asRole, mayDo, type Right } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { keptChannels, namedParts } from '../exceptions/index.ts'
import type { ApiKey, ApiKeyBody, ApiKeyQuery, ApiKeyRotation, NewApiKey } from './contract.ts'
import { keyError } from './errors.ts'
import * as queries from './queries.ts'
import { newSecret, secretPrefix } from './secret.ts'

const usedEveryMs = 60_000

type Row = NonNullable<Awaited<ReturnType<typeof queries.findKey>>>

/** What it was given; of a connected program, what the person is. */
const givenTo = (row: Row) => ({
  role: asRole((row.clientId && row.makerRole) || row.role),
  only: row.onlyRights as Right[] | null,
  channels: asChannelRoles(row.clientId ? row.makerChannels : row.channelRoles),
})

/** What it is worth now: nobody's key may do what they may not. Who made it is not known of every old one. */
function worthOf(row: Row) {
  const given = givenTo(row)
  return row.makerRole
    ? boundBy(given, { role: asRole(row.makerRole), channels: asChannelRoles(row.makerChannels) })
    : given
}

export const isLessened = (row: Row): boolean => {
  const [given, worth] = [givenTo(row), worthOf(row)].map((one) => [
    rightsOfActorSomewhere(one),
    one.channels ? withoutIdle(one.channels) : null,
  ])
  return !isDeepStrictEqual(given, worth)
}

const present = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  ...givenTo(row),
  connected: row.clientId !== null,
  lessened: isLessened(row),
  hint: row.hint,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  oldUntil: row.oldUntil?.toISOString() ?? null,
})

export async function listKeys(ctx: Context, actor: Actor, { limit, cursor }: ApiKeyQuery) {
  const after = cursor ? placeOf(cursor) : null
  const rows = await queries.listKeys(ctx.db, actor.workspaceId, limit + 1, after)
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(present),
    next: rows.length > limit && last ? encodeCursor([last.id]) : null,
  }
}

function placeOf(cursor: string): string {
  const place = decodeCursor(cursor, PlaceById)
  if (!place) throw keyError('bad_cursor')
  return place[0]
}

/** Makes a key no stronger than its maker. The secret is in the answer and nowhere else. */
export const createKey = (ctx: Context, actor: Actor, body: ApiKeyBody): Promise<NewApiKey> =>
  ctx.db.transaction().execute((tx) => addKey(tx, ctx, actor, body))

export async function addKey(tx: Tx, ctx: Context, actor: Actor, body: ApiKeyBody): Promise<NewApiKey> {
  const { name, role } = body
  const now = ctx.clock.now()
  const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
  const only = body.only ?? null
  const channels = await keptChannels(tx, actor, role, body.channels)
  const beyond = only?.find((right) => !mayDo(role, right) && !mayDoSomewhere({ role, channels }, right))
  if (beyond) throw keyError('beyond_role', { role, right: beyond })
  if (!mayGiveAs(actor, { role, only, channels })) throw keyError('above_oneself')
  if (expiresAt && expiresAt <= now) throw keyError('over_already')
  const secret = newSecret()
  const { workspaceId } = actor
  const createdBy = await makerBehind(tx, actor)
  const hint = secret.slice(-4)
  const { id } = await queries.insertKey(tx, {
    ...{ workspaceId, name, role, hint, createdBy, expiresAt, onlyRights: only },
    channelRoles: channels && JSON.stringify(channels),
    digest: digestOf(secret),
    createdAt: now,
  })
  await audit(tx, actor, {
    action: 'key.made',
    subject: { kind: 'key', id },
    after: { name, role, only, hint, ...(channels && (await namedParts(tx, workspaceId, channels))) },
  })
  const row = await queries.findKey(tx, workspaceId, id)
  if (!row) throw keyError('missing')
  return { ...present(row), secret }
}

/** A key that makes another makes it for the person who made it. */
async function makerBehind(tx: Tx, { kind, id, workspaceId }: Actor): Promise<string | null> {
  if (!id || kind === 'system') return null
  return kind === 'person' ? id : ((await queries.findMaker(tx, workspaceId, id))?.createdBy ?? null)
}

/**
 * Gives a key a new secret, so that programs can take it over one by one while the old one still opens. Nobody is given the
 * secret of a key that may do more than they.
 */
export async function rotateKey(
  ctx: Context,
  actor: Actor,
  id: string,
  { overlapHours }: ApiKeyRotation,
): Promise<NewApiKey> {
  return ctx.db.transaction().execute(async (tx) => {
    const { workspaceId } = actor
    const before = await queries.findKey(tx, workspaceId, id)
    if (!before) throw keyError('missing')
    if (before.clientId) throw keyError('renews_itself')
    const { role, only, channels } = present(before)
    if (!mayGiveAs(actor, { role, only, channels })) throw keyError('above_oneself')
    const now = ctx.clock.now()
    const secret = newSecret()
    const hint = secret.slice(-4)
    const oldUntil = overlapHours > 0 ? new Date(now.getTime() + overlapHours * 3_600_000) : null
    const fresh = { workspaceId, id, digest: digestOf(secret), hint, oldUntil, now }
    if (!(await queries.replaceSecret(tx, fresh))) throw keyError('is_over')
    await audit(tx, actor, {
      action: 'key.rotated',
      subject: { kind: 'key', id },
      before: { hint: before.hint },
      after: { hint, oldUntil: oldUntil?.toISOString() ?? null },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'sessions', id: null })
    const row = await queries.findKey(tx, workspaceId, id)
    if (!row) throw keyError('missing')
    return { ...present(row), secret }
  })
}

/** From the next request on the key is worth nothing; streams that it opened end. */
export async function revokeKey(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { workspaceId } = actor
    const ended = await endKey(tx, ctx, actor, id)
    if (!ended && !(await queries.findKey(tx, workspaceId, id))) throw keyError('missing')
  })
}

/** False: it was over already, or is none of this workspace. `why`, where nobody asked for it on the screen. */
export async function endKey(tx: Tx, ctx: Context, actor: Actor, id: string, why?: string): Promise<boolean> {
  const { workspaceId } = actor
  const revoked = await queries.revokeKey(tx, workspaceId, id, ctx.clock.now())
  if (!revoked) return false
  const { name, role } = revoked
  await audit(tx, actor, {
    action: 'key.revoked',
    subject: { kind: 'key', id },
    before: { name, role },
    ...(why && { after: { why } }),
  })
  await resolveNotification(tx, ctx, workspaceId, { kind: 'key', id }, ['key.lessened'])
  await ctx.events.emit(tx, { workspaceId, topic: 'sessions', id: null })
  return true
}

/** Whose secret this is; null when it is unknown, revoked or over. */
export async function callerOfKey(ctx: Context, secret: string): Promise<KeyCaller | null> {
  if (!secret.startsWith(secretPrefix)) return null
  const now = ctx.clock.now()
  const digest = digestOf(secret)
  const row = await queries.findKeyByDigest(ctx.db, ctx.config, digest, now)
  if (!row) return null
  if (row.spentDigest || !row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > usedEveryMs)
    await queries.markUsed(ctx.db, row.id, digest, now)
  const { workspaceId, organisationId, eraseAt, secondStepDue } = row
  const { id, name } = row
  const { role, only, channels } = worthOf(row)
  const connected = row.clientId !== null
  const membership = { workspaceId, organisationId, role, channels: channels ?? null, eraseAt, secondStepDue }
  return { kind: 'key', keyId: id, name, membership, only, connected }
}

/** A key by its id, as it is worth now, for what it asked for earlier; undefined when it is over. */
export async function callerOfKeyId(ctx: Context, workspaceId: string, keyId: string) {
  const row = await queries.findKey(ctx.db, workspaceId, keyId)
  const now = ctx.clock.now()
  const isOver = !row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)
  if (isOver || ((row.createdBy !== null || row.clientId) && !row.makerRole)) return undefined
  const organisationId = await queries.findOrganisation(ctx.db, ctx.config, { workspaceId, keyId, now })
  if (!organisationId) return undefined
  const { role, only, channels } = worthOf(row)
  return { kind: 'key' as const, id: row.id, name: row.name, organisationId, role, channels, only }
}
