import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { asRole, rightsOf } from '../../../app/rights.ts'
import { endOtherSessions } from '../sessions/index.ts'
import { addressHeader, authOf } from './auth.ts'
import { brakeSignIn } from './brake.ts'
import { Language, type Me, type MePatch, type PasswordBody, type SignInBody } from './contract.ts'
import { signInError } from './errors.ts'
import { refuseWeak } from './password.ts'
import * as queries from './queries.ts'

/** Where somebody signs in from. */
export type From = { ip: string; agent: string; requestId: string; secure: boolean }

export type SignedIn = { userId: string; cookies: string[] }

/** Right mail and password make a new session. Wrong ones say the same, and take as long, whether the person exists or not. */
export async function signIn(ctx: Context, { email, password }: SignInBody, from: From): Promise<SignedIn> {
  const brake = await brakeSignIn(ctx, email, from.ip)
  const auth = await authOf(ctx, from.secure)
  const headers = new Headers({ 'user-agent': from.agent.slice(0, 400), [addressHeader]: from.ip })
  const answer = await auth.api
    .signInEmail({ body: { email, password }, headers, returnHeaders: true })
    .catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      ctx.log.warn({ requestId: from.requestId, ip: from.ip }, 'a sign-in was refused')
      throw signInError('wrong')
    })
  await brake.release()
  const { user } = answer.response
  await auditPerson(
    ctx.db,
    { userId: user.id, name: user.name, ip: from.ip, requestId: from.requestId },
    { action: 'session.started', subject: { kind: 'user', id: user.id } },
  )
  return { userId: user.id, cookies: answer.headers.getSetCookie() }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 400)

/** A person and what they may do where. */
export async function readMe(ctx: Context, userId: string): Promise<Me> {
  const [user, workspaces] = await Promise.all([
    queries.findUser(ctx.db, userId),
    queries.listMyWorkspaces(ctx.db, userId),
  ])
  return {
    ...user,
    language: Language.safeParse(user.language).data ?? null,
    workspaces: workspaces.map((each) => ({ ...each, rights: rightsOf(asRole(each.role)) })),
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

/** Whoever changes the password is asked for the old one; every other session ends. */
export async function changePassword(ctx: Context, person: Person, body: PasswordBody): Promise<void> {
  const brake = await brakeSignIn(ctx, person.email, person.ip)
  const { verifyPassword } = await import('better-auth/crypto')
  const kept = await queries.findPassword(ctx.db, person.userId)
  if (!kept?.password || !(await verifyPassword({ hash: kept.password, password: body.current })))
    throw signInError('wrong_password', {}, [
      { path: 'current', code: 'wrong_password', detail: 'This is not the current password.' },
    ])
  await brake.release()
  const hash = await hashNewPassword(body.password, person)
  await ctx.db.transaction().execute(async (tx) => {
    await queries.updatePassword(tx, person.userId, hash, ctx.clock.now())
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
  const { numUpdatedRows } = await queries.updatePassword(tx, userId, hash, now)
  if (numUpdatedRows === 0n) await queries.insertPassword(tx, userId, hash)
}

export const preparePerson = async (person: NewPerson): Promise<NewPerson & { hash: string }> => ({
  ...person,
  hash: await hashNewPassword(person.password, person),
})

/** Adds somebody who can sign in. They have no part in any workspace yet. */
export async function addPerson(tx: Tx, person: NewPerson & { hash: string }) {
  const email = person.email.trim().toLowerCase()
  const name = person.name ?? email.split('@')[0] ?? email
  const user = await queries.insertUser(tx, { name, email, language: person.language ?? null })
  if (!user) throw signInError('email_taken', { email })
  await queries.insertPassword(tx, user.id, person.hash)
  return user
}

export const findPerson = (db: Db, email: string) => queries.findUserByEmail(db, email.trim().toLowerCase())
