import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { levelOf } from '../impostors/contract.ts'
import {
  type ReportBody,
  SeenProfile,
  Signal,
  type Suspect,
  type SuspectDetail,
  type SuspectsQuery,
  type SuspectVerdict,
} from './contract.ts'
import { presenceError } from './errors.ts'
import { listEvidence } from './evidence-queries.ts'
import { readFindings } from './kept.ts'
import { openPicture } from './picture-queries.ts'
import { findNewest } from './run-queries.ts'
import * as queries from './suspect-queries.ts'
import { presentVerdict } from './verdicts.ts'

const unknownProfile: SeenProfile = {
  ...{ bio: '', createdAt: null, followers: null, following: null, posts: null, bot: null },
  ...{ links: [], proven: [] },
}

/** A picture in a page cannot say in a header which workspace it is of. */
const pictureUrl = (workspaceId: string, id: string | null): string | null =>
  id && `/api/v1/presence/pictures/${id}?workspace=${workspaceId}`

export function presentSuspect(workspaceId: string, row: queries.SuspectRow): Suspect {
  const facts = typeof row.facts === 'object' ? row.facts : {}
  const signals = z.array(z.unknown()).safeParse(row.signals).data ?? []
  return {
    ...{ id: row.id, network: row.network, channelId: row.channelId, handle: row.handle, name: row.name },
    ...{ url: row.url, points: row.points, level: levelOf(row.points), firstRun: row.firstRun },
    ...{ reportedOn: row.reportedOn, reportNote: row.reportNote, version: row.version },
    pictureUrl: pictureUrl(workspaceId, row.pictureId),
    profile: SeenProfile.safeParse({ ...facts, bio: row.bio }).data ?? { ...unknownProfile, bio: row.bio },
    signals: signals.flatMap((one) => Signal.safeParse(one).data ?? []),
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    goneAt: row.goneAt?.toISOString() ?? null,
    verdict: row.verdict as SuspectVerdict | null,
  }
}

const Place = z.tuple([z.int().min(0).max(100), Id])

export async function readSuspects(ctx: Context, actor: Actor, { show, limit, cursor }: SuspectsQuery) {
  refusePartial(actor)
  const { workspaceId } = actor
  const place = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (place === undefined) throw presenceError('bad_cursor')
  const rows = await queries.listSuspects(ctx.db, workspaceId, { show, after: place, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => presentSuspect(workspaceId, row)),
    next: last ? encodeCursor([last.points, last.id]) : null,
  }
}

export async function readSuspect(ctx: Context, actor: Actor, id: string): Promise<SuspectDetail> {
  refusePartial(actor)
  const { workspaceId } = actor
  const row = await queries.findSuspect(ctx.db, workspaceId, id)
  if (!row) throw presenceError('no_suspect')
  const [history, evidence, ours] = await Promise.all([
    queries.findHistory(ctx.db, workspaceId, 'suspect', id),
    listEvidence(ctx.db, workspaceId, id),
    oursOf(ctx, workspaceId, row.channelId),
  ])
  return {
    ...presentSuspect(workspaceId, row),
    ours,
    history: history.map(presentVerdict),
    evidence: evidence.map(({ takenAt, ...one }) => ({ ...one, takenAt: takenAt.toISOString() })),
    report: reportOf(ctx, row),
  }
}

/** The account of ours that it resembles, as the newest audit saw it. */
async function oursOf(
  ctx: Context,
  workspaceId: string,
  channelId: string | null,
): Promise<SuspectDetail['ours']> {
  if (!channelId) return null
  const run = await findNewest(ctx.db, workspaceId)
  const finding = readFindings(run?.findings).find(({ subject }) => subject.id === channelId)
  if (!finding) return null
  const { handle, name, url, profile, pictureId } = finding
  return { handle, name, url, profile, pictureUrl: pictureUrl(workspaceId, pictureId) }
}

/** Where it is reported, as the network's manifest has it. An address that is none is left out. */
export function reportOf(
  ctx: Context,
  { network, url, handle }: Pick<queries.SuspectRow, 'network' | 'url' | 'handle'>,
) {
  const rule = ctx.networks.get(network)?.manifest.presence?.report
  if (!rule) return null
  const filled = rule.url.replace('{url}', () => url).replace('{handle}', () => encodeURIComponent(handle))
  return /^https?:\/\//.test(filled) && URL.canParse(filled) ? { url: filled, how: rule.how } : null
}

/** Notes that it was reported to its network, or takes that back. */
export async function noteReport(ctx: Context, actor: Actor, id: string, body: ReportBody): Promise<Suspect> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await queries.lockSuspect(tx, workspaceId, id)
    if (!before) throw presenceError('no_suspect')
    if (before.version !== body.version)
      throw presenceError('changed', { yours: body.version, current: before.version })
    await queries.updateSuspect(tx, workspaceId, id, { reportedOn: body.on, reportNote: body.note })
    await audit(tx, actor, {
      action: 'presence.reported',
      subject: { kind: 'suspect', id },
      before: { on: before.reportedOn },
      after: { on: body.on },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id })
  })
  const row = await queries.findSuspect(ctx.db, workspaceId, id)
  if (!row) throw presenceError('no_suspect')
  return presentSuspect(workspaceId, row)
}

export async function readPicture(ctx: Context, actor: Actor, id: string) {
  refusePartial(actor)
  const picture = await openPicture(ctx.db, actor.workspaceId, id)
  if (!picture) throw presenceError('no_picture')
  return picture
}
