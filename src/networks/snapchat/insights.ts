import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Account, Insights, Tools } from '../kit/network.ts'
import { ask } from './client.ts'
import { profileOf } from './connect.ts'
import { listOf } from './entities.ts'
import { nameless, splitId } from './kinds.ts'

export const insights: Insights = {
  postsAtOnce: 10,
  requestsAtOnce: 10,

  async posts(tools, account, remoteIds) {
    const told = new Map<string, Measured[]>()
    for (const remoteId of remoteIds) {
      const measured = await numbersOf(tools, account, remoteId)
      if (measured) told.set(remoteId, measured)
    }
    return told
  },

  async account(tools, account) {
    const { subscriber_count: followers } = await profileOf(tools, account)
    const told: Measured[] = typeof followers === 'number' ? [{ metric: 'followers', value: followers }] : []
    const month = await monthOf(tools, account)
    return [...told, ...month.filter(({ metric }) => ofProfile.has(metric))]
  },
}

const ofProfile: ReadonlySet<RawMetric> = new Set(['views', 'reach'])
const day = 86_400_000
const days = 30

/** What all of the profile counted in its last whole days of UTC; nothing where Snapchat does not tell it. */
async function monthOf(tools: Tools, account: Account): Promise<Measured[]> {
  const today = Math.floor(tools.now().getTime() / day) * day
  const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`
  const body = await ask(tools, account, z.unknown(), {
    method: 'GET',
    path: `/v1/public_profiles/${encodeURIComponent(account.remoteId)}/stats`,
    query: {
      assetType: 'PROFILE',
      granularity: 'TOTAL',
      startTime: at(today - days * day),
      endTime: at(today),
    },
  }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
    throw failure
  })
  return measuredIn(body)
}

/** Null for what is gone. */
async function numbersOf(tools: Tools, account: Account, remoteId: string): Promise<Measured[] | null> {
  const of = splitId(remoteId)
  if (!of) return null
  // It is there, though nobody knows its name: no numbers, and not gone.
  if (of.id.startsWith(nameless)) return []
  const path = `/v1/public_profiles/${encodeURIComponent(account.remoteId)}/${listOf[of.kind]}/${encodeURIComponent(of.id)}/stats`
  const body = await ask(tools, account, z.unknown(), {
    method: 'GET',
    path,
    query: { granularity: 'LIFETIME' },
  }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.code === 'post_gone') return null
    throw failure
  })
  return body === null ? null : measuredIn(body)
}

/** By how a name ends, because each kind puts its own name before it. */
const endings: readonly (readonly [RegExp, RawMetric])[] = [
  [/(^|_)VIEWERS$/, 'reach'],
  [/(^|_)VIEWS$/, 'views'],
  [/(^|_)SHARES$/, 'reposts'],
  [/(^|_)FAVORITES$/, 'likes'],
  [/(^|_)SCREENSHOTS$/, 'saves'],
]

const Named = z.object({ metric: z.string(), value: z.coerce.number() })

/**
 * The numbers of an answer, whichever way they stand in it: as `{ metric, value }` one by one, or by their names. What is told
 * under two names (`VIEWS` and `SPOTLIGHT_VIEWS`) is told once: the larger is the whole.
 */
export function measuredIn(body: unknown): Measured[] {
  const found = new Map<RawMetric, number>()
  const take = (name: string, value: unknown) => {
    const metric = endings.find(([ending]) => ending.test(name))?.[1]
    const number = typeof value === 'string' && value !== '' ? Number(value) : value
    if (!metric || typeof number !== 'number' || !Number.isFinite(number) || number < 0) return
    found.set(metric, Math.max(found.get(metric) ?? 0, number))
  }
  walk(body, take, 0)
  return [...found].map(([metric, value]) => ({ metric, value }))
}

const mostDeep = 8

function walk(value: unknown, take: (name: string, value: unknown) => void, depth: number): void {
  if (depth > mostDeep || value === null || typeof value !== 'object') return
  const named = Named.safeParse(value)
  if (named.success) {
    take(named.data.metric, named.data.value)
    return
  }
  for (const [name, inner] of Object.entries(value)) {
    take(name, inner)
    walk(inner, take, depth + 1)
  }
}
