import { z } from 'zod'
import type { Account, MentionSearch, People, Tools } from '../kit/network.ts'
import { addressesIn, type FoundProfile, type OwnProfile } from '../kit/people.ts'
import { ask, askBeside, shaped } from './client.ts'
import { User, Users } from './entities.ts'

const userFields =
  'created_at,description,entities,pinned_tweet_id,profile_banner_url,profile_image_url,public_metrics,url,verified'

/** How many of the newest posts are looked at for alt texts: each costs money. */
const looked = 20

export const people: People = {
  lookUpsAtOnce: 100,
  lookUpCost: 'one',

  async own(tools, account) {
    const query = { 'user.fields': userFields }
    const answer = await ask(tools, account, { method: 'GET', path: '/2/users/me', query })
    const user = shaped(z.object({ data: User }), answer).data
    return {
      ...profileOf(user),
      pinned: user.pinned_tweet_id !== undefined,
      ...(await newest(tools, account)),
    }
  },

  async search(tools, account, words, most) {
    // X takes no other letters in this search.
    const asked = words
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_' ]+/g, ' ')
      .trim()
      .slice(0, 50)
    if (asked === '') return []
    const query = { query: asked, max_results: Math.min(most, 100), 'user.fields': userFields }
    const answer = await askBeside(tools, account, { method: 'GET', path: '/2/users/search', query })
    return listed(shaped(Users, answer).data).slice(0, most)
  },

  async lookUp(tools, account, names) {
    const known = names.filter((name) => username.test(name))
    if (known.length === 0) return []
    const query = { usernames: known.join(','), 'user.fields': userFields }
    const answer = await askBeside(tools, account, { method: 'GET', path: '/2/users/by', query })
    return listed(shaped(Users, answer).data)
  },
}

const username = /^[A-Za-z0-9_]{1,15}$/

/** By the whole handle alone: X charges for each account that a search brings, and one searches at each key that is pressed. */
export const mentions: MentionSearch = {
  async search(tools, account, words, most) {
    const found = most < 1 ? [] : await people.lookUp(tools, account, [words.replace(/^@/, '')])
    return found.map(({ account: known, chosen, name }) => ({ account: known, handle: chosen, name }))
  },
}

/** One strange entry does not hide the others. */
const listed = (users: readonly unknown[]): FoundProfile[] =>
  users.flatMap((one) => {
    const user = User.safeParse(one)
    return user.success ? [profileOf(user.data)] : []
  })

/** Where nobody chose a picture, X shows one of its own. */
export const chosenPicture = (url: string | undefined): string | null =>
  url && !url.includes('/default_profile_images/') ? url : null

function profileOf(user: User): FoundProfile {
  const { entities, public_metrics: counts } = user
  const links = [...(entities?.url?.urls ?? []), ...(entities?.description?.urls ?? [])]
  return {
    remoteId: user.id,
    account: user.id,
    handle: `@${user.username}`,
    chosen: user.username,
    name: user.name,
    bio: user.description ?? '',
    url: `https://x.com/${user.username}`,
    avatarUrl: chosenPicture(user.profile_image_url),
    headerUrl: user.profile_banner_url ?? null,
    createdAt: user.created_at ?? null,
    followers: counts?.followers_count ?? null,
    following: counts?.following_count ?? null,
    posts: counts?.tweet_count ?? null,
    bot: null,
    links: [
      ...new Set([
        ...links.flatMap(({ expanded_url }) => expanded_url ?? []),
        ...addressesIn(user.description ?? ''),
      ]),
    ],
    // X proves nothing of the site that stands in a profile.
    proven: [],
    followedByUs: null,
  }
}

const Newest = z.object({
  data: z.array(z.object({ created_at: z.coerce.date() })).default([]),
  includes: z
    .object({ media: z.array(z.object({ type: z.string(), alt_text: z.string().optional() })).optional() })
    .optional(),
})

async function newest(tools: Tools, account: Account): Promise<Pick<OwnProfile, 'pictures' | 'lastPostAt'>> {
  const answer = await ask(tools, account, {
    method: 'GET',
    path: `/2/users/${account.remoteId}/tweets`,
    query: {
      max_results: looked,
      exclude: 'retweets',
      'tweet.fields': 'created_at,attachments',
      expansions: 'attachments.media_keys',
      'media.fields': 'alt_text,type',
    },
  })
  const { data, includes } = shaped(Newest, answer)
  const pictures = (includes?.media ?? []).filter(({ type }) => type === 'photo')
  return {
    lastPostAt: data[0]?.created_at ?? null,
    pictures: { all: pictures.length, described: pictures.filter((one) => one.alt_text?.trim()).length },
  }
}
