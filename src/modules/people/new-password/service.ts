import { randomBytes } from 'node:crypto'
import type { Actor, Person } from '../../../app/actor.ts'
import { audit, auditCommand, auditPerson } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { digestOf } from '../../../platform/digest.ts'
import { findTouchable, ownsAllOf } from '../members/index.ts'
import { endAllSessions } from '../sessions/index.ts'
import {
  brakeForgotten,
  type From,
  forgiveSignIn,
  hashNewPassword,
  lockUser,
  refuseClosed,
  setPassword,
} from '../sign-in/index.ts'
import { deleteLinks, proveAddress, removeOtherWays, tellOfWays } from '../ways/index.ts'
import type { Forgotten, LinkOwner, MadeLink, NewPasswordAnswer, NewPasswordBody } from './contract.ts'
import { newPasswordError } from './errors.ts'
import { sendLink } from './jobs.ts'
import { writeLinkLetter } from './letter.ts'
import * as queries from './queries.ts'

/** By mail it goes through other hands, so it lives shorter than one that is handed over. */
const livesMs = { mail: 3_600_000, hand: 24 * 3_600_000 }

/** Answers the same, and as fast, whether the address is somebody's or not. */
export async function askForLink(ctx: Context, email: string, from: From): Promise<Forgotten> {
  await refuseClosed(ctx)
  const retryAfter = await brakeForgotten(ctx, email, from.ip)
  if (retryAfter > 0) throw newPasswordError('braked', { retryAfter })
  if (ctx.mail.ready) await ctx.jobs.add(sendLink, { email }, { key: `password-link:${email}` })
  return { mail: ctx.mail.ready }
}

/** A letter that comes twice brings two links, of which the newer works. */
export async function mailLink(ctx: Context, email: string): Promise<void> {
  const reader = await queries.findReader(ctx.db, email)
  if (!reader) return
  const { url } = await ctx.db.transaction().execute((tx) => makeLink(tx, ctx, reader.id, null, 'mail'))
  await ctx.mail.send({ to: reader.email, ...writeLinkLetter(reader.language, reader.name, url) })
}

async function makeLink(
  tx: Tx,
  ctx: Context,
  userId: string,
  madeBy: string | null,
  way: keyof typeof livesMs,
): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url')
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + livesMs[way])
  const link = { userId, digest: digestOf(token), madeBy, mailed: way === 'mail', createdAt, expiresAt }
  await queries.replaceLinks(tx, link)
  return { url: `${ctx.config.appUrl}/new-password#${token}`, expiresAt: expiresAt.toISOString() }
}

/**
 * An owner makes a link for one of theirs and hands it over. It opens everything that the person can open, so it is for
 * those who own all of that.
 */
export async function makeLinkFor(ctx: Context, actor: Actor, userId: string): Promise<MadeLink> {
  const ownerId = actor.id
  if (actor.kind !== 'person' || !ownerId) throw newPasswordError('person_only')
  return ctx.db.transaction().execute(async (tx) => {
    const member = await findTouchable(tx, actor, userId)
    if (!(await ownsAllOf(tx, ownerId, userId))) throw newPasswordError('elsewhere', { name: member.name })
    const made = await makeLink(tx, ctx, userId, ownerId, 'hand')
    await audit(tx, actor, {
      action: 'password_link.made',
      subject: { kind: 'user', id: userId },
      after: { expiresAt: made.expiresAt },
    })
    return made
  })
}

/** For whoever runs the program, who can read everything anyway; null when nobody here has this address. */
export async function makeLinkByHand(ctx: Context, email: string): Promise<MadeLink | null> {
  const person = await queries.findReader(ctx.db, email.trim().toLowerCase())
  if (!person) return null
  return ctx.db.transaction().execute(async (tx) => {
    const made = await makeLink(tx, ctx, person.id, null, 'hand')
    await auditCommand(tx, 'carillon password', {
      action: 'password_link.made',
      subject: { kind: 'user', id: person.id },
      after: { expiresAt: made.expiresAt },
    })
    return made
  })
}

export async function lookAtLink(ctx: Context, token: string): Promise<LinkOwner> {
  const { name, email, expiresAt } = await findLive(ctx, token)
  return { name, email, expiresAt: expiresAt.toISOString() }
}

async function findLive(ctx: Context, token: string) {
  const link = await queries.findLink(ctx.db, digestOf(token), ctx.clock.now())
  if (!link || !(await isStillGood(ctx.db, link.madeBy, link.id))) throw newPasswordError('over')
  // Where a password opens nothing, the way in by the provider is not to go for it.
  await refuseClosed(ctx, link.id)
  return link
}

/** Since an owner made it, the person may have begun to work for somebody else, or the owner may be one no more. */
const isStillGood = async (db: Db, madeBy: string | null, userId: string): Promise<boolean> =>
  madeBy === null || ownsAllOf(db, madeBy, userId)

/**
 * Sets the password, takes other ways in away and ends every session of the person, and programs that they connected. API keys
 * belong to a workspace and stay. A password that is too weak leaves the link as it is.
 */
export async function useLink(
  ctx: Context,
  { token, password }: NewPasswordBody,
  from: From,
): Promise<NewPasswordAnswer> {
  const person = await findLive(ctx, token)
  const hash = await hashNewPassword(password, person)
  const removed = await ctx.db.transaction().execute(async (tx) => {
    await lockUser(tx, person.id)
    const taken = await queries.takeLink(tx, digestOf(token), ctx.clock.now())
    if (!taken || !(await isStillGood(tx, taken.madeBy, taken.userId))) throw newPasswordError('over')
    const who = { ...from, userId: person.id, name: person.name }
    if (taken.mailed) await proveAddress(tx, who)
    return setAnew(tx, ctx, hash, who)
  })
  await forgiveSignIn(ctx, person.email, from.ip)
  return removed
}

type Who = Pick<Person, 'userId' | 'name' | 'ip' | 'requestId'>

async function setAnew(tx: Tx, ctx: Context, hash: string, who: Who): Promise<NewPasswordAnswer> {
  const { userId } = who
  await deleteLinks(tx, userId)
  await setPassword(tx, userId, hash, ctx.clock.now())
  const removed = await removeOtherWays(tx, ctx, who)
  const ended = await endAllSessions(tx, ctx, userId)
  await auditPerson(tx, who, {
    action: 'password.set_by_link',
    subject: { kind: 'user', id: userId },
    after: { ended },
  })
  await tellOfWays(tx, ctx, { userId, news: 'password_set', ...removed })
  return removed
}
