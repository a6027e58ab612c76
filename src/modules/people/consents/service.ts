import { createHash } from 'node:crypto'
import { type Actor, systemActor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { brakeShared } from '../sign-in/index.ts'
import type { Consent, ConsentKey, ConsentQuery, SharedConsent } from './contract.ts'
import { consentError } from './errors.ts'
import { idInToken, linkToken } from './link.ts'
import * as queries from './queries.ts'

/** A record of what was withdrawn proves that it had been given: as long as claims may be brought in most places. */
const proofMs = 3 * 366 * 86_400_000
const purpose = 'consents'

type Given = Omit<queries.NewConsent, 'version' | 'workspaceId'>

/** Writes down a consent in the transaction of what it was given for. */
export async function recordConsent(tx: Tx, workspaceId: string, given: Given): Promise<string> {
  const version = createHash('sha256').update(given.words).digest('hex').slice(0, 16)
  const { id } = await queries.insertConsent(tx, { ...given, workspaceId, version })
  return id
}

/** Where its person takes it back. */
export const withdrawalUrl = (ctx: Context, id: string): string =>
  `${ctx.config.appUrl}/consent#${linkToken(ctx, purpose, id)}`

type Row = NonNullable<Awaited<ReturnType<typeof queries.findConsent>>>

const present = (row: Row): Consent => ({
  id: row.id,
  who: row.who,
  purpose: row.purpose as Consent['purpose'],
  words: row.words,
  version: row.version,
  language: row.language,
  how: row.how as Consent['how'],
  givenAt: row.givenAt.toISOString(),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  withdrawnHow: row.withdrawnHow as Consent['withdrawnHow'],
  keepUntil: row.keepUntil?.toISOString() ?? null,
})

export async function listConsents(ctx: Context, actor: Actor, query: ConsentQuery) {
  refusePartial(actor)
  const after = query.cursor ? (decodeCursor(query.cursor, ExactPlace) ?? null) : null
  const rows = await queries.findConsents(ctx.db, actor.workspaceId, query, after)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(present),
    next: rows.length > query.limit && last ? encodeCursor([last.place, last.id]) : null,
  }
}

/** What else ends with a consent, in the same transaction. */
export type WhenWithdrawn = (
  tx: Tx,
  ctx: Context,
  by: Actor,
  consent: { workspaceId: string; purpose: string; subjectId: string; who: string },
) => Promise<void>

async function withdraw(
  ctx: Context,
  tx: Tx,
  by: Actor,
  row: Row,
  how: 'link' | 'staff',
  andThen: WhenWithdrawn,
): Promise<void> {
  const now = ctx.clock.now()
  const done = await queries.withdrawConsent(tx, row.id, how, now, new Date(now.getTime() + proofMs))
  if (!done) return
  await audit(tx, by, {
    action: 'consent.withdrawn',
    subject: { kind: 'consent', id: row.id },
    after: { purpose: row.purpose, how, version: row.version },
  })
  await andThen(tx, ctx, by, row)
  await ctx.events.emit(tx, { workspaceId: row.workspaceId, topic: 'contests', id: null })
}

/** Somebody told the team that they take it back. */
export async function withdrawByStaff(
  ctx: Context,
  actor: Actor,
  id: string,
  andThen: WhenWithdrawn,
): Promise<Consent> {
  refusePartial(actor, 'plan.manage')
  return ctx.db.transaction().execute(async (tx) => {
    const row = await queries.findConsent(tx, id, actor.workspaceId)
    if (!row) throw consentError('not_found')
    await withdraw(ctx, tx, actor, row, 'staff', andThen)
    const after = await queries.findConsent(tx, id, actor.workspaceId)
    // What ends with it may take the record along: it was withdrawn all the same.
    return present(after ?? { ...row, withdrawnAt: ctx.clock.now(), withdrawnHow: 'staff' })
  })
}

async function open(ctx: Context, { token }: ConsentKey, ip: string) {
  const brake = await brakeShared(ctx, ip)
  if (brake.retryAfter > 0) throw consentError('braked', { retryAfter: brake.retryAfter })
  const id = idInToken(ctx, purpose, token)
  const row = id ? await queries.findConsent(ctx.db, id) : undefined
  const brand = row && (await queries.findBrand(ctx.db, row.workspaceId))
  if (!row || !brand || brand.eraseAt) throw consentError('no_link')
  await brake.release()
  return { row, brand }
}

const shown = (row: Row, brand: string): SharedConsent => ({
  brand,
  purpose: row.purpose as Consent['purpose'],
  words: row.words,
  language: row.language,
  givenAt: row.givenAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
})

export async function openConsent(ctx: Context, key: ConsentKey, ip: string): Promise<SharedConsent> {
  const { row, brand } = await open(ctx, key, ip)
  return shown(row, brand.name)
}

/** By the person themselves; a second press changes nothing. */
export async function withdrawByLink(
  ctx: Context,
  key: ConsentKey,
  visit: { ip: string; requestId: string },
  andThen: WhenWithdrawn,
): Promise<SharedConsent> {
  const { row, brand } = await open(ctx, key, visit.ip)
  const by: Actor = { ...systemActor(row.workspaceId, brand.organisationId), name: 'consent link', ...visit }
  await ctx.db.transaction().execute((tx) => withdraw(ctx, tx, by, row, 'link', andThen))
  const after = await queries.findConsent(ctx.db, row.id)
  return shown(after ?? { ...row, withdrawnAt: ctx.clock.now() }, brand.name)
}
