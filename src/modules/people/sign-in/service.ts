import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import { asChannelRoles, rightsSomewhere } from '../../../app/channel-roles.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { endOtherSessions } from '../sessions/index.ts'
import { brakeSignIn } from './brake.ts'
import { refuseClosed } from './closed.ts'
import {
  Language,
  type Me,
  type MePatch,
  type MyWorkspace,
  type PasswordBody,
  type SignInBody,
} from './contract.ts'
import { signInError } from './errors.ts'
import { refuseWeak } from './password.ts'
import { makeProof } from './proof.ts'
import * as queries from './queries.ts'
import { confirmPassword, rightHash } from './right-password.ts'
import { beginSession, type From, type SignedIn } from './session.ts'
import type { CameBy } from './still-holds.ts'
import { holdPerson } from './ways.ts'

/** The door was right, and the second step is awaited. */
export type Due = { proof: string; until: Date }

/**
 * Right mail and password make a new session, or a proof for who has a second step. Wrong ones say the same, and take as
 * long, whether the person exists or not.
 */
export async function signIn(
  ctx: Context,
  { email, password }: SignInBody,
  from: From,
): Promise<SignedIn | Due> {
  const brake = await brakeSignIn(ctx, email, from.ip)
  const user = await queries.findUserByEmail(ctx.db, email)
  await refuseClosed(ctx, user?.id)
  const hash = await rightHash(ctx, user?.id, password)
  if (!hash || !user) {
    ctx.log.warn({ requestId: from.requestId, ip: from.ip }, 'a sign-in was refused')
    throw signInError('wrong')
  }
  await brake.release()
  return comeIn(ctx, user, from, { hash, cameBy: 'password' })
}

type Come = { hash: string | null; cameBy: CameBy; secondStep?: 'ask' | 'trust' }

/** Somebody has come through a door: in, or to the second step where they have one. `hash` is their password's, before they came. */
export async function comeIn(
  ctx: Context,
  user: { id: string; name: string },
  from: From,
  { hash, cameBy, secondStep = 'ask' }: Come,
): Promise<SignedIn | Due> {
  if (secondStep === 'trust' || !(await queries.hasSecondStep(ctx.db, user.id)))
    return beginSession(ctx, user, from, { hash, cameBy })
  const { cookie, until } = await makeProof(ctx, { userId: user.id, hash, cameBy }, from.secure)
  return { proof: cookie, until }
}

/** A person and what they may do where. */
export async function readMe(ctx: Context, userId: string): Promise<Me> {
  const [user, workspaces] = await Promise.all([
    queries.findUser(ctx.db, userId),
    queries.listMyWorkspaces(ctx.db, ctx.config, userId),
  ])
  return {
    ...user,
    language: Language.safeParse(user.language).data ?? null,
    workspaces: workspaces.map(asMine),
  }
}

type Listed = Awaited<ReturnType<typeof queries.listMyWorkspaces>>[number]

function asMine({ channelRoles, needsPeople, eraseAt, secondStepDue, ...workspace }: Listed): MyWorkspace {
  const rights = rightsSomewhere({ role: asRole(workspace.role), channels: asChannelRoles(channelRoles) })
  return {
    ...workspace,
    rights,
    eraseAt: eraseAt?.toISOString() ?? null,
    secondStepDue: secondStepDue?.toISOString() ?? null,
    needsPeople: needsPeople && rights.includes('post.publish'),
  }
}

export async function changeMe(ctx: Context, person: Person, patch: MePatch): Promise<Me> {
  const before = await queries.findUser(ctx.db, person.userId)
  await ctx.db.transaction().execute(async (tx) => {
    await queries.updateUser(tx, person.userId, { ...patch, updatedAt: ctx.clock.now() })
    const { name, language } = before
    await auditPerson(tx, person, {
      action: 'user.changed',
      subject: { kind: 'user', id: person.userId },
      before: { name, language },
      after: patch,
    })
  })
  return readMe(ctx, person.userId)
}

/** Whoever changes the password is asked for the old one, if they have one; every other session ends. */
export async function changePassword(ctx: Context, person: Person, body: PasswordBody): Promise<void> {
  await confirmPassword(ctx, person, body.current, 'current')
  const hash = await hashNewPassword(body.password, person)
  await ctx.db.transaction().execute(async (tx) => {
    await holdPerson(tx, person)
    await setPassword(tx, person.userId, hash, ctx.clock.now())
    await endOtherSessions(tx, ctx, person)
    await auditPerson(tx, person, {
      action: 'password.changed',
      subject: { kind: 'user', id: person.userId },
    })
  })
}

export type NewPerson = { email: string; password: string; name?: string; language?: string | null }

/** Refuses a weak one. A hash takes about 50 ms, so it is made before a transaction begins. */
export async function hashNewPassword(
  password: string,
  person: { name?: string | undefined; email: string },
): Promise<string> {
  refuseWeak(password, person)
  const { hashPassword } = await import('better-auth/crypto')
  return hashPassword(password)
}

/** Sets the password of somebody who may have had none. */
export async function setPassword(tx: Tx, userId: string, hash: string, now: Date): Promise<void> {
  await queries.lockUser(tx, userId)
  const { numUpdatedRows } = await queries.updatePassword(tx, userId, hash, now)
  if (numUpdatedRows === 0n) await queries.insertPassword(tx, userId, hash)
  await queries.deleteProofs(tx, userId)
}

export const preparePerson = async (person: NewPerson): Promise<NewPerson & { hash: string }> => ({
  ...person,
  hash: await hashNewPassword(person.password, person),
})

/** Somebody whose way in is another one has no hash. `proven`: they have shown that the address is theirs. */
type Fresh = Omit<NewPerson, 'password'> & { hash: string | null; proven?: boolean }

/** Adds somebody who can sign in. They have no part in any workspace yet. */
export async function addPerson(tx: Tx, person: Fresh) {
  const email = person.email.trim().toLowerCase()
  const name = person.name ?? email.split('@')[0] ?? email
  const user = await queries.insertUser(tx, {
    ...{ name, email, language: person.language ?? null },
    emailVerified: person.proven ?? false,
  })
  if (!user) throw signInError('email_taken', { email })
  if (person.hash !== null) await queries.insertPassword(tx, user.id, person.hash)
  return user
}

export const findPerson = (db: Db, email: string) => queries.findUserByEmail(db, email.trim().toLowerCase())
