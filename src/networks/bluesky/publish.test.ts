import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import type { Content, Json, LinkCard } from '../kit/content.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { bluesky } from './index.ts'

const bed = blueskyFake()
const stage = createStage(bluesky, bed)
let shop: Member

beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(async () => {
  bed.mode('ok')
  shop = await stage.join()
})

type Embed = { [name: string]: Json }

async function published(over: Partial<Content>): Promise<{ [name: string]: Json }[]> {
  const end = await stage.attempt(stage.deliver(shop, stage.content(over)))
  if (end.state !== 'published') throw new Error(`It was ${JSON.stringify(end)}`)
  const { records } = bed.person(shop.joined.remoteId)
  return end.parts.map(
    ({ remoteId }) => [...records.values()].find(({ uri }) => uri === remoteId)?.value ?? {},
  )
}

const failed = async (over: Partial<Content>) => {
  const end = await stage.attempt(stage.deliver(shop, stage.content(over)))
  if (!('failure' in end)) throw new Error(`It was ${end.state}`)
  return end.failure
}

describe('the text', () => {
  const marks = (record: { [name: string]: Json }) => {
    const bytes = Buffer.from(String(record.text))
    const facets = (record.facets ?? []) as {
      index: { byteStart: number; byteEnd: number }
      features: Embed[]
    }[]
    return facets.map(({ index, features }) => [
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features[0]?.did ?? features[0]?.uri ?? features[0]?.tag,
    ])
  }

  test('leads where the link was named for, and to whom was chosen, whoever has the handle now', async () => {
    const text = 'See https://example.com/rye, @anna.bsky.social'
    const [record = {}] = await published({
      parts: [part(text)],
      mentions: [{ text: '@Anna.bsky.social', account: 'did:plc:annaannaannaannaannaanna' }],
      leads: [{ url: 'https://example.com/rye', to: 'https://example.com/rye?utm_source=bluesky' }],
    })
    expect(record.text).toBe(text)
    expect(marks(record)).toEqual([
      ['https://example.com/rye', 'https://example.com/rye?utm_source=bluesky'],
      ['@anna.bsky.social', 'did:plc:annaannaannaannaannaanna'],
    ])
  })

  test('has its links, mentions and tags marked by bytes, in every script', async () => {
    const friend = bed.person((await stage.join()).joined.remoteId)
    const text = `ไป👩‍👩‍👧‍👦ดู https://example.com/ทาง (@${friend.handle}) #ตลาด ещё #рынок example.org/a.`
    const [record = {}] = await published({ parts: [part(text)] })
    expect(marks(record)).toEqual([
      ['https://example.com/ทาง', 'https://example.com/ทาง'],
      [`@${friend.handle}`, friend.did],
      ['#ตลาด', 'ตลาด'],
      ['#рынок', 'рынок'],
      ['example.org/a', 'https://example.org/a'],
    ])
  })

  test('keeps a mention of nobody as plain text', async () => {
    const [record = {}] = await published({ parts: [part('hello @nobody.test')] })
    expect(record.facets).toBeUndefined()
  })

  test('waits when a mention cannot be looked up just now', async () => {
    bed.mode('error', { on: 'read', times: 1 })
    expect(await failed({ parts: [part('hello @somebody.test')] })).toMatchObject({ kind: 'later' })
    expect(await stage.published(shop)).toEqual([])
  })

  test('names its languages, three at most, and its warning', async () => {
    const over = { languages: ['lv', 'ru', 'th', 'vi'], options: { warning: 'nudity' } }
    expect(await published(over)).toMatchObject([
      { langs: ['lv', 'ru', 'th'], labels: { values: [{ val: 'nudity' }] } },
    ])
    const [plain = {}] = await published({ options: { warning: 'none', replies: 'everyone' } })
    expect(plain.labels).toBeUndefined()
  })
})

describe('what hangs under the text', () => {
  const link: LinkCard = { url: 'https://example.com/a', title: '', description: 'B', imageMediaId: null }

  test('is a card with its picture', async () => {
    const parts = [part('card', { link, linkImage: await picture('cover') })]
    expect(await published({ parts })).toMatchObject([
      {
        embed: {
          $type: 'app.bsky.embed.external',
          external: { uri: link.url, title: link.url, description: 'B', thumb: { mimeType: 'image/png' } },
        },
      },
    ])
  })

  test('is the pictures, when there are pictures and a card', async () => {
    const parts = [part('both', { link, media: [await picture('a bell')] })]
    expect(await published({ parts })).toMatchObject([
      {
        embed: {
          $type: 'app.bsky.embed.images',
          images: [{ alt: 'a bell', aspectRatio: { width: 12, height: 8 } }],
        },
      },
    ])
  })

  test('is a quoted post, by its address on the web or in the protocol', async () => {
    const native = await bed.native?.(shop.joined.remoteId, 'quote me')
    const [, , did, , rkey] = native?.remoteId.split('/') ?? []
    const addresses = [
      native?.remoteId ?? '',
      `https://bsky.app/profile/${did}/post/${rkey}`,
      `https://bsky.app/profile/${shop.joined.handle}/post/${rkey}`,
    ]
    for (const quote of addresses)
      expect(await published({ parts: [part('so said', { quote })] })).toMatchObject([
        { embed: { $type: 'app.bsky.embed.record', record: { uri: native?.remoteId } } },
      ])
  })

  test.each(['https://bsky.app/profile/nobody.test/post/3aaaaaaaaaaaa', 'https://example.com/', 'nonsense'])(
    'is refused when the quoted post is %s',
    async (quote) => {
      expect(await failed({ parts: [part('so said', { quote })] })).toMatchObject({
        kind: 'rejected',
        code: 'quote_missing',
      })
    },
  )
})

describe('who may reply', () => {
  const gates = () =>
    [...bed.person(shop.joined.remoteId).records.values()].filter(
      ({ value }) => value.$type === 'app.bsky.feed.threadgate',
    )

  test.each([
    ['nobody', []],
    ['followers', ['followerRule']],
    ['following', ['followingRule']],
    ['mentioned', ['mentionRule']],
  ])('%s', async (replies, rules) => {
    await published({ parts: [part('one'), part('two')], options: { replies } })
    const [root] = await stage.published(shop)
    expect(gates().map(({ value }) => value)).toMatchObject([
      { post: root?.remoteId, allow: rules.map((rule) => ({ $type: `app.bsky.feed.threadgate#${rule}` })) },
    ])
  })

  test('everyone, and then there is no gate', async () => {
    await published({ options: { replies: 'everyone' } })
    expect(gates()).toEqual([])
  })

  test('is said again when a worker was killed between the post and its gate', async () => {
    const delivery = stage.deliver(shop, stage.content({ options: { replies: 'nobody' } }))
    bed.mode('down', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect(gates()).toEqual([])
    bed.mode('ok')
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(shop)).toHaveLength(1)
    expect(gates()).toHaveLength(1)
  })
})

test('more than four pictures are a gallery, each described', async () => {
  const media = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((alt) => picture(alt)))
  const [record = {}] = await published({ parts: [part('five', { media })] })
  const { $type, items } = record.embed as { $type: string; items: Embed[] }
  expect([$type, items.map(({ alt }) => alt)]).toEqual(['app.bsky.embed.gallery', ['a', 'b', 'c', 'd', 'e']])
  expect((await stage.published(shop))[0]?.media).toHaveLength(5)
})

test('who may quote is said where it is not everybody', async () => {
  await published({ options: { quoting: 'nobody' } })
  const [root] = await stage.published(shop)
  const gates = [...bed.person(shop.joined.remoteId).records.values()].flatMap(({ value }) =>
    value.$type === 'app.bsky.feed.postgate' ? [value] : [],
  )
  expect(gates).toMatchObject([
    { post: root?.remoteId, embeddingRules: [{ $type: 'app.bsky.feed.postgate#disableRule' }] },
  ])
})

describe('a pinned post', () => {
  const profile = () =>
    bed.person(shop.joined.remoteId).records.get('app.bsky.actor.profile/self')?.value ?? {}

  test('stands in the profile, and nothing else of it changes', async () => {
    await published({ options: { pin: true } })
    const [first] = await stage.published(shop)
    expect(profile()).toMatchObject({ pinnedPost: { uri: first?.remoteId } })
    Object.assign(profile(), { description: 'Bread' })
    await published({ options: { pin: true } })
    const second = (await stage.published(shop)).at(-1)
    expect(profile()).toMatchObject({ description: 'Bread', pinnedPost: { uri: second?.remoteId } })
  })

  test('is out once where pinning was cut off, and is pinned when it is tried again', async () => {
    const delivery = stage.deliver(shop, stage.content({ options: { pin: true } }))
    bed.mode('down', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    bed.mode('ok')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(await stage.published(shop)).toHaveLength(1)
    expect(profile()).toMatchObject({ pinnedPost: { uri: delivery.done[0]?.remoteId } })
  })
})

describe('work done ahead', () => {
  test('is done again when the server has thrown its pictures away', async () => {
    const delivery = stage.deliver(
      shop,
      stage.content({ parts: [part('look', { media: [await picture('a bell')] })] }),
    )
    bed.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    bed.person(shop.joined.remoteId).blobs.clear()
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect((await stage.published(shop))[0]?.media).toHaveLength(1)
  })
})

test('a repeat that would say something else changes nothing', async () => {
  const first = stage.deliver(shop, stage.content())
  await stage.attempt(first)
  const before = await stage.published(shop)
  const second = { ...first, content: stage.content(), done: [], prepared: null, firstAttemptAt: new Date(0) }
  expect(await stage.attempt(second)).toMatchObject({ state: 'published', parts: first.done })
  expect(await stage.published(shop)).toEqual(before)
})

test('the points that are left are told in posts', async () => {
  const reports = stage.reports.length
  bed.headers({ 'ratelimit-remaining': '4997', 'ratelimit-reset': '1893500000' })
  await published({})
  bed.headers({})
  expect(stage.reports.slice(reports)).toEqual([
    { scope: 'account', remaining: 1665, resetsAt: new Date(1893500000_000) },
  ])
})
