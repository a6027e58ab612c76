import { randomBytes } from 'node:crypto'
import { type Actor, mayGiveAs, rightsOfActorSomewhere, systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { agentMayHave, asRole, mayDo, type Right } from '../../../app/rights.ts'
import { digestOf } from '../../../platform/digest.ts'
import * as queries from './connected-queries.ts'
import { keyError } from './errors.ts'
import { familyOf, newFamily, newRenewal, newSecret } from './secret.ts'
import { endKey } from './service.ts'

/** For how long a secret of a connected program opens. */
const secretMs = 3_600_000

export type Wish = { clientId: string; name: string; only: readonly Right[]; expiresAt: Date | null }

/** What a program is given: a secret, and what brings the next one. */
export type Secrets = { secret: string; renewal: string; until: Date; rights: Right[] }

/**
 * Makes a key for a program that a person connects. It is worth what is chosen here, as far as that person may it, now and
 * later. It has no secret yet.
 */
export async function addConnected(tx: Tx, ctx: Context, actor: Actor, wish: Wish): Promise<string> {
  const { clientId, name, expiresAt } = wish
  const { workspaceId, role, id: createdBy } = actor
  const only = [...new Set<Right>(['workspace.read', ...wish.only])]
  const now = ctx.clock.now()
  if (actor.kind !== 'person' || !createdBy) throw keyError('above_oneself')
  const tooMuch = only.find((right) => !agentMayHave(right))
  if (tooMuch) throw keyError('beyond_agents', { right: tooMuch })
  const beyond = only.find((right) => !mayDo(role, right))
  if (beyond) throw keyError('beyond_role', { role, right: beyond })
  if (!mayGiveAs(actor, { role, only })) throw keyError('above_oneself')
  if (expiresAt && expiresAt <= now) throw keyError('over_already')
  const kept = { workspaceId, clientId, name, role, createdBy, expiresAt, createdAt: now }
  const { id } = await queries.insertConnected(tx, { ...kept, onlyRights: only, digest: randomBytes(32) })
  await audit(tx, actor, {
    action: 'key.connected',
    subject: { kind: 'key', id },
    after: { name, role, only, expiresAt },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'members', id: null })
  return id
}

/** The first secrets of a key that `addConnected` made. Null: it is over, or they were fetched before. */
export async function fetchSecrets(tx: Tx, ctx: Context, id: string): Promise<Secrets | null> {
  const key = await queries.findConnected(tx, id, ctx.clock.now())
  return key && !key.renewalDigest ? giveSecrets(tx, ctx, key, newFamily(), null) : null
}

/**
 * Takes a renewal token and gives new secrets. One that was spent before has been stolen, from or by whoever brings it, and
 * ends the key; except the last one as long as nobody has used what came for it: then the answer was lost on its way.
 */
export async function renewSecrets(ctx: Context, clientId: string, token: string): Promise<Secrets | null> {
  const family = familyOf(token)
  if (!family) return null
  return ctx.db.transaction().execute(async (tx) => {
    const key = await queries.findByFamily(tx, clientId, digestOf(family), ctx.clock.now())
    if (!key) return null
    const digest = digestOf(token)
    const good = [key.renewalDigest, key.spentDigest].some((each) => each?.equals(digest))
    if (good) return giveSecrets(tx, ctx, key, family, digest)
    await endReplayed(tx, ctx, key)
    return null
  })
}

/** Ends a key because something that was good once came twice. */
export async function endReplayed(
  tx: Tx,
  ctx: Context,
  { id, workspaceId, organisationId }: Pick<queries.Connected, 'id' | 'workspaceId' | 'organisationId'>,
): Promise<void> {
  ctx.log.warn({ workspaceId, key: id }, 'a connected program was cut off: a spent code or token came again')
  await endKey(tx, ctx, systemActor(workspaceId, organisationId), id, 'replayed')
}

/** A program gives back what it has, by either of its tokens. What is not its own, or not known, is left. */
export async function giveBack(ctx: Context, clientId: string, token: string, ip: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const family = familyOf(token)
    const key = family
      ? await queries.findByFamily(tx, clientId, digestOf(family), now)
      : await queries.findBySecret(tx, clientId, digestOf(token), now)
    if (!key) return
    const { id, name, workspaceId, organisationId } = key
    const who = { kind: 'key', id, name, role: asRole(key.role), requestId: null, ip } as const
    await endKey(tx, ctx, { ...who, workspaceId, organisationId }, id, 'given back')
  })
}

/** What somebody connected in any workspace may have been connected by another who had got into their account. */
export async function endConnectedAnywhereBy(tx: Tx, ctx: Context, userId: string): Promise<number> {
  const keys = await queries.connectedAnywhereBy(tx, userId)
  for (const { id, workspaceId, organisationId } of keys)
    await endKey(tx, ctx, systemActor(workspaceId, organisationId), id, 'account opened anew')
  return keys.length
}

async function giveSecrets(
  tx: Tx,
  ctx: Context,
  key: queries.Connected,
  family: string,
  spentDigest: Buffer | null,
): Promise<Secrets> {
  const secret = newSecret()
  const renewal = newRenewal(family)
  const end = ctx.clock.now().getTime() + secretMs
  const until = new Date(Math.min(end, key.expiresAt?.getTime() ?? end))
  await queries.setSecrets(tx, key.id, {
    digest: digestOf(secret),
    secretUntil: until,
    renewalDigest: digestOf(renewal),
    familyDigest: digestOf(family),
    spentDigest,
  })
  const [role, channels] = [asRole(key.role), asChannelRoles(key.channelRoles)]
  const rights = rightsOfActorSomewhere({ role, channels, only: key.onlyRights as Right[] | null })
  return { secret, renewal, until, rights }
}
