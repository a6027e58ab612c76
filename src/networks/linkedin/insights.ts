import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { type Caller, call, isPage, pageOf, unreadable } from './client.ts'
import { followersOfMember, mayReadMember, numbersOfMember, requestsForMember } from './members.ts'
import { encoded, listed } from './restli.ts'
import { postBy } from './wall.ts'

const count = z.number().optional().catch(undefined)
const Statistics = pageOf(
  z.object({
    share: z.string().optional(),
    ugcPost: z.string().optional(),
    totalShareStatistics: z.object({
      impressionCount: count,
      uniqueImpressionsCount: count,
      clickCount: count,
      likeCount: count,
      commentCount: count,
      shareCount: count,
    }),
  }),
)
type Told = z.infer<typeof Statistics>['elements'][number]['totalShareStatistics']

const names: readonly (readonly [keyof Told, RawMetric])[] = [
  ['impressionCount', 'impressions'],
  ['uniqueImpressionsCount', 'reach'],
  ['clickCount', 'clicks'],
  ['likeCount', 'likes'],
  ['commentCount', 'replies'],
  ['shareCount', 'reposts'],
]

const yearMs = 365 * 86_400_000

const postsAtOnce = 10

export const insights: Insights = {
  postsAtOnce,
  // Of pages two lists, and each post that neither tells of; of persons each number of each post.
  requestsAtOnce: postsAtOnce * requestsForMember,

  async posts(tools, account, remoteIds) {
    const nothing = () => new Map<string, Measured[]>(remoteIds.map((id) => [id, []]))
    const caller: Caller = { tools, account }
    if (!isPage(account)) {
      // Where they may not be read, the posts are there all the same.
      const told = nothing()
      if (!mayReadMember(account.credential)) return told
      for (const id of remoteIds) told.set(id, await numbersOfMember(caller, id))
      return told
    }
    const told = await toldOf(caller, remoteIds).catch((failure: unknown) =>
      remoteIds.length === 1 && isRefused(failure) ? 'refused' : unreadable(failure),
    )
    if (told === 'unreadable') return nothing()
    if (told === 'refused') return (await isGone(caller, remoteIds)) ? new Map() : nothing()
    for (const id of remoteIds.filter((one) => !told.has(one))) {
      const quiet = await quietPost(caller, id)
      if (quiet) told.set(id, quiet)
    }
    return told
  },

  async account(tools, account) {
    if (!isPage(account))
      return mayReadMember(account.credential) ? followersOfMember({ tools, account }) : []
    const Size = z.object({ firstDegreeSize: count })
    const told = await call({ tools, account }, Size, {
      method: 'GET',
      path: `/rest/networkSizes/${encoded(account.remoteId)}`,
      query: { edgeType: 'COMPANY_FOLLOWED_BY_MEMBER' },
    }).catch(unreadable)
    const followers = told === 'unreadable' ? undefined : told.firstDegreeSize
    return followers === undefined ? [] : [{ metric: 'followers', value: followers }]
  },
}

/** LinkedIn may refuse a whole list for a post that is gone: by itself, such a one is looked at. */
const isRefused = (failure: unknown): boolean =>
  failure instanceof NetworkFailure && failure.code === 'app_not_allowed'

async function isGone(caller: Caller, [id = '']: readonly string[]): Promise<boolean> {
  return (await postBy(caller, id).catch(unreadable)) === null
}

const toldOf = async (caller: Caller, remoteIds: readonly string[]): Promise<Map<string, Measured[]>> =>
  new Map([
    ...(await statisticsOf(caller, 'shares', remoteIds)),
    ...(await statisticsOf(caller, 'ugcPosts', remoteIds)),
  ])

async function statisticsOf(
  caller: Caller,
  list: 'shares' | 'ugcPosts',
  remoteIds: readonly string[],
): Promise<[string, Measured[]][]> {
  const kind = list === 'shares' ? 'share' : 'ugcPost'
  const urns = remoteIds.filter((id) => id.startsWith(`urn:li:${kind}:`))
  if (urns.length === 0) return []
  const { elements } = await call(caller, Statistics, {
    method: 'GET',
    path: '/rest/organizationalEntityShareStatistics',
    query: {
      q: 'organizationalEntity',
      organizationalEntity: caller.account.remoteId,
      [list]: listed(urns),
    },
    does: 'FINDER',
  })
  return elements.flatMap((one): [string, Measured[]][] => {
    const id = one[kind]
    return id && urns.includes(id) ? [[id, measured(one.totalShareStatistics)]] : []
  })
}

/** Numbers can be below nothing for a while, when something is taken back. */
const measured = (told: Told): Measured[] =>
  names.flatMap(([name, metric]) => {
    const value = told[name]
    return value === undefined ? [] : [{ metric, value: Math.max(0, value) }]
  })

/** So late LinkedIn may tell of a post: before that, one that it leaves out is no post that nobody has seen. */
const lagMs = 86_400_000

/**
 * LinkedIn leaves posts out that nobody has seen, those that are gone, those of more than a year ago, and those of which it has
 * not counted anything yet. Null for one that is gone; of an old one and of a new one nothing is known.
 */
async function quietPost(caller: Caller, id: string): Promise<Measured[] | null> {
  const post = await postBy(caller, id).catch(unreadable)
  if (post === null) return null
  if (post === 'unreadable') return []
  const age = caller.tools.now().getTime() - post.createdAt.getTime()
  if (age > yearMs || age < lagMs) return []
  return names.map(([, metric]) => ({ metric, value: 0 }))
}
