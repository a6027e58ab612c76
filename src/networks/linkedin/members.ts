import { z } from 'zod'
import type { Json, Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import { type Caller, call, pageOf, unreadable } from './client.ts'
import { encoded } from './restli.ts'

/** Whether whoever signed in has let their own numbers be read, which some apps alone may ask for. */
const Credential = z.object({ numbers: z.literal(true) })
export const mayReadMember = (credential: Json): boolean => Credential.safeParse(credential).success

/** Each is asked for by itself. */
const names: readonly (readonly [asked: string, metric: RawMetric])[] = [
  ['IMPRESSION', 'impressions'],
  ['MEMBERS_REACHED', 'reach'],
  ['LINK_CLICKS', 'clicks'],
  ['REACTION', 'likes'],
  ['COMMENT', 'replies'],
  ['RESHARE', 'reposts'],
]
export const requestsForMember = names.length

const Points = pageOf(z.object({ count: z.number() }))

/** Numbers of a person's own post; what LinkedIn leaves out, or a version does not know yet, is left out. */
export async function numbersOfMember(caller: Caller, post: string): Promise<Measured[]> {
  const [, kind = ''] = /^urn:li:(share|ugcPost):/.exec(post) ?? []
  if (kind === '') return []
  const entity = `(${kind === 'share' ? 'share' : 'ugc'}:${encoded(post)})`
  const told: Measured[] = []
  for (const [queryType, metric] of names) {
    const page = await call(caller, Points, {
      method: 'GET',
      path: '/rest/memberCreatorPostAnalytics',
      query: { q: 'entity', entity: { raw: entity }, queryType, aggregation: 'TOTAL' },
      does: 'FINDER',
    }).catch(untold)
    if (page === 'unreadable') return []
    const value = page?.elements[0]?.count
    if (value !== undefined) told.push({ metric, value: Math.max(0, value) })
  }
  return told
}

/** Refused, it is one number less; not allowed, it is none at all. */
function untold(failure: unknown): 'unreadable' | null {
  const mild =
    failure instanceof NetworkFailure && failure.kind === 'rejected' && failure.code !== 'app_not_allowed'
  return mild ? null : unreadable(failure)
}

const Followers = pageOf(z.object({ memberFollowersCount: z.number() }))

export async function followersOfMember(caller: Caller): Promise<Measured[]> {
  const page = await call(caller, Followers, {
    method: 'GET',
    path: '/rest/memberFollowersCount',
    query: { q: 'me' },
    does: 'FINDER',
  }).catch(untold)
  const value = page && page !== 'unreadable' ? page.elements[0]?.memberFollowersCount : undefined
  return value === undefined ? [] : [{ metric: 'followers', value }]
}
