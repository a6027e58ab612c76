import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { pinterestFake } from '../../../test/networks/pinterest-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { pinterest } from './index.ts'

const fake = pinterestFake()
const stage = createStage(pinterest, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  Object.assign(fake.state, {
    filmLooks: 0,
    filmFails: false,
    trial: false,
    changes: true,
    analytics: true,
    order: 'newest',
  })
})

const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')

/** Begins as an MP4 file does; the rest is for its length. */
function film(over: Partial<Media> = {}, bytes = 32): Media {
  const file = Buffer.concat([head, Buffer.alloc(bytes - head.length)])
  const shape = { width: 720, height: 1280, durationMs: 8000 }
  const what = {
    id: 'f',
    digest: 'f',
    kind: 'video',
    mime: 'video/mp4',
    bytes: file.length,
    alt: '',
  } as const
  return { ...what, ...shape, ...inMemory(file), ...over }
}

const showing = (media: Media[], over: Partial<Content> = {}) =>
  stage.content({ parts: [part('look', { media })], ...over })

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(to, content))
  if (end.state !== 'published') throw new Error(`It was ${JSON.stringify(end)}`)
  const pins = fake.state.pins.filter(({ owner }) => owner === to.joined.remoteId)
  return { member: to, parts: end.parts, pins }
}

const memberOf = (member: Member) => {
  const found = fake.state.members.get(member.joined.remoteId)
  if (!found) throw new Error('nobody')
  return found
}

describe('a pin', () => {
  test('has a title, an address where readers open it, and leads where its text does', async () => {
    const content = stage.content({
      title: ' Rye bread ',
      parts: [part('All of it: https://bakery.example/rye?utm_source=pinterest.')],
    })
    const { parts, pins } = await out(content)
    expect(parts[0]?.url).toBe(`https://www.pinterest.com/pin/${pins[0]?.id}/`)
    expect(pins[0]).toMatchObject({
      title: 'Rye bread',
      link: 'https://bakery.example/rye?utm_source=pinterest',
    })
  })

  test('leads where it is told to, else where its card does', async () => {
    const link = { url: 'https://bakery.example/card', title: '', description: '', imageMediaId: null }
    const parts = [part('no address', { link })]
    expect((await out(stage.content({ parts }))).pins[0]?.link).toBe(link.url)
    const options = { link: 'https://bakery.example/told' }
    expect((await out(stage.content({ parts, options }))).pins[0]?.link).toBe(options.link)
  })

  test('goes to the board and section that it names, else to the channel’s, else to the oldest', async () => {
    const member = await stage.join()
    const board = fake.state.addBoard(memberOf(member), 'Bread', ['Rye'])
    const section = board.sections[0]?.id ?? ''
    const oldest = member.joined.limits.choices?.board?.[0]?.value
    expect((await out(stage.content(), member)).pins.at(-1)).toMatchObject({ board: oldest, section: null })
    const named = stage.content({ options: { board: `${board.id}/${section}` } })
    expect((await out(named, member)).pins.at(-1)).toMatchObject({ board: board.id, section })
    const set = { ...member, view: () => ({ ...member.view(), settings: { board: board.id } }) }
    expect((await out(stage.content(), set)).pins.at(-1)).toMatchObject({ board: board.id, section: null })
  })

  test('stays with its board when the channel’s board changes before it is looked up', async () => {
    const member = await stage.join()
    const board = fake.state.addBoard(memberOf(member), 'Bread')
    const settings: Record<string, string> = {}
    const delivery = stage.deliver(
      { ...member, view: () => ({ ...member.view(), settings }) },
      stage.content(),
    )
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    settings.board = board.id
    expect((await stage.again(delivery)).state).toBe('published')
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('without any board is refused with words for it', async () => {
    const member = await stage.join()
    const bare = { ...member, view: () => ({ ...member.view(), limits: { choices: { board: [] } } }) }
    const end = await stage.attempt(stage.deliver(bare, stage.content()))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'no_board' } })
  })

  test('on a board that is gone is refused, and the account stays', async () => {
    const member = await stage.join()
    const end = await stage.attempt(stage.deliver(member, stage.content({ options: { board: '123' } })))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'no_board' } })
  })

  test('of an app with Trial access is refused with words for it', async () => {
    fake.state.trial = true
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content()))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'trial_access' } })
  })

  test('of two pictures has the descriptions of both, each on its line', async () => {
    const { pins } = await out(showing([await picture('a\nbell'), await picture('หอระฆัง')]))
    expect(pins[0]).toMatchObject({ alt: 'a bell\nหอระฆัง', shown: { type: 'multiple_images' } })
  })

  test.each([
    ['title_too_long', { title: 'a'.repeat(101) }],
    ['bad_link', { options: { link: `https://a.example/${'a'.repeat(2048)}` } }],
    ['bad_link', { options: { link: 'https://localhost' } }],
  ])('is refused with words: %s', async (code, over) => {
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content(over)))
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
  })

  test('with descriptions of its pictures that are too long together is refused before it is sent', async () => {
    const media = [await picture('a'.repeat(300)), await picture('b'.repeat(300))]
    const end = await stage.attempt(stage.deliver(await stage.join(), showing(media)))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'alt_too_long' } })
  })
})

describe('a film', () => {
  test('goes up in pieces and is pinned with its first second as its cover', async () => {
    const pieces: number[] = []
    const large = film({}, 9_000_000)
    const { piece } = large
    large.piece = async (from, to) => {
      pieces.push(to - from)
      return piece(from, to)
    }
    const { pins } = await out(showing([large]))
    expect(pins[0]?.shown).toMatchObject({ type: 'video', cover: 'second' })
    expect([...fake.state.films.values()].at(-1)?.bytes).toBe(9_000_000)
    expect(pieces).toEqual([4100, 4_000_000, 4_000_000, 1_000_000])
  })

  test('goes up through our own way out, with its length told', async () => {
    const open = createOutbound({ allowedHosts: fake.hosts() })
    const member = await stage.join()
    const delivery = stage.deliver(member, showing([film({}, 5_000_000)]))
    const doors = fake.doors()
    const way: typeof globalThis.fetch = (input, init) => {
      const url = new URL(String(input))
      return open(`${doors[url.origin]}${url.pathname}${url.search}`, init)
    }
    const prepared = await pinterest.publish?.prepare?.({
      ...delivery,
      account: member.view(),
      tools: { ...stage.tools, fetch: way },
      signal: AbortSignal.timeout(20_000),
    })
    expect(prepared).toMatchObject({ film: [...fake.state.films.keys()].at(-1) })
  })

  test('has the cover that somebody chose', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
    const { pins } = await out(showing([film({ poster: inMemory(jpeg) })]))
    expect(pins[0]?.shown).toMatchObject({ cover: 'chosen' })
  })

  test('that is not ready at the instant makes this pin alone wait, and is not uploaded again', async () => {
    fake.state.filmLooks = 2
    const delivery = stage.deliver(await stage.join(), showing([film()]))
    const before = fake.state.films.size
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'media_processing', alone: true, retryAt: new Date(stage.now().getTime() + 15_000) },
    })
    await stage.attempt(delivery)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.films.size).toBe(before + 1)
  })

  test('that Pinterest cannot work with is refused', async () => {
    fake.state.filmFails = true
    const end = await stage.attempt(stage.deliver(await stage.join(), showing([film()])))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_taken' } })
  })

  test('that is cut off on its way up is only tried later', async () => {
    const delivery = stage.deliver(await stage.join(), showing([film()]))
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('that was uploaded before a worker was killed is found by its pin', async () => {
    const delivery = stage.deliver(await stage.join(), showing([film()]))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect((await stage.again(delivery)).state).toBe('published')
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('that is none is refused', async () => {
    const fakeFilm = film({ ...inMemory(Buffer.from('this is no film at all, but words')), bytes: 33 })
    const end = await stage.attempt(stage.deliver(await stage.join(), showing([fakeFilm])))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_honest' } })
  })

  test('is not mixed with pictures', async () => {
    const end = await stage.attempt(stage.deliver(await stage.join(), showing([film(), await picture('a')])))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_taken' } })
  })
})

test('a pin that stands there although Pinterest said that it is down is not pinned again', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content())
  const pins = ({ method, path }: { method: string; path: string }) =>
    method === 'POST' && path.endsWith('/pins')
  expect((await downAfter(stage, pins, () => stage.attempt(delivery))).state).toBe('later')
  stage.pass(20_000)
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
  expect(await stage.published(delivery.member)).toHaveLength(1)
})

describe('looking a pin up', () => {
  test('goes on past newer pins, in whatever order they are listed', async () => {
    for (const order of ['newest', 'oldest'] as const) {
      fake.state.order = order
      const delivery = stage.deliver(await stage.join(), stage.content())
      fake.mode('drop', { times: 1 })
      await stage.attempt(delivery)
      for (let n = 0; n < 300; n++) await fake.native(delivery.member.joined.remoteId, `pin ${n}`)
      expect((await stage.find(delivery)).found).toBe('yes')
    }
  })

  test('is done in the section that it went to', async () => {
    const member = await stage.join()
    const board = fake.state.addBoard(memberOf(member), 'Bread', ['Rye'])
    const options = { board: `${board.id}/${board.sections[0]?.id}` }
    const delivery = stage.deliver(member, stage.content({ options }))
    expect((await stage.find(delivery)).found).toBe('no')
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    expect((await stage.again(delivery)).state).toBe('published')
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('says that it is unsure when there are more than can be looked through', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    for (let n = 0; n < 2100; n++) await fake.native(delivery.member.joined.remoteId, `pin ${n}`)
    expect((await stage.find(delivery)).found).toBe('unsure')
  })

  test('tells a picture, a leafed pin and a film with the same words apart', async () => {
    const member = await stage.join()
    const deliveries = [[await picture('')], [await picture(''), await picture('')], [film()]].map((media) =>
      stage.deliver(member, showing(media)),
    )
    const [first, ...others] = deliveries
    if (!first) throw new Error('none')
    await stage.attempt(first)
    for (const one of others) expect((await stage.find(one)).found).toBe('no')
  })
})

describe('a pin that is out', () => {
  const change = (member: Member, content: Content, parts: Awaited<ReturnType<typeof out>>['parts']) =>
    pinterest.edit?.({
      tools: stage.tools,
      account: member.view(),
      content,
      key: 'k',
      prepared: null,
      parts,
      firstAttemptAt: stage.now(),
      signal: AbortSignal.timeout(20_000),
    })

  test('gets other words, another link and another board', async () => {
    const { member, parts } = await out(stage.content({ title: 'One' }))
    const board = fake.state.addBoard(memberOf(member), 'Bread')
    const options = { board: board.id, link: 'https://bakery.example/new' }
    await change(member, stage.content({ title: '', options }), parts)
    expect(fake.state.pins.at(-1)).toMatchObject({ title: null, link: options.link, board: board.id })
  })

  test('does not get other pictures', async () => {
    const { member, parts } = await out(stage.content())
    await expect(change(member, showing([await picture('new')]), parts)).rejects.toMatchObject({
      code: 'only_words',
    })
  })

  test('of an app that may not change pins keeps its words, and the account stays joined', async () => {
    const { member, parts } = await out(stage.content())
    fake.state.changes = false
    await expect(change(member, stage.content(), parts)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'edit_not_allowed',
    })
  })

  test('has its totals where there are no numbers by the day, and the account its followers', async () => {
    const { member, parts } = await out(stage.content())
    const id = parts[0]?.remoteId ?? ''
    fake.count(id, { impressions: 9, saves: 3 })
    fake.state.analytics = false
    const told = await pinterest.insights?.posts(stage.tools, member.view(), [id])
    expect(told?.get(id)).toEqual([{ metric: 'impressions', value: 9 }])
    const account = (await pinterest.insights?.account(stage.tools, member.view())) ?? []
    expect(account.map(({ metric }) => metric)).toEqual(['followers', 'following', 'posts'])
  })

  test('and is old has totals, but no saves, which are told by days', async () => {
    const { member, parts } = await out(stage.content())
    const id = parts[0]?.remoteId ?? ''
    fake.count(id, { impressions: 9, saves: 3 })
    const asked = async () => (await pinterest.insights?.posts(stage.tools, member.view(), [id]))?.get(id)
    expect(await asked()).toEqual([
      { metric: 'impressions', value: 9 },
      { metric: 'saves', value: 3 },
    ])
    // The sign-in of the test would end within that time.
    stage.pass(28 * 86_400_000)
    const pin = fake.state.pins.find((one) => one.id === id)
    if (pin) pin.createdAt = new Date(stage.now().getTime() - 100 * 86_400_000)
    expect(await asked()).toEqual([{ metric: 'impressions', value: 9 }])
  })
})

testDescription('Pinterest', [fake])
