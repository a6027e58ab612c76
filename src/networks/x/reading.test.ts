import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { xFake } from '../../../test/networks/x-fake.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { x } from './index.ts'
import { writtenAt } from './insights.ts'

const fake = xFake()
const stage = createStage(x, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => fake.mode('ok'))

const day = 86_400_000

describe('numbers', () => {
  test('of an old post are those that everybody sees; a dash stands for the others', async () => {
    const member = await stage.join()
    const old = await fake.native?.(member.joined.remoteId, 'long ago')
    stage.pass(31 * day)
    const fresh = await fake.native?.(member.joined.remoteId, 'today')
    const [oldId, freshId] = [old?.remoteId ?? '', fresh?.remoteId ?? '']
    for (const id of [oldId, freshId]) fake.count?.(id, { likes: 3, clicks: 9 })
    const told = await x.insights?.posts(stage.tools, member.view(), [oldId, freshId])
    const of = (id: string) => new Map(told?.get(id)?.map(({ metric, value }) => [metric, value]))
    expect([of(oldId).get('likes'), of(oldId).has('clicks')]).toEqual([3, false])
    expect([of(freshId).get('likes'), of(freshId).get('clicks')]).toEqual([3, 9])
  })

  test('the instant of a post lies in its id', () => {
    expect(new Date(writtenAt('1346889436626259968')).toISOString()).toBe('2021-01-06T18:40:40.344Z')
    expect(writtenAt('odd')).toBe(0)
  })
})

test('history tells posts, replies and reposts apart, with whole addresses and without those of pictures', async () => {
  const member = await stage.join()
  const { remoteId } = member.joined
  const pictured = part('look at https://example.com/long/way', { media: [await picture('a')] })
  await stage.attempt(stage.deliver(member, stage.content({ parts: [pictured] })))
  stage.pass(1000)
  const first = await fake.native?.(remoteId, 'a < b & c')
  stage.pass(1000)
  await fake.answer?.(remoteId, first?.remoteId ?? '', 'mine')
  stage.pass(1000)
  fake.state.add({ authorId: remoteId, text: 'RT @somebody: theirs', repostOf: '1346889436626259968' })
  const page = await x.history?.(stage.tools, member.view(), null)
  expect(page?.posts.map(({ kind, text }) => [kind, text])).toEqual([
    ['repost', 'RT @somebody: theirs'],
    ['reply', 'mine'],
    ['post', 'a < b & c'],
    ['post', 'look at https://example.com/long/way'],
  ])
})

describe('reactions', () => {
  async function post() {
    const [member, other] = [await stage.join(), await stage.join()]
    const seen = await fake.native?.(member.joined.remoteId, 'What do you think?')
    const made = fake.state.post(seen?.remoteId ?? '')
    if (!made) throw new Error('no post')
    return { member, other: other.joined, made }
  }

  test.each([
    ['like', 'likes'],
    ['repost', 'reposts'],
  ] as const)('who did it by %s is told, page by page and never we ourselves', async (way, list) => {
    const { member, other, made } = await post()
    made[list].push(member.joined.remoteId, other.remoteId)
    for (let n = 0; n < 45; n++) made[list].push(fake.state.addUser('Fan').id)
    const handles: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<NonNullable<typeof x.reactions>>> | undefined = await x.reactions?.(
        stage.tools,
        member.view(),
        made.id,
        way,
        cursor,
      )
      handles.push(...(page?.reactions.map(({ handle }) => handle) ?? []))
      cursor = page?.cursor ?? null
    } while (cursor !== null)
    expect(handles).toHaveLength(46)
    expect(handles[0]).toBe(other.handle)
  })

  test('who replied is told with the words, directly beneath and by others', async () => {
    const { member, other, made } = await post()
    const reply = await fake.answer?.(other.remoteId, made.id, 'Good & <well>')
    await fake.answer?.(member.joined.remoteId, made.id, 'Thank you')
    await fake.answer?.(other.remoteId, reply?.remoteId ?? '', 'You are welcome')
    const told = await x.reactions?.(stage.tools, member.view(), made.id, 'comment', null)
    expect(told).toMatchObject({
      reactions: [{ account: other.remoteId, words: 'Good & <well>', hasPicture: false }],
      cursor: null,
      partial: false,
    })
    stage.pass(8 * day)
    const later = await x.reactions?.(stage.tools, member.view(), made.id, 'comment', null)
    expect(later).toEqual({ reactions: [], cursor: null, partial: true })
  })

  test('a post that is gone has none', async () => {
    const { member, made } = await post()
    await x.remove?.(stage.tools, member.view(), [{ remoteId: made.id, url: null }])
    for (const way of ['like', 'repost', 'comment'] as const)
      expect((await x.reactions?.(stage.tools, member.view(), made.id, way, null))?.reactions).toEqual([])
  })
})

describe('people', () => {
  test('words in letters that X does not search are not asked for', async () => {
    const member = await stage.join()
    expect(await x.people?.search(stage.tools, member.view(), 'ช่าง', 5)).toEqual([])
  })

  test('a search that the app may not do ends no sign-in', async () => {
    const member = await stage.join()
    const plain = stage.tools.fetch
    stage.tools.fetch = async () =>
      Response.json({ title: 'Forbidden', detail: 'Nobody knows.' }, { status: 403 })
    const search = x.people?.search(stage.tools, member.view(), 'bells', 5)
    await expect(search).rejects.toMatchObject({ kind: 'rejected', code: 'forbidden' })
    stage.tools.fetch = plain
  })

  test('our own pictures are counted by whether they are described, and links of the profile are whole', async () => {
    const member = await stage.join()
    const media = [await picture('a bell'), await picture('')]
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('look', { media })] })))
    const own = await x.people?.own(stage.tools, member.view())
    expect(own).toMatchObject({
      pictures: { all: 2, described: 1 },
      pinned: false,
      lastPostAt: expect.any(Date),
    })
    expect(own?.links).toEqual([expect.stringContaining('https://example.com/')])
  })
})

testDescription('X', [fake])
