import type { Context } from '../../../app/context.ts'
import { clip } from '../../../platform/clean.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notify } from '../../publish/notifications/index.ts'
import { thresholds } from '../impostors/contract.ts'
import { type Audited, auditChannel, type House, numberDays } from './audit-channel.ts'
import type { Difference, Finding } from './contract.ts'
import { differenceOf, suspectsBetween } from './difference.ts'
import { findGaps } from './find-gaps.ts'
import { seenOf } from './judge.ts'
import { readFindings } from './kept.ts'
import { likeliest, type Suspected } from './likeliest.ts'
import * as queries from './queries.ts'
import { claimRun, findNewest, finishRun, purgePictures } from './run-queries.ts'
import { findKnown, markGone, upsertSuspect } from './suspect-queries.ts'

/** Questions to networks in one audit of one workspace, however many channels it has. */
const mostRequests = 1500
/** A run that a worker died over twice is given up. */
const mostTries = 3
const dayMs = 86_400_000
const picturesKeptMs = 90 * dayMs

/** One audit, from the first channel to the word to people. Ended by itself when its workspace is on its way out. */
export async function runAudit(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const run = await claimRun(ctx.db, workspaceId, id, ctx.clock.now())
  if (!run) return
  if (run.tries > mostTries) return giveUp(ctx, workspaceId, id)
  const channels = await queries.findChannels(ctx.db, workspaceId)
  const known = await findKnown(ctx.db, workspaceId)
  const house = await openHouse(ctx, workspaceId, known)
  const audited: Audited[] = []
  // Beginning with another one each time: where questions run out, it is not always the same that are left out.
  const first = channels.length === 0 ? 0 : run.number % channels.length
  for (const channel of [...channels.slice(first), ...channels.slice(0, first)]) {
    const one = await auditChannel(ctx, house, channel)
    house.left -= one.requests
    audited.push(one)
  }
  const typed = (await queries.findAccounts(ctx.db, workspaceId)).map(typedFinding)
  const findings = [...audited.map(({ finding }) => finding), ...typed]
  const suspects = likeliest(audited, channels, typed)
  await keep(ctx, { workspaceId, id, number: run.number, audited, findings, suspects, known })
  await purgePictures(ctx.db, workspaceId, new Date(ctx.clock.now().getTime() - picturesKeptMs))
}

async function giveUp(ctx: Context, workspaceId: string, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const none = { findings: [], gaps: [], difference: null, requests: 0 }
    await finishRun(tx, workspaceId, id, { state: 'failed', ...none, at: ctx.clock.now() })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id })
  })
}

async function openHouse(ctx: Context, workspaceId: string, known: House['known']): Promise<House> {
  const { names, sites } = await queries.findSettings(ctx.db, workspaceId)
  const since = new Date(ctx.clock.now().getTime() - numberDays * dayMs)
  const published = await queries.findPublished(ctx.db, workspaceId, since)
  return { workspaceId, names, sites, published, known, left: mostRequests }
}

/** An account that is not joined: nothing is asked about it, so nothing is held against it. */
const typedFinding = ({
  id,
  network,
  handle,
  url,
}: Awaited<ReturnType<typeof queries.findAccounts>>[number]): Finding => ({
  ...{ subject: { kind: 'account', id }, network, handle, name: handle, url },
  ...{ looked: 'not_told', failure: null, profile: null, pictureId: null, checks: [], lastPostAt: null },
  ...{ best: [], worst: [], published: 0, suggestion: null, search: null },
})

type Ended = {
  workspaceId: string
  id: string
  number: number
  audited: readonly Audited[]
  findings: Finding[]
  suspects: readonly Suspected[]
  known: Awaited<ReturnType<typeof findKnown>>
}

/** Everything that a run brought, at once: whoever looks sees the old or the new, never half of it. */
async function keep(ctx: Context, ended: Ended): Promise<void> {
  const { workspaceId, id, number, audited, findings } = ended
  const at = ctx.clock.now()
  const gaps = await findGaps(ctx, workspaceId, findings, at)
  const before = await findNewest(ctx.db, workspaceId)
  const whole = audited.every(
    ({ finding }) => finding.looked !== 'failed' && (finding.search?.whole ?? finding.looked !== 'looked'),
  )
  await ctx.db.transaction().execute(async (tx) => {
    const { suspects, fresh } = await keepSuspects(ctx, tx, ended, at)
    const then = before && { number: before.number, findings: readFindings(before.findings) }
    await finishRun(tx, workspaceId, id, {
      state: whole ? 'done' : 'partial',
      findings,
      gaps,
      difference: differenceOf(then ?? null, findings, suspects),
      requests: audited.reduce((sum, { requests }) => sum + requests, 0),
      at,
    })
    await tellOf(ctx, tx, workspaceId, fresh)
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id: null })
  })
  ctx.log.info({ workspaceId, number, findings: findings.length }, 'The presence was audited')
}

type Fresh = { handle: string; points: number }

async function keepSuspects(
  ctx: Context,
  tx: Tx,
  { workspaceId, number, audited, suspects, known }: Ended,
  at: Date,
): Promise<{ suspects: Difference['suspects']; fresh: Fresh[] }> {
  const seen: Difference['suspects']['fresh'] = []
  const fresh: Fresh[] = []
  const byId = new Map(known.map((one) => [one.id, one]))
  for (const { profile, picture, score, network, channelId } of suspects) {
    const kept = await upsertSuspect(
      tx,
      workspaceId,
      {
        ...{ network, channelId, account: clip(profile.account, 1000), handle: clip(profile.handle, 300) },
        ...{ name: clip(profile.name, 300), url: clip(profile.url, 2000), profile: seenOf(profile) },
        ...{ pictureId: picture?.id ?? null, points: score.points, signals: score.signals },
      },
      { run: number, at },
    )
    seen.push({ id: kept.id, handle: clip(profile.handle, 300), before: null, after: score.points })
    const before = byId.get(kept.id)
    // One that nobody looked at yet because it was unlikely is news once it is likely.
    const grown = !before || before.points < thresholds.likely
    if (kept.verdict === null && score.points >= thresholds.likely && grown)
      fresh.push({ handle: profile.handle, points: score.points })
  }
  const lost = new Set(audited.flatMap(({ finding, gone }) => gone.map((one) => `${finding.network} ${one}`)))
  const gone = known.filter(
    ({ network, account, id }) => lost.has(`${network} ${account}`) && !seen.some((one) => one.id === id),
  )
  if (gone.length > 0)
    await markGone(
      tx,
      workspaceId,
      gone.map(({ id }) => id),
      at,
    )
  const left = gone.map(({ id, handle, points }) => ({ id, handle, before: points, after: points }))
  ctx.log.debug({ workspaceId, seen: seen.length, gone: gone.length }, 'suspects were kept')
  return { suspects: suspectsBetween(byId, seen, left), fresh }
}

/** People are told of who is new and likely, once for all of them. */
async function tellOf(ctx: Context, tx: Tx, workspaceId: string, fresh: readonly Fresh[]): Promise<void> {
  const [first] = fresh
  if (!first) return
  await notify(tx, ctx, {
    workspaceId,
    kind: 'presence.suspects',
    subject: { kind: 'presence', id: workspaceId },
    facts: { handle: clip(first.handle, 200), suspects: fresh.length },
  })
}
