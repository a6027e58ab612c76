/** Networks, channels and pictures for the tests of this folder. Only tests import this file. */
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { type World, world } from '../../../../test/world.ts'
import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { addMedia } from '../media/index.ts'
import { PostBody } from './contract.ts'

const source = { from: 'test', on: '2026-11-22', confidence: 'primary' } as const

const manifest = (over: Partial<Manifest> & Pick<Manifest, 'id' | 'name'>): Manifest => ({
  colour: '#123456',
  homepage: 'https://example.com',
  ways: [],
  guarantee: 'idempotent',
  guaranteeWords: 'Our key.',
  text: { max: 40, unit: 'graphemes', fold: null, source },
  media: {
    images: { max: 4, mime: ['image/jpeg'], maxBytes: 1_000_000, alt: { max: 100, required: false }, source },
    videos: null,
    mixed: false,
    required: false,
  },
  poll: null,
  threadMax: 5,
  firstReply: true,
  linkCard: 'sent',
  quotes: false,
  languagesMax: 3,
  options: [],
  abilities: ['publish'],
  metrics: { post: [], account: [] },
  rates: [],
  dailyCap: null,
  cost: null,
  setup: '',
  ...over,
})

const network = (over: Parameters<typeof manifest>[0]): Network => ({
  manifest: manifest(over),
  connect: {
    check: async () => {
      throw new Error('Nobody checks accounts here')
    },
  },
})

/** Forty graphemes, threads of five. */
export const chirp = network({ id: 'chirp', name: 'Chirp' })

/** Long texts with a title that must be there, one part, a setting with a default. */
export const gazette = network({
  id: 'gazette',
  name: 'Gazette',
  text: { max: null, unit: 'graphemes', fold: null, title: { max: 20, required: true }, source },
  threadMax: 1,
  firstReply: false,
  options: [
    {
      name: 'visibility',
      kind: 'choice',
      label: 'Visibility',
      choices: [
        { value: 'public', label: 'Public' },
        { value: 'quiet', label: 'Quiet' },
      ],
      default: 'public',
    },
  ],
})

export const newsroom = (options: Parameters<typeof world>[0] = {}) =>
  world({ networks: [chirp, gazette], at: '2030-01-01T08:00:00Z', ...options })

export async function join(
  w: World,
  over: { network?: string; handle?: string; timeZone?: string; name?: string; workspaceId?: string } = {},
): Promise<string> {
  const { id } = await w.ctx.db
    .insertInto('channels')
    .values({
      workspaceId: w.workspaceId,
      network: 'chirp',
      remoteId: crypto.randomUUID(),
      server: 'https://chirp.test',
      handle: '@bakery',
      name: 'Bakery',
      profileUrl: 'https://chirp.test/@bakery',
      timeZone: 'Europe/Riga',
      ...over,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A post of one part on the channels named, as the edge would hand it over. */
export const writing = (
  text: string,
  channelIds: readonly string[],
  more: Partial<Record<keyof PostBody, unknown>> = {},
): PostBody =>
  PostBody.parse({
    content: { parts: [{ text }] },
    variants: channelIds.map((channelId) => ({ channelId })),
    ...more,
  })

export async function picture(w: World, background = '#336699'): Promise<string> {
  const image = sharp({ create: { width: 20, height: 20, channels: 3, background } })
  const stream = Readable.from([await image.png().toBuffer()])
  return (await addMedia(w.ctx, w.actor('editor'), { stream, fileName: 'loaf.png' })).id
}

export const deliveriesOf = (w: World, postId: string) =>
  w.ctx.db
    .selectFrom('deliveries')
    .select(['id', 'channelId', 'state', 'dueAt', 'content', 'digest', 'variantId'])
    .where('postId', '=', postId)
    .orderBy('createdAt')
    .orderBy('channelId')
    .execute()
