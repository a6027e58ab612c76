import type { Person } from '../../../app/actor.ts'
import { readAgent } from '../../../app/agent.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { ConfirmBody } from '../second-step/contract.ts'
import { proveAgain } from '../second-step/index.ts'
import { type From, holdPerson, lockWays, refuseClosed } from '../sign-in/index.ts'
import { tellOfWays } from '../ways/index.ts'
import { makeChallenge, partyOf, takeChallenge } from './challenge.ts'
import type { MadeBody, Passkey, PasskeyPatch } from './contract.ts'
import { passkeyError } from './errors.ts'
import * as queries from './queries.ts'

/** Nobody has more devices than this. */
const most = 20

type Row = Pick<
  Awaited<ReturnType<typeof queries.listPasskeys>>[number],
  'id' | 'name' | 'synced' | 'createdAt' | 'usedAt'
>

const present = ({ id, name, synced, createdAt, usedAt }: Row): Passkey => ({
  id,
  name,
  synced,
  createdAt: createdAt.toISOString(),
  usedAt: usedAt?.toISOString() ?? null,
})

export async function listPasskeys(ctx: Context, { userId }: Person) {
  return { items: (await queries.listPasskeys(ctx.db, userId)).map(present), next: null }
}

/** Asks a device of somebody who has proven once more who they are to make a passkey. */
export async function askToMake(ctx: Context, person: Person, body: ConfirmBody, from: From) {
  await refuseClosed(ctx, person.userId)
  await proveAgain(ctx, person, body, async () => {})
  const had = await queries.listPasskeys(ctx.db, person.userId)
  if (had.length >= most) throw passkeyError('too_many', { most })
  const { challenge, cookie } = await makeChallenge(ctx, person.userId, from)
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const options = await generateRegistrationOptions({
    rpName: 'Carillon',
    rpID: partyOf(ctx).rpID,
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.userId)),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    excludeCredentials: had.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options: { ...options }, cookie }
}

/** Keeps the passkey that a device has made, under the name of the browser until it is given another. */
export async function keepPasskey(
  ctx: Context,
  person: Person,
  body: MadeBody,
  from: From & { cookies: string },
): Promise<Passkey> {
  const challenge = await takeChallenge(ctx, person.userId, from, body)
  const made = await readMade(ctx, body, challenge)
  const { browser, system } = readAgent(from.agent)
  const name = [browser, system].filter(Boolean).join(' · ') || 'Passkey'
  return ctx.db.transaction().execute(async (tx) => {
    await holdPerson(tx, person)
    const kept = await queries.insertPasskey(tx, {
      userId: person.userId,
      ...made,
      name,
      createdAt: ctx.clock.now(),
    })
    if (!kept) throw passkeyError('already')
    await write(tx, person, 'passkey.added', kept.id, { after: { name, synced: kept.synced } })
    await tellOfWays(tx, ctx, { userId: person.userId, news: 'passkey_added', what: name })
    return present(kept)
  })
}

async function readMade(ctx: Context, body: MadeBody, challenge: string) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { rpID, origin } = partyOf(ctx)
  const seen = await verifyRegistrationResponse({
    response: body,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    ctx.log.warn({ reason: error instanceof Error ? error.message : '' }, 'a new passkey was refused')
    throw passkeyError('not_made')
  })
  if (!seen.verified) throw passkeyError('not_made')
  const { credential, credentialBackedUp } = seen.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: body.response.transports ?? [],
    synced: credentialBackedUp,
  }
}

export async function renamePasskey(
  ctx: Context,
  person: Person,
  id: string,
  { name }: PasskeyPatch,
): Promise<Passkey> {
  const before = await findOrThrow(ctx, person, id)
  await ctx.db.transaction().execute(async (tx) => {
    await queries.renamePasskey(tx, person.userId, id, name)
    await write(tx, person, 'passkey.renamed', id, { before: { name: before.name }, after: { name } })
  })
  return present(await findOrThrow(ctx, person, id))
}

async function findOrThrow(ctx: Context, person: Person, id: string) {
  const found = (await queries.listPasskeys(ctx.db, person.userId)).find((one) => one.id === id)
  if (!found) throw passkeyError('missing')
  return found
}

/** Unless nothing else lets its person in. */
export async function removePasskey(ctx: Context, person: Person, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    // The person first and the passkey then, as wherever both are changed.
    const { password, provider, passkeys } = await lockWays(tx, ctx, person.userId)
    const gone = await queries.deletePasskey(tx, person.userId, id)
    if (!gone) throw passkeyError('missing')
    if (password + provider + Math.max(0, passkeys - 1) === 0) throw passkeyError('only_way')
    await write(tx, person, 'passkey.removed', id, { before: { name: gone.name } })
  })
}

type Change = { before?: object; after?: object }

const write = (tx: Tx, person: Person, action: AuditAction, id: string, change: Change): Promise<void> =>
  auditPerson(tx, person, { action, subject: { kind: 'passkey', id }, ...change })
