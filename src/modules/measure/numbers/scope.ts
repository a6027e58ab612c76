import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { Metric } from '../metrics/contract.ts'
import { tells } from '../metrics/index.ts'
import { numbersError } from './errors.ts'
import type { Tells } from './pool.ts'
import { type Brought, type ChannelRow, readBrought, readChannels, readZone } from './queries.ts'

export type Asked = {
  channels?: string[]
  network?: string
  campaign?: string
  goal?: string
  /** Channels that were removed too. */
  removed?: boolean
}

/** Whose numbers are meant: the workspace's zone, the channels, and perhaps only the posts of one campaign or goal. */
export type Scope = {
  workspaceId: string
  zone: string
  channels: readonly ChannelRow[]
  campaignId: string | null
  goalId: string | null
  /** What files have brought, by channel. */
  brought: ReadonlyMap<string, Brought>
  tells: Tells
}

/** Of the channels that the viewer sees: sums and shares are made of these alone. */
export async function resolveScope(ctx: Context, viewer: Viewer, asked: Asked): Promise<Scope> {
  const { workspaceId } = viewer
  const sight = sightOf(viewer)
  const [zone, every, brought] = await Promise.all([
    readZone(ctx.db, workspaceId),
    readChannels(ctx.db, workspaceId),
    readBrought(ctx.db, workspaceId),
  ])
  const all = every.filter(({ id }) => isWithin(sight, id))
  const wanted = asked.channels
  if (wanted?.some((id) => !all.some((channel) => channel.id === id))) throw numbersError('no_channel')
  const channels = all.filter(
    (channel) =>
      (wanted ? wanted.includes(channel.id) : asked.removed || channel.state !== 'removed') &&
      (!asked.network || channel.network === asked.network),
  )
  return {
    workspaceId,
    zone,
    channels,
    campaignId: asked.campaign ?? null,
    goalId: asked.goal ?? null,
    brought,
    tells: ({ network, channelId }, metric) =>
      tells(ctx.networks.get(network)?.manifest, metric, brought.get(channelId)),
  }
}

/** Followers are no posts: for a campaign or a goal only what is about posts can be told. */
export const isOfPostsOnly = (scope: Scope): boolean => scope.campaignId !== null || scope.goalId !== null

export const mayTell = (scope: Scope, metric: Metric): boolean =>
  metric.subject === 'posts' || !isOfPostsOnly(scope)
