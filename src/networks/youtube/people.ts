import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { People } from '../kit/network.ts'
import { addressesIn, type FoundProfile } from '../kit/people.ts'
import { call, type Line, listOf, server } from './client.ts'
import { Channel, profileOf } from './connect.ts'
import { history } from './history.ts'

const parts = 'snippet,statistics,brandingSettings'
const Hit = z.object({ id: z.object({ channelId: z.string().min(1) }) })

/** Of searches Google allows a project a hundred a day; looking handles up costs a unit each. */
export const people: People = {
  lookUpsAtOnce: 10,
  lookUpCost: 'each',

  async own(tools, account) {
    const line = { tools, account }
    const mine = (await channelsBy(line, { mine: true })).find(({ id }) => id === account.remoteId)
    if (!mine)
      throw new NetworkFailure(
        'reconnect',
        'The Google account that this channel was joined with does not have it any more. Join it again with one that has.',
        { code: 'channel_missing' },
      )
    const { posts } = await history(tools, account, null)
    return { ...foundOf(mine), pinned: null, pictures: null, lastPostAt: posts[0]?.publishedAt ?? null }
  },

  async search(tools, account, words, most) {
    const line = { tools, account }
    const { items } = await call(line, listOf(Hit), {
      method: 'GET',
      at: '/youtube/v3/search',
      query: { part: 'snippet', type: 'channel', q: words, maxResults: Math.min(most, 50) },
      counted: 'searches',
    })
    const ids = items.map(({ id }) => id.channelId)
    if (ids.length === 0) return []
    const found = await channelsBy(line, { id: ids.join(',') })
    // As the search has them: the likeliest first.
    return ids.flatMap((id) => found.filter((one) => one.id === id).map(foundOf)).slice(0, most)
  },

  async lookUp(tools, account, names) {
    const found: FoundProfile[] = []
    for (const name of names) {
      const [one] = await channelsBy({ tools, account }, { forHandle: `@${name}` })
      if (one) found.push(foundOf(one))
    }
    return found
  },
}

const channelsBy = async (line: Line, query: Record<string, string | boolean>): Promise<Channel[]> =>
  (
    await call(line, listOf(Channel), {
      method: 'GET',
      at: '/youtube/v3/channels',
      query: { part: parts, maxResults: 50, ...query },
    })
  ).items

function foundOf(channel: Channel): FoundProfile {
  const { id, snippet, statistics: counts, brandingSettings } = channel
  const { handle, name, avatarUrl, profileUrl } = profileOf(channel, [])
  const bio = clean(snippet.description)
  return {
    remoteId: id,
    account: `${id}@youtube.com`,
    handle,
    chosen: handle.replace(/^@/, ''),
    name: clean(name),
    bio,
    url: profileUrl || `${server}/channel/${id}`,
    avatarUrl,
    headerUrl: brandingSettings?.image?.bannerExternalUrl ?? null,
    createdAt: snippet.publishedAt ?? null,
    followers: counts?.hiddenSubscriberCount ? null : (counts?.subscriberCount ?? null),
    following: null,
    posts: counts?.videoCount ?? null,
    bot: null,
    links: addressesIn(bio),
    proven: [],
    followedByUs: null,
  }
}
