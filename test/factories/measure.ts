import type { Context } from '../../src/app/context.ts'
import { type Point, writePoints } from '../../src/modules/measure/facts/index.ts'
import type { Manifest, MetricMeaning, RawMetric } from '../../src/networks/kit/manifest.ts'
import type { Network } from '../../src/networks/kit/network.ts'

const source = { from: 'https://example.com', on: '2026-11-22', confidence: 'primary' } as const
const meaning = (metric: RawMetric): MetricMeaning => ({ metric, meaning: metric, lagMinutes: 0, source })

/** A network that counts what is listed, and does nothing else unless parts are given. */
export function countingNetwork(
  id: string,
  post: readonly RawMetric[],
  parts: Partial<Network> = {},
): Network {
  const manifest: Manifest = {
    id,
    name: id,
    colour: '#888888',
    homepage: 'https://example.com',
    ways: [],
    guarantee: 'idempotent',
    guaranteeWords: 'By its key.',
    text: { max: 500, unit: 'graphemes', fold: null, source },
    media: { images: null, videos: null, mixed: false, required: false },
    poll: null,
    threadMax: 1,
    firstReply: false,
    linkCard: 'none',
    quotes: false,
    languagesMax: 0,
    options: [],
    abilities: [],
    metrics: { post: post.map(meaning), account: [meaning('followers')] },
    rates: [],
    dailyCap: null,
    cost: null,
    setup: '',
  }
  const connect = {
    check: async () => {
      throw new Error('This account is never checked')
    },
  }
  return { manifest, connect, ...parts }
}

let counter = 0
const next = (): number => ++counter

export async function makeChannel(
  ctx: Context,
  workspaceId: string,
  network = 'fake',
  state = 'active',
): Promise<string> {
  const n = next()
  const row = await ctx.db
    .insertInto('channels')
    .values({
      workspaceId,
      network,
      remoteId: `remote-${n}`,
      server: 'https://fake.example',
      handle: `@account${n}`,
      name: `Account ${n}`,
      profileUrl: 'https://fake.example/account',
      timeZone: 'Europe/Riga',
      state,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

type PublicationValues = {
  remoteId?: string
  text?: string
  kind?: string
  postId?: string | null
  goneAt?: Date | null
}

export async function makePublication(
  ctx: Context,
  workspaceId: string,
  channelId: string,
  publishedAt: string,
  values: PublicationValues = {},
): Promise<string> {
  const row = await ctx.db
    .insertInto('publications')
    .values({
      workspaceId,
      channelId,
      remoteId: `post-${next()}`,
      origin: 'native',
      publishedAt: new Date(publishedAt),
      ...values,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Points of one subject at one instant. */
export const tell = (
  ctx: Context,
  workspaceId: string,
  subjectKind: Point['subjectKind'],
  subjectId: string,
  at: string,
  values: Partial<Record<RawMetric, number>>,
): Promise<void> =>
  writePoints(
    ctx.db,
    (Object.entries(values) as [RawMetric, number][]).map(([metric, value]) => ({
      workspaceId,
      subjectKind,
      subjectId,
      metric,
      at: new Date(at),
      value,
      source: 'network',
    })),
  )
