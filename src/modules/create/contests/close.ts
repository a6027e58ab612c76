/** The list is closed and published; then it is drawn from, once. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Contest, DrawBody, FreezeBody } from './contract.ts'
import { askDrand } from './drand.ts'
import { contestError } from './errors.ts'
import { findListed, saveLeaves } from './list-queries.ts'
import { addressOf, momentOf, numberFrom, roundAfter, wordsFor } from './plain/drand.ts'
import { algorithm, candidatesFor, type DrawFile, drawFrom, plainBeacon } from './plain/draw.ts'
import { beaconOf, type Named, presentDraw } from './present.ts'
import * as queries from './queries.ts'
import { openSeed } from './seeds.ts'
import { alter, theContest, told } from './service.ts'
import { graceMs } from './times.ts'
import { insertWinners } from './winner-queries.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Closes the list: from here on nobody is added, judged or joined, and its digest is public. */
export const freezeList = (ctx: Context, actor: Actor, id: string, body: FreezeBody): Promise<Contest> =>
  alter(ctx, actor, id, body.version, async (tx, row) => {
    const now = ctx.clock.now()
    if (row.stage !== 'open' || !row.endsAt) throw contestError('not_open')
    if (now < row.endsAt) throw contestError('not_over', { endsAt: row.endsAt.toISOString() })
    const beacon = namedFrom(body.beacon, now)
    if (beacon && Date.parse(beacon.at) <= now.getTime()) throw contestError('beacon_past')
    const { workspaceId } = actor
    const unread = (await queries.findPosts(tx, workspaceId, id)).filter(
      ({ wholeAt }) => !wholeAt || !row.endsAt || wholeAt < row.endsAt,
    )
    if (unread.length > 0 && !body.anyway) throw contestError('not_read', { count: unread.length })
    const counts = await queries.countPeople(tx, workspaceId, id)
    if (counts.aside > 0) throw contestError('not_judged', { count: counts.aside })
    const leaves = await writeList(tx, { workspaceId, contestId: id }, row.endsAt)
    if (leaves.length === 0) throw contestError('nobody')
    const listHash = sha256(leaves.map((leaf) => `${leaf}\n`).join(''))
    await queries.updateContest(tx, workspaceId, id, {
      ...{ stage: 'frozen', frozenAt: now, listHash },
      beacon: beacon && JSON.stringify(beacon),
    })
    await told(tx, ctx, actor, id, 'contest.list_closed', {
      ...{ listHash, listed: leaves.length, beacon, unread: unread.length },
    })
  })

/** Long enough for others to write the digest of the list down before the number is known. */
const drandAfterMs = 5 * 60_000

function namedFrom(asked: FreezeBody['beacon'], now: Date): Named | null {
  if (asked === null) return null
  if (asked !== 'drand') return { ...asked, at: new Date(asked.at).toISOString() }
  const drand = roundAfter(new Date(now.getTime() + drandAfterMs))
  return { words: wordsFor(drand), at: momentOf(drand).toISOString(), drand }
}

/** Digests in the order of the alphabet: it tells nothing of who came when. */
async function writeList(
  tx: Tx,
  place: { workspaceId: string; contestId: string },
  endsAt: Date,
): Promise<string[]> {
  const listed = await findListed(tx, place, endsAt, new Date(endsAt.getTime() + graceMs))
  const leaves = listed.map(({ id, salt, identity }) => ({
    id,
    leaf: sha256(`carillon-entrant-1\n${salt}\n${identity}`),
  }))
  await saveLeaves(tx, leaves)
  const list = leaves.map(({ leaf }) => leaf).sort()
  if (list.length > 0)
    await tx
      .insertInto('contestLists')
      .values({ ...place, leaves: list })
      .execute()
  return list
}

/** Draws a round. Each is drawn once: whoever presses again, or at the same time, hears that it is drawn. */
export async function drawRound(ctx: Context, actor: Actor, id: string, body: DrawBody): Promise<Contest> {
  refusePartial(actor, 'plan.manage')
  // Asked for before anything is held: the league may take its time.
  const number = await drandFor(ctx, await theContest(ctx, actor, id), body)
  return drawWith(ctx, actor, id, body, number)
}

type PublicNumber = { beacon: string; proof: string }

/** The number of the first round of a draw, if drand gives it; later rounds take the same. */
async function drandFor(ctx: Context, row: queries.ContestRow, body: DrawBody): Promise<PublicNumber | null> {
  const named = beaconOf(row)
  if (!named?.drand || row.stage !== 'frozen' || ctx.clock.now() < new Date(named.at)) return null
  const proof = body.beacon === '' ? await askDrand(ctx, named.drand) : body.beacon.toLowerCase()
  const beacon = await numberFrom(named.drand, proof)
  if (beacon === null) throw contestError('beacon_false', { url: addressOf(named.drand) })
  return { beacon, proof }
}

const drawWith = (
  ctx: Context,
  actor: Actor,
  id: string,
  body: DrawBody,
  drand: PublicNumber | null,
): Promise<Contest> =>
  alter(ctx, actor, id, null, async (tx, row) => {
    const { workspaceId } = actor
    if ((row.stage !== 'frozen' && row.stage !== 'drawn') || !row.listHash) throw contestError('not_frozen')
    const earlier = await queries.findDraws(tx, workspaceId, id)
    const next = earlier.length + 1
    if (body.round < next) throw contestError('drawn_already', { round: body.round })
    if (body.round > next) throw contestError('wrong_round', { next })
    if ((body.reason === 'first') !== (next === 1)) throw contestError('wrong_reason')
    const now = ctx.clock.now()
    const { beacon, proof } = numberFor(row, body.beacon, earlier[0], drand, now)
    const list = (await queries.findList(tx, workspaceId, id)) ?? []
    const candidates = candidatesFor(list, earlier)
    if (candidates.length === 0) throw contestError('nobody_left')
    const winners = next === 1 ? row.winners : body.winners
    const seed = await openSeed(tx, ctx, id, next)
    const input = { commitment: row.commitment ?? '', round: next, listHash: row.listHash, seed, beacon }
    const leaves = await drawFrom(candidates, winners, input)
    await tx
      .insertInto('contestDraws')
      .values({
        ...{ workspaceId, contestId: id, round: next, reason: body.reason, winners, seed, beacon, leaves },
        ...{ beaconProof: proof },
        ...{ userId: actor.kind === 'person' ? actor.id : null, drawnAt: now },
      })
      .execute()
    await insertWinners(tx, { workspaceId, contestId: id }, next, leaves)
    await queries.updateContest(tx, workspaceId, id, { stage: 'drawn' })
    await told(tx, ctx, actor, id, 'contest.drawn', { round: next, reason: body.reason, winners, leaves })
  })

/** Named before it was known, and the same in every round: nobody looks for a number that suits them. */
function numberFor(
  row: queries.ContestRow,
  typed: string,
  before: { beacon: string; beaconProof: string } | undefined,
  drand: PublicNumber | null,
  now: Date,
): PublicNumber {
  const named = beaconOf(row)
  if (!named) return { beacon: '', proof: '' }
  if (now < new Date(named.at)) throw contestError('beacon_waits', { at: named.at })
  if (before) return { beacon: before.beacon, proof: before.beaconProof }
  const value = named.drand ? (drand?.beacon ?? '') : plainBeacon(typed)
  if (value === '') throw contestError('beacon_missing', { words: named.words })
  return { beacon: value, proof: drand?.proof ?? '' }
}

export async function readDrawFile(ctx: Context, actor: Actor, id: string): Promise<DrawFile> {
  refusePartial(actor)
  return drawFileOf(ctx, await theContest(ctx, actor, id))
}

/** With what anybody repeats the draw. */
export async function drawFileOf(ctx: Pick<Context, 'db'>, row: queries.ContestRow): Promise<DrawFile> {
  const { workspaceId, id, commitment, openedAt, frozenAt, listHash } = row
  const list = await queries.findList(ctx.db, workspaceId, id)
  if (!list || !commitment || !openedAt || !frozenAt || !listHash) throw contestError('no_draw')
  const rounds = (await queries.findDraws(ctx.db, workspaceId, id)).map(presentDraw)
  return {
    ...{ format: algorithm, contest: row.name, commitment, listHash, list, rounds, beacon: beaconOf(row) },
    openedAt: openedAt.toISOString(),
    frozenAt: frozenAt.toISOString(),
  }
}
