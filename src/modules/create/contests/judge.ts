import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { findClaims } from './claim-queries.ts'
import type { JudgeBody, MergeBody, SplitBody, Taker, TakerDetail, TakerQuery } from './contract.ts'
import { lookAgain, type Place } from './enter.ts'
import { contestError } from './errors.ts'
import { removePerson } from './forget.ts'
import { findIdentity } from './list-queries.ts'
import * as people from './people-queries.ts'
import * as queries from './queries.ts'
import { theContest, told } from './service.ts'
import { graceMs } from './times.ts'

const PlaceByWeight = z.tuple([z.int().min(0).max(1000), Id])

const presentTaker = ({ place: _, createdAt, who, ...row }: people.TakerRow): Taker => ({
  ...row,
  who: who ?? '',
  at: createdAt.toISOString(),
})

export async function listTakers(ctx: Context, actor: Actor, id: string, query: TakerQuery) {
  refusePartial(actor)
  await theContest(ctx, actor, id)
  const place = { workspaceId: actor.workspaceId, contestId: id }
  const shape = query.state === 'aside' ? PlaceByWeight : ExactPlace
  const after = query.cursor ? (decodeCursor<people.TakerPlace>(query.cursor, shape) ?? null) : null
  const [rows, shown] = await Promise.all([
    people.findTakers(ctx.db, place, query, after),
    after ? null : people.countTakers(ctx.db, place, query),
  ])
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const sorted = last && (query.state === 'aside' ? last.weight : last.place)
  return {
    items: items.map(presentTaker),
    next: rows.length > query.limit && last && sorted !== undefined ? encodeCursor([sorted, last.id]) : null,
    total: shown?.total ?? null,
    seen: shown?.seen ?? null,
  }
}

export async function readTaker(
  ctx: Context,
  actor: Actor,
  id: string,
  personId: string,
): Promise<TakerDetail> {
  refusePartial(actor)
  const contest = await theContest(ctx, actor, id)
  const place = { workspaceId: actor.workspaceId, contestId: id }
  const row = await people.findTaker(ctx.db, place, personId)
  if (!row) throw contestError('no_person')
  const [entries, merged, notes, identity, claims] = await Promise.all([
    people.findEntriesOf(ctx.db, place, personId),
    people.findMerged(ctx.db, place, personId),
    people.findNotes(ctx.db, place, personId),
    findIdentity(ctx.db, place, personId),
    findClaims(ctx.db, place, personId),
  ])
  const { salt, leaf, ...taker } = row
  const ends = contest.endsAt?.getTime() ?? Number.POSITIVE_INFINITY
  return {
    taker: presentTaker(taker),
    ...{ salt, leaf, identity },
    entries: entries.map((one) => ({
      ...{ id: one.id, personId: one.personId, network: one.network, handle: one.handle, name: one.name },
      ...{ url: one.url, mail: one.mail, words: one.words, timed: one.timed, at: one.at.toISOString() },
      way: one.way as TakerDetail['entries'][number]['way'],
      counts: one.confirmedAt !== null && one.at.getTime() <= ends + (one.timed ? 0 : graceMs),
    })),
    claims: claims.map(({ provenAt, ...one }) => ({ ...one, provenAt: provenAt?.toISOString() ?? null })),
    merged: merged.map(({ who, how, ...one }) => ({ ...one, who: who ?? '', how: how ?? 'stated' })),
    notes: notes.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
  }
}

type Work = (tx: Tx, place: Place, person: people.TakerRow) => Promise<void>

/** Until the list is published people judge; afterwards nothing about it changes any more. */
async function decide(
  ctx: Context,
  actor: Actor,
  id: string,
  personId: string,
  work: Work,
): Promise<TakerDetail> {
  refusePartial(actor, 'plan.manage')
  const place = { workspaceId: actor.workspaceId, contestId: id }
  await ctx.db.transaction().execute(async (tx) => {
    const row = await queries.lockContest(tx, actor.workspaceId, id)
    if (!row) throw contestError('not_found')
    if (row.stage !== 'open') throw contestError('list_closed')
    const person = await rootOf(tx, place, personId)
    await work(tx, place, person)
  })
  return readTaker(ctx, actor, id, personId)
}

async function rootOf(tx: Tx, place: Place, id: string): Promise<people.TakerRow> {
  const plain = await people.findPerson(tx, place, id)
  const row = plain && plain.mergedInto === null ? await people.findTaker(tx, place, id) : undefined
  if (!row) throw contestError('no_person')
  return row
}

const judged = { keep: 'kept', exclude: 'out', reopen: 'in' } as const

/** A person looked at them: they count, or they do not and may be told why. The log says whom by a number that names nobody. */
export const judgeTaker = (ctx: Context, actor: Actor, id: string, personId: string, body: JudgeBody) =>
  decide(ctx, actor, id, personId, async (tx, place, before) => {
    const at = ctx.clock.now()
    const userId = actor.kind === 'person' ? actor.id : null
    const { verdict, reason } = body
    const open = verdict === 'reopen'
    await people.setJudgement(tx, place, personId, {
      state: judged[verdict],
      reason: verdict === 'exclude' ? reason : '',
      judgedBy: open ? null : userId,
      judgedAt: open ? null : at,
    })
    await people.insertNote(tx, place, { personId, otherId: null, what: verdict, reason, userId, at })
    await lookAgain(tx, place, [personId])
    const signals = before.signals.map(({ signal }) => signal)
    await told(tx, ctx, actor, id, 'contest.entrant_judged', { person: personId, verdict, reason, signals })
  })

/** Two that are one: the other keeps its entries and history, and can be parted again. */
export const mergeTaker = (ctx: Context, actor: Actor, id: string, personId: string, body: MergeBody) =>
  decide(ctx, actor, id, body.into, async (tx, place, into) => {
    if (personId === into.id) throw contestError('same_person')
    await rootOf(tx, place, personId)
    const at = ctx.clock.now()
    const userId = actor.kind === 'person' ? actor.id : null
    await people.mergeInto(tx, place, personId, into.id, 'staff')
    const note = { what: 'merge', reason: body.reason, userId, at } as const
    await people.insertNote(tx, place, { personId: into.id, otherId: personId, ...note })
    await lookAgain(tx, place, [into.id])
    await told(tx, ctx, actor, id, 'contest.entrants_merged', { person: personId, ...body })
  })

export const splitTaker = (ctx: Context, actor: Actor, id: string, personId: string, body: SplitBody) =>
  decide(ctx, actor, id, personId, async (tx, place) => {
    const other = await people.findPerson(tx, place, body.other)
    if (other?.mergedInto !== personId) throw contestError('no_person')
    await people.split(tx, place, body.other)
    const at = ctx.clock.now()
    const userId = actor.kind === 'person' ? actor.id : null
    const note = { what: 'split', reason: body.reason, userId, at } as const
    await people.insertNote(tx, place, { personId, otherId: body.other, ...note })
    await lookAgain(tx, place, [personId, body.other])
    await told(tx, ctx, actor, id, 'contest.entrants_parted', { person: personId, ...body })
  })

/** Somebody asks for their data to go, at any time. The digest in a published list stays: without the salt it is nobody’s. */
export async function eraseTaker(ctx: Context, actor: Actor, id: string, personId: string): Promise<void> {
  refusePartial(actor, 'plan.manage')
  await ctx.db.transaction().execute(async (tx) => {
    const row = await queries.lockContest(tx, actor.workspaceId, id)
    if (!row) throw contestError('not_found')
    await removePerson(tx, ctx, actor, id, personId)
  })
}
