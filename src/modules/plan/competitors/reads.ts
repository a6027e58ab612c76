import { z } from 'zod'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import {
  type Competitor,
  type CompetitorList,
  type CompetitorsQuery,
  mostCompetitors,
  type Numbers,
  type NumbersQuery,
  type PostList,
  type PostsQuery,
  type Report,
  Source,
} from './contract.ts'
import { bestPosts, countPosts, followersOf, hoursOf, type Whose, type Window } from './counted.ts'
import * as dayQueries from './day-queries.ts'
import { competitorError } from './errors.ts'
import * as noteQueries from './note-queries.ts'
import { presentCompetitor, presentProfile } from './present.ts'
import * as queries from './queries.ts'
import { daysKnown, reckon, type Subject } from './reckon.ts'

const dayMs = 86_400_000

type Span = Pick<Window, 'workspaceId' | 'zone' | 'from' | 'to'>

/** So many days that end now, by the clocks of the workspace. */
export async function spanOf(ctx: Context, workspaceId: string, days: number): Promise<Span> {
  const to = ctx.clock.now()
  return {
    workspaceId,
    zone: await queries.findZone(ctx.db, workspaceId),
    from: new Date(to.getTime() - days * dayMs),
    to,
  }
}

/** How a network is known, whether it is read or was typed in. */
export const networkName = (ctx: Context, network: string): string =>
  ctx.networks.get(network)?.manifest.name ?? network

const sameNetwork = (ctx: Context, network: string, wanted: string | undefined): boolean =>
  wanted === undefined || networkName(ctx, network).toLowerCase() === networkName(ctx, wanted).toLowerCase()

/** Profiles of some competitors, with what each brings to the numbers. */
async function subjectsOf(
  ctx: Context,
  span: Span,
  profiles: readonly queries.ProfileRow[],
): Promise<Map<string, Subject>> {
  return countEach(
    ctx,
    'theirs',
    span,
    profiles.map((one) => ({ ...one, days: daysKnown(span, one) })),
  )
}

type One = { id: string; network: string; days: number | null }

async function countEach(
  ctx: Context,
  whose: Whose,
  span: Span,
  each: readonly One[],
): Promise<Map<string, Subject>> {
  const window = { ...span, ids: each.map(({ id }) => id) }
  const [counted, followers] = await Promise.all([
    countPosts(ctx.db, whose, window),
    followersOf(ctx.db, whose, window),
  ])
  const countedOf = new Map(counted.map((one) => [one.subject, one]))
  const followersBy = new Map(followers.map((one) => [one.subject, one]))
  return new Map(
    each.map(({ id, network, days }) => [
      id,
      {
        network: networkName(ctx, network),
        days,
        counted: countedOf.get(id) ?? null,
        followers: followersBy.get(id) ?? null,
      },
    ]),
  )
}

/** Our own numbers, of the channels that the viewer sees. */
export async function ourNumbers(
  ctx: Context,
  viewer: Viewer,
  span: Span,
  network: string | undefined,
): Promise<Numbers> {
  const sight = sightOf(viewer)
  const channels = (await queries.findChannels(ctx.db, span.workspaceId)).filter(
    (channel) => isWithin(sight, channel.id) && sameNetwork(ctx, channel.network, network),
  )
  // What we publish, and what stood on the account before, is taken over for longer than any window.
  const days = (span.to.getTime() - span.from.getTime()) / dayMs
  const subjects = await countEach(
    ctx,
    'ours',
    span,
    channels.map((channel) => ({ ...channel, days })),
  )
  return reckon([...subjects.values()])
}

/** Competitors as they are listed, without what is reckoned of them. */
export async function presentAll(
  ctx: Context,
  workspaceId: string,
  rows: readonly queries.CompetitorRow[],
): Promise<{ competitors: Competitor[]; profiles: queries.ProfileRow[] }> {
  if (rows.length === 0) return { competitors: [], profiles: [] }
  const ids = rows.map(({ id }) => id)
  const [profiles, counts] = await Promise.all([
    queries.findProfiles(ctx.db, workspaceId, ids),
    noteQueries.countNotes(ctx.db, workspaceId, ids),
  ])
  const days = await dayQueries.latestDays(
    ctx.db,
    workspaceId,
    profiles.map(({ id }) => id),
  )
  const latest = new Map(days.map((day) => [day.profileId, day]))
  const noted = (id: string, kind: string) =>
    Number(counts.find((one) => one.competitorId === id && one.kind === kind)?.n ?? 0)
  return {
    profiles,
    competitors: rows.map((row) =>
      presentCompetitor(
        row,
        profiles
          .filter(({ competitorId }) => competitorId === row.id)
          .map((one) => presentProfile(one, latest.get(one.id))),
        { works: noted(row.id, 'works'), fails: noted(row.id, 'fails') },
      ),
    ),
  }
}

/** All there are, with their numbers; there are few enough for one page. */
export async function listCompetitors(
  ctx: Context,
  viewer: Viewer,
  { archived, days, network }: CompetitorsQuery,
): Promise<CompetitorList> {
  const { workspaceId } = viewer
  const rows = await queries.listCompetitors(ctx.db, workspaceId, archived)
  const [{ competitors, profiles }, span] = await Promise.all([
    presentAll(ctx, workspaceId, rows),
    spanOf(ctx, workspaceId, days),
  ])
  const meant = profiles.filter((one) => sameNetwork(ctx, one.network, network))
  const subjects = await subjectsOf(ctx, span, meant)
  return {
    items: competitors.map((one) => ({ ...one, numbers: reckon(subjectsIn(one.id, meant, subjects)) })),
    days,
    most: mostCompetitors,
  }
}

const subjectsIn = (
  competitorId: string,
  profiles: readonly queries.ProfileRow[],
  subjects: ReadonlyMap<string, Subject>,
): Subject[] =>
  profiles.flatMap((one) => (one.competitorId === competitorId ? (subjects.get(one.id) ?? []) : []))

/** The numbers of some competitors, in the order asked for. */
export async function numbersOf(
  ctx: Context,
  span: Span,
  competitorIds: readonly string[],
  network: string | undefined,
): Promise<{ numbers: Map<string, Numbers>; networks: string[] }> {
  const all = await queries.findProfiles(ctx.db, span.workspaceId, competitorIds)
  const meant = all.filter((one) => sameNetwork(ctx, one.network, network))
  const subjects = await subjectsOf(ctx, span, meant)
  return {
    numbers: new Map(competitorIds.map((id) => [id, reckon(subjectsIn(id, meant, subjects))])),
    networks: [...new Set(all.map((one) => networkName(ctx, one.network)))].sort(),
  }
}

export async function readCompetitor(ctx: Context, viewer: Viewer, id: string): Promise<Competitor> {
  const rows = await queries.findCompetitors(ctx.db, viewer.workspaceId, [id])
  const [found] = (await presentAll(ctx, viewer.workspaceId, rows)).competitors
  if (!found) throw competitorError('not_found')
  return found
}

/** Everything that is reckoned of one competitor: numbers, hours, and what each day counted. */
export async function reportOn(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { days, network }: NumbersQuery,
): Promise<Report> {
  const { span, profiles } = await theirProfiles(ctx, viewer, id, days, network)
  const subjects = await subjectsOf(ctx, span, profiles)
  const ids = profiles.map((one) => one.id)
  const [cells, daily] = await Promise.all([
    hoursOf(ctx.db, { ...span, ids }),
    ids.length === 0 ? [] : dayQueries.findDays(ctx.db, viewer.workspaceId, ids, dayOf(span.from, span.zone)),
  ])
  return {
    numbers: reckon([...subjects.values()]),
    byProfile: [...subjects].map(([profileId, subject]) => ({ profileId, numbers: reckon([subject]) })),
    heat: {
      zone: span.zone,
      cells: cells.map(({ weekday, hour, posts, counted, engagements }) => ({
        ...{ weekday, hour, posts },
        perPost: counted > 0 ? engagements / counted : null,
      })),
    },
    daily: daily.map((one) => ({ ...one, source: Source.parse(one.source) })),
    from: span.from.toISOString(),
    to: span.to.toISOString(),
  }
}

async function theirProfiles(
  ctx: Context,
  { workspaceId }: Viewer,
  id: string,
  days: number,
  network: string | undefined,
) {
  const [row] = await queries.findCompetitors(ctx.db, workspaceId, [id])
  if (!row) throw competitorError('not_found')
  const profiles = await queries.findProfiles(ctx.db, workspaceId, [id])
  return {
    span: await spanOf(ctx, workspaceId, days),
    profiles: profiles.filter((one) => sameNetwork(ctx, one.network, network)),
  }
}

const Place = z.tuple([z.int().min(-1), Id, z.string().max(2000)])

export async function listPosts(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { days, network, limit, cursor }: PostsQuery,
): Promise<PostList> {
  const place = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (place === undefined) throw competitorError('bad_cursor')
  const { span, profiles } = await theirProfiles(ctx, viewer, id, days, network)
  const window = { ...span, ids: profiles.map((one) => one.id) }
  const after = place && { engagements: place[0], profileId: place[1], remoteId: place[2] }
  const rows = await bestPosts(ctx.db, window, limit + 1, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => ({
      ...row,
      publishedAt: row.publishedAt.toISOString(),
      seenAt: row.seenAt.toISOString(),
    })),
    next: last ? encodeCursor([last.engagements ?? -1, last.profileId, last.remoteId]) : null,
  }
}
