import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { acceptAll } from '../invitations/index.ts'
import { isOpen } from '../setup/index.ts'
import {
  addPerson,
  comeIn,
  type Due,
  type From,
  findPerson,
  hashOf,
  labelOf,
  lockUser,
  type SignedIn,
} from '../sign-in/index.ts'
import { claimAddress } from '../ways/index.ts'
import type { Identity } from './client.ts'
import { providerError } from './errors.ts'
import { joinAccount } from './join.ts'
import * as queries from './queries.ts'

type User = { id: string; name: string; email: string }
type Came = { user: User; isNew: boolean }

/** Who comes from the provider becomes one of ours, or is told why not; then they are in, or asked for their second step. */
export async function signInAs(
  ctx: Context,
  identity: Identity,
  from: From,
): Promise<(SignedIn | Due) & { isNew: boolean }> {
  const { user, isNew } = await ctx.db.transaction().execute((tx) => findOrMake(tx, ctx, identity, from))
  const hash = await hashOf(ctx, user.id)
  const come = await comeIn(ctx, user, from, {
    hash,
    cameBy: 'provider',
    secondStep: ctx.config.oidcSecondStep,
  })
  return { ...come, isNew }
}

/** By the name that the provider gives to nobody else; its word about an address opens something only by the rules below. */
async function findOrMake(tx: Tx, ctx: Context, identity: Identity, from: From): Promise<Came> {
  const known = await queries.touchAccount(tx, identity, ctx.clock.now())
  if (known) return { user: known, isNew: false }
  const { email } = identity
  if (email === null) throw providerError('not_verified')
  const user = await findPerson(tx, email)
  return user
    ? { user: await openByAddress(tx, ctx, { ...identity, email }, user, from), isNew: false }
    : { user: await makeByAddress(tx, ctx, { ...identity, email }, from), isNew: true }
}

type Addressed = Identity & { email: string }

const isOf = (email: string, domains: readonly string[]): boolean =>
  domains.includes(email.slice(email.lastIndexOf('@') + 1))

/**
 * An account that is here already opens only where the house trusts the provider with such addresses. What opened it before
 * goes on only when its person had shown that the address is theirs.
 */
async function openByAddress(
  tx: Tx,
  ctx: Context,
  identity: Addressed,
  user: User,
  from: From,
): Promise<User> {
  if (!isOf(identity.email, ctx.config.oidcTrustedDomains)) throw providerError('not_joined')
  await lockUser(tx, user.id)
  await joinAccount(tx, ctx, identity, { ...user, ...from }, 'trusted')
  const by = { issuer: identity.issuer, label: labelOf(ctx.config) }
  await claimAddress(tx, ctx, { ...from, userId: user.id, name: user.name }, by)
  return user
}

/** Somebody new takes part where they are invited; without an invitation they come in only where their domain is open. */
async function makeByAddress(tx: Tx, ctx: Context, identity: Addressed, from: From): Promise<User> {
  if (await isOpen(ctx)) throw providerError('no_house')
  const { email, name } = identity
  const user = await addPerson(tx, { email, ...(name && { name }), hash: null, proven: true })
  const who = { ...user, requestId: from.requestId, ip: from.ip }
  const workspaces = await acceptAll(tx, ctx, who)
  if (workspaces === 0 && !isOf(email, ctx.config.oidcOpenDomains)) throw providerError('not_invited')
  await auditPerson(
    tx,
    { ...who, userId: user.id },
    { action: 'user.added', subject: { kind: 'user', id: user.id }, after: { email, workspaces } },
  )
  await joinAccount(tx, ctx, identity, who, workspaces > 0 ? 'invited' : 'open')
  return user
}
