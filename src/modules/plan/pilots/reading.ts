/** How a pilot stands: what came out, what it brought, and whether one may stop. */
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { RawMetric } from '../../../networks/kit/manifest.ts'
import { dayOf } from '../../../platform/civil.ts'
import { valuesAtAge } from '../../measure/facts/index.ts'
import { type Metric, metricOf } from '../../measure/metrics/contract.ts'
import { tells } from '../../measure/metrics/index.ts'
import { ageHours, type Pilot, type PilotChannel, type PilotReading } from './contract.ts'
import { countedOf, lengthOf } from './days.ts'
import { findNetworks, findOut, findZone, type OutRow } from './queries.ts'
import { judge } from './standing.ts'

/** A result is the last one told between these ages, in hours; collection looks once a day at that age. */
const window = [ageHours - 24, ageHours + 12] as const
const hourMs = 3_600_000
/** Clearly fewer posts than another channel. */
const evenShare = 0.8

export async function readingOf(ctx: Context, viewer: Viewer, pilot: Pilot): Promise<PilotReading> {
  const { workspaceId } = viewer
  const [{ timeZone }, networks] = await Promise.all([
    findZone(ctx.db, workspaceId),
    findNetworks(ctx.db, workspaceId, pilot.channelIds),
  ])
  const now = ctx.clock.now()
  const today = dayOf(now, timeZone)
  const counted = countedOf(pilot, today)
  const out = await findOut(ctx.db, workspaceId, pilot.channelIds, counted, timeZone)
  const metric = metricOf(pilot.metric)
  const raws = countsOf(metric)
  const values = await valuesAtAge(ctx.db, { workspaceId, publications: out, metrics: raws }, window)
  const resultOf = (id: string): number | null => {
    const told = Object.values(values.get(id) ?? {})
    return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0)
  }
  const byChannel = Map.groupBy(out, ({ channelId }) => channelId)
  const results = pilot.channelIds.map((id) =>
    (byChannel.get(id) ?? []).flatMap((one) => (isRipe(one, now) ? (resultOf(one.id) ?? []) : [])),
  )
  const days = lengthOf(counted)
  // While it is paused its end moves on with the pause.
  const over = (pilot.haltedOn ?? today) > pilot.endsOn || pilot.state === 'stopped'
  // The last posts ripen after the last day: until then the weeks are not called over.
  const ripening = out.some((one) => !isRipe(one, now))
  const judged = judge(results, pilot.care, {
    done: over && !ripening ? pilot.weeks : Math.min(pilot.weeks - 1, Math.floor(days / 7)),
    of: pilot.weeks,
  })
  const asked = Math.min(days, pilot.weeks * 7)
  const channels = pilot.channelIds.map((channelId, i): PilotChannel => {
    const posts = byChannel.get(channelId) ?? []
    const ripe = posts.filter((one) => isRipe(one, now))
    const belief = judged.beliefs?.[i]
    const measured = results[i]?.length ?? 0
    const network = networks.find(({ id }) => id === channelId)?.network ?? ''
    return {
      channelId,
      ...{
        posts: posts.length,
        measured,
        waiting: posts.length - ripe.length,
        unmeasured: ripe.length - measured,
      },
      planned: Math.round((asked * pilot.perWeek) / 7),
      typical: belief?.typical ?? null,
      best: belief?.best ?? null,
      loss: belief?.loss ?? null,
      risk: belief?.risk ?? null,
      tells: tells(ctx.networks.get(network)?.manifest, metric),
    }
  })
  return {
    pilot,
    today,
    week: today < pilot.startsOn ? 0 : over ? pilot.weeks + 1 : Math.floor(days / 7) + 1,
    channels,
    standing: channels.some((channel) => !channel.tells) ? 'untold' : judged.standing,
    keep: judged.keep.flatMap((i) => pilot.channelIds[i] ?? []),
    effort: effortOf(channels),
  }
}

const isRipe = ({ publishedAt }: OutRow, now: Date): boolean =>
  now.getTime() - publishedAt.getTime() >= ageHours * hourMs

const countsOf = ({ numerator }: Metric): RawMetric[] =>
  numerator.kind === 'counts' ? [...numerator.of] : []

function effortOf(channels: readonly PilotChannel[]): PilotReading['effort'] {
  const posts = channels.map((channel) => channel.posts)
  const [fewest, most] = [Math.min(...posts), Math.max(...posts)]
  // One post of difference is chance, whatever its share.
  const behind = channels.filter((one) => one.posts < evenShare * most && most - one.posts > 1)
  return { even: behind.length === 0, fewest, most, behind: behind.map(({ channelId }) => channelId) }
}
