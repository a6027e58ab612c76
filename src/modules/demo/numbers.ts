import type { Context } from '../../app/context.ts'
import type { RawMetric } from '../../networks/kit/manifest.ts'
import type { Db } from '../../platform/db/index.ts'
import { nextLook } from '../measure/collection/index.ts'
import { type Point, writePoints } from '../measure/facts/index.ts'
import { chanceOf } from './chance.ts'
import type { Ground } from './ground.ts'
import { followersAt, followersOf, harvestOf, ripeness } from './growth.ts'
import { ideas } from './ideas.ts'
import type { Out } from './posts.ts'
import { type Role, roles } from './story.ts'

/** Six months of points: followers of every account, and the life of every post, told when a collection would have asked. */
export async function writeNumbers(
  ctx: Context,
  db: Db,
  ground: Ground,
  out: readonly Out[],
  seed: number,
): Promise<number> {
  const points: Point[] = []
  for (const role of roles) {
    const series = followersOf(role, seed, ground.now)
    const channelId = ground.channels.get(role.key) ?? ''
    points.push(
      ...series.map(({ at, value }) => pointOf(ground, 'channel', channelId, 'followers', at, value)),
    )
    const told = toldBy(ctx, role)
    for (const one of out.filter(({ roleKey }) => roleKey === role.key))
      points.push(...lifeOf(ground, one, role, followersAt(series, one.publishedAt), told, seed))
  }
  await writePoints(db, points)
  return points.length
}

const toldBy = (ctx: Context, role: Role): RawMetric[] =>
  (ctx.networks.get(role.network)?.manifest.metrics.post ?? []).map(({ metric }) => metric)

function lifeOf(
  ground: Ground,
  one: Out,
  role: Role,
  followers: number,
  told: readonly RawMetric[],
  seed: number,
): Point[] {
  // By its place in time and not by its id, which is new each time.
  const chance = chanceOf(seed + Math.round(one.publishedAt.getTime() / 60_000) + role.key.charCodeAt(1))
  const expected = followers * role.answer * ideas[one.idea].pull * one.good * (one.post?.campaign?.push ?? 1)
  const harvest = Object.entries(harvestOf(chance, expected, told)) as [RawMetric, number][]
  const points: Point[] = []
  for (
    let at = nextLook(one.publishedAt, one.publishedAt);
    at && at <= ground.now;
    at = nextLook(one.publishedAt, at)
  ) {
    const share = ripeness(at.getTime() - one.publishedAt.getTime())
    for (const [metric, final] of harvest)
      points.push(pointOf(ground, 'publication', one.id, metric, at, Math.round(final * share)))
  }
  return points
}

const pointOf = (
  { workspaceId }: Ground,
  subjectKind: Point['subjectKind'],
  subjectId: string,
  metric: RawMetric,
  at: Date,
  value: number,
): Point => ({ workspaceId, subjectKind, subjectId, metric, at, value, source: 'demo' })
