import { systemActor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import { addDays, readPosts } from '../../measure/numbers/index.ts'
import { checkProfile } from './completeness.ts'
import type { Finding, PostRef } from './contract.ts'
import { type Judged, judgeAll, oursOf, seenOf } from './judge.ts'
import { openWindow, type Window } from './look.ts'
import { type KeptPicture, keepPicture } from './pictures.ts'
import { type ChannelRow, findZone } from './queries.ts'
import { type Found, searchAround } from './search.ts'
import { suggest } from './suggest.ts'

export type House = {
  workspaceId: string
  names: readonly string[]
  sites: readonly string[]
  published: ReadonlyMap<string, { last: Date; count: number }>
  known: readonly { network: string; channelId: string | null; account: string; handle: string }[]
  /** Requests that may still be asked in this run. */
  left: number
}

export type Audited = {
  finding: Finding
  /** Our own, as the network calls it everywhere; null when it was not looked at. */
  account: string | null
  judged: Judged[]
  gone: string[]
  requests: number
}

/** Everything that one audit does with one channel: our profile, its numbers, and who looks like it. */
export async function auditChannel(ctx: Context, house: House, channel: ChannelRow): Promise<Audited> {
  const looked = await openWindow(ctx, channel)
  const window = looked.looked === 'looked' ? looked.window : null
  const picture = window ? await keepPicture(ctx, house.workspaceId, window.own.avatarUrl) : null
  const found = window && house.left > 0 ? await searchFor(ctx, house, channel, window) : null
  const judged =
    window && found
      ? await judgeAll(
          ctx,
          house.workspaceId,
          oursOf(window.own, picture, house),
          found.profiles,
          knownOn(house, channel),
        )
      : []
  const failure = looked.looked === 'failed' ? looked.words : null
  const finding: Finding = {
    ...(await findingOf(ctx, house, channel, window, picture)),
    looked: looked.looked,
    failure,
    search: found && searchedOf(found),
  }
  // Our own profile costs up to four.
  return {
    ...{ finding, account: window?.own.account ?? null, judged, gone: found?.gone ?? [] },
    requests: (found?.requests ?? 0) + (window ? 4 : 1),
  }
}

const searchedOf = ({ requests, names, profiles, whole }: Found): Finding['search'] => ({
  ...{ requests, names, whole },
  found: profiles.length,
})

const knownAround = (house: House, channel: ChannelRow) =>
  house.known.filter(
    ({ network, channelId }) => network === channel.network && (channelId ?? channel.id) === channel.id,
  )

const knownOn = (house: House, channel: ChannelRow): ReadonlySet<string> =>
  new Set(knownAround(house, channel).map(({ account }) => account))

function searchFor(ctx: Context, house: House, channel: ChannelRow, window: Window): Promise<Found> {
  const known = knownAround(house, channel)
  return searchAround(ctx, channel, window, house.names, known)
}

async function findingOf(
  ctx: Context,
  { workspaceId, sites, published }: House,
  channel: ChannelRow,
  window: Window | null,
  picture: KeptPicture | null,
): Promise<Omit<Finding, 'looked' | 'failure' | 'search'>> {
  const own = window?.own ?? null
  const parts = ctx.networks.get(channel.network)?.manifest.presence?.checks ?? []
  const checks = checkProfile(parts, own, sites)
  const out = published.get(channel.id)
  const lastPostAt = latest(own?.lastPostAt ?? null, out?.last ?? null)
  const [posts, followers] = [own?.posts ?? null, own?.followers ?? null]
  return {
    subject: { kind: 'channel', id: channel.id },
    network: channel.network,
    handle: own?.handle ?? channel.handle,
    name: (own?.name ?? channel.name).slice(0, 300),
    url: own?.url ?? channel.profileUrl,
    profile: own && seenOf(own),
    pictureId: picture?.id ?? null,
    checks,
    lastPostAt: lastPostAt?.toISOString() ?? null,
    published: out?.count ?? 0,
    suggestion: suggest({ checks, lastPostAt, posts, followers }, ctx.clock.now()),
    ...(await bestAndWorst(ctx, workspaceId, channel.id)),
  }
}

const latest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other)

export const numberDays = 90

/** Three posts that brought most engagements and three that brought least; none twice, and none whose numbers are not known. */
async function bestAndWorst(
  ctx: Context,
  workspaceId: string,
  channelId: string,
): Promise<{ best: PostRef[]; worst: PostRef[] }> {
  // Days are those of the workspace: east of Greenwich the newest posts would be of tomorrow.
  const today = dayOf(ctx.clock.now(), await findZone(ctx.db, workspaceId))
  const query = { channels: [channelId], from: addDays(today, -numberDays), to: today, limit: 3 } as const
  const read = async (order: 'desc' | 'asc'): Promise<PostRef[]> => {
    const asked = { ...query, channels: [...query.channels], sort: 'engagements' as const, order }
    const { items } = await readPosts(ctx, systemActor(workspaceId), asked)
    return items.flatMap(({ publicationId, text, url, publishedAt, values, settling }) => {
      const { engagements } = values
      if (typeof engagements !== 'number' || settling) return []
      return [{ publicationId, text: text.slice(0, 200), url, publishedAt, engagements }]
    })
  }
  const best = await read('desc')
  const worst = (await read('asc')).filter((one) => !best.some((b) => b.publicationId === one.publicationId))
  return { best, worst }
}
