import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { threadsFake } from '../../../test/networks/threads-fake.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Delivery, kill, type Member, part, picture } from '../kit/stage.ts'
import { threads } from './index.ts'

/** What happens while somebody waits. */
let meanwhile: (ms: number) => void = () => undefined
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<typeof import('node:timers/promises')>()),
  setTimeout: async (ms: number) => meanwhile(ms),
}))

const fake = threadsFake()
const stage = createStage(threads, fake)
const { state } = fake
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  meanwhile = () => undefined
  Object.assign(state, { workMs: { IMAGE: 0, VIDEO: 0, CAROUSEL: 0 }, spoil: null, lagMs: 0, notYet: 0 })
})

let n = 0
/** The head of an MP4 file, which is all that anybody looks at here. */
const film = (alt = ''): Media => {
  const bytes = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
  const shape = { width: 640, height: 360, durationMs: 2400 }
  const id = `film-${++n}`
  const facts = { id, digest: id, kind: 'video', mime: 'video/mp4', bytes: 32, alt } as const
  return { ...facts, ...shape, ...inMemory(bytes) }
}

const own = (member: Member) => state.posts.filter(({ userId }) => userId === member.joined.remoteId)

async function out(content: Content, to?: Member) {
  const member = to ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(member, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}`)
  return { member, parts: end.parts, posts: own(member) }
}

async function ends(content: Content) {
  const member = await stage.join()
  const delivery = stage.deliver(member, content)
  return { member, delivery, end: await stage.attempt(delivery) }
}

const made = (delivery: Delivery) => ({ ...delivery, prepared: null })

test('a later part that stands there although Threads said that it is down is not published again', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content({ parts: [part('one'), part('two')] }))
  let published = 0
  const second = ({ path }: { path: string }) => path.endsWith('/threads_publish') && ++published === 2
  expect((await downAfter(stage, second, () => stage.attempt(delivery))).state).toBe('later')
  expect(delivery.done).toHaveLength(1)
  stage.pass(20_000)
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
  expect(own(delivery.member)).toHaveLength(2)
})

describe('what goes out', () => {
  test('has the address at which readers open it', async () => {
    const { member, parts } = await out(stage.content())
    expect(parts[0]?.url).toBe(`${member.joined.profileUrl}/post/C${parts[0]?.remoteId}`)
  })

  test('is out although its address cannot be read', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    fake.mode('down', { on: 'read', skip: 2 })
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'published', parts: [{ url: null }] })
  })

  test('carries the settings of its first part alone', async () => {
    const options = {
      topicTag: '#Bells',
      replyControl: 'followers_only',
      link: 'bells.example/a',
      spoiler: true,
      locationId: '10004',
    }
    const media = [await picture('a')]
    const content = stage.content({ parts: [part('one'), part('two', { media })], options })
    const { posts } = await out(content)
    expect(posts.map(({ told }) => told)).toEqual([
      {
        ...{ topic_tag: 'Bells', reply_control: 'followers_only', location_id: '10004' },
        link_attachment: 'https://bells.example/a',
      },
      { is_spoiler_media: 'true' },
    ])
  })

  test('names a place by what it is called, and asks which when several are', async () => {
    const riga = { name: 'Bell Tower', city: 'Riga', country: 'Latvia' }
    state.places = [
      { id: '70001', ...riga },
      { id: '70002', ...riga, city: 'Cēsis' },
      { id: '70003', ...riga, name: 'Mill' },
    ]
    const at = (locationId: string) => stage.content({ options: { locationId } })
    expect((await out(at('mill'))).posts[0]?.told).toEqual({ location_id: '70003' })
    expect((await out(at('Bell Tower, Cēsis, Latvia'))).posts[0]?.told).toEqual({ location_id: '70002' })
    expect((await ends(at('Bell Tower'))).end).toMatchObject({
      state: 'rejected',
      failure: {
        code: 'place_unclear',
        message: expect.stringContaining('Bell Tower, Riga, Latvia (70001)'),
      },
    })
    expect((await ends(at('Nowhere'))).end).toMatchObject({ failure: { code: 'place_unclear' } })
  })

  test('with a place that the sign-in does not allow is refused by itself, and the account stays joined', async () => {
    const member = await stage.join()
    for (const token of state.tokens.values())
      if (token.userId === member.joined.remoteId)
        token.scopes = token.scopes.filter((scope) => scope !== 'threads_location_tagging')
    for (const locationId of ['10004', 'Mill'])
      expect(
        await stage.attempt(stage.deliver(member, stage.content({ options: { locationId } }))),
      ).toMatchObject({
        state: 'rejected',
        failure: { code: 'place_not_allowed' },
      })
  })

  test('may have a long text beneath words alone, and beneath nothing else', async () => {
    const options = { longText: 'All of it. '.repeat(800) }
    const { posts } = await out(stage.content({ parts: [part('short'), part('more')], options }))
    expect(posts.map(({ told }) => told)).toEqual([
      { text_attachment: JSON.stringify({ plaintext: options.longText.trim() }) },
      {},
    ])
    const media = [await picture('a')]
    const shown = await out(stage.content({ parts: [part('short', { media })], options }))
    expect(shown.posts[0]?.told).toEqual({})
  })

  test('may be a ghost: words alone, gone after a day', async () => {
    const options = { kind: 'ghost', topicTag: 'Bells' }
    const { posts } = await out(stage.content({ options }))
    expect(posts[0]?.told).toEqual({ is_ghost_post: 'true' })
    const { end } = await ends(stage.content({ parts: [part('one'), part('two')], options }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'ghost_bare' } })
  })

  test('as a ghost that Threads lists nowhere is never published again by guess', async () => {
    state.listsGhosts = false
    const delivery = stage.deliver(await stage.join(), stage.content({ options: { kind: 'ghost' } }))
    fake.mode('drop')
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect((await stage.again(delivery)).state).toBe('doubt')
    const found = await stage.find({ ...delivery, prepared: null })
    expect(found.found).toBe('unsure')
    // What was made ahead had grown old, so another container went out in its place, and that one says nothing of it.
    const [posted] = state.posts.slice(-1)
    const old = [...state.containers.values()].find((one) => one.post === posted?.id)
    if (old) old.post = null
    expect((await stage.find(delivery)).found).toBe('no')
    stage.pass(23.5 * 3_600_000)
    expect((await stage.find(delivery)).found).toBe('unsure')
    state.listsGhosts = true
  })

  test.each(['two.words', 'you & me'])(
    'with the topic “%s” is refused before it leaves',
    async (topicTag) => {
      const { end } = await ends(stage.content({ options: { topicTag } }))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'topic_odd' } })
    },
  )

  test('with six links is refused by Threads, in words', async () => {
    const text = [1, 2, 3, 4, 5, 6].map((one) => `https://bells.example/${one}`).join(' ')
    const { end } = await ends(stage.content({ parts: [part(text)] }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'too_many_links' } })
  })

  test('is a film with its description', async () => {
    const { posts } = await out(stage.content({ parts: [part('look', { media: [film('a bell')] })] }))
    expect(posts).toMatchObject([{ type: 'VIDEO', files: [{ alt: 'a bell', mime: 'video/mp4' }] }])
  })

  test('is a carousel of pictures and films in order', async () => {
    const media = [await picture('a'), film('b'), await picture('c')]
    const { posts } = await out(stage.content({ parts: [part('three', { media })] }))
    expect(posts).toMatchObject([{ type: 'CAROUSEL', files: [{ alt: 'a' }, { alt: 'b' }, { alt: 'c' }] }])
  })
})

describe('a quote', () => {
  test('shows an own post, by its address or its number', async () => {
    const first = await out(stage.content())
    const [{ remoteId = '', url = '' } = {}] = first.parts
    for (const quote of [url, url?.replace('threads.com', 'threads.net'), remoteId]) {
      const { posts } = await out(
        stage.content({ parts: [part('see this', { quote: quote ?? '' })] }),
        first.member,
      )
      expect(posts.at(-1)).toMatchObject({ quote: remoteId })
    }
  })

  test.each(['https://www.threads.com/@other/post/Cnobody', 'https://bells.example/1'])(
    'of %s is refused in words',
    async (quote) => {
      const { end } = await ends(stage.content({ parts: [part('see this', { quote })] }))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'quote_missing' } })
    },
  )
})

describe('while Threads works on a file', () => {
  test('the first post waits alone, and leaves with the container that was made ahead', async () => {
    state.workMs.VIDEO = 60_000
    const { member, delivery, end } = await ends(
      stage.content({ parts: [part('a film', { media: [film()] })] }),
    )
    const retryAt = new Date(stage.now().getTime() + 10_000)
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'media_processing', alone: true, retryAt },
    })
    const containers = state.containers.size
    stage.pass(61_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(state.containers.size).toBe(containers)
    expect(own(member)).toHaveLength(1)
  })

  test('a carousel waits for its children, then for itself', async () => {
    Object.assign(state.workMs, { IMAGE: 30_000, CAROUSEL: 20_000 })
    const media = [await picture('a'), await picture('b')]
    const { member, delivery, end } = await ends(stage.content({ parts: [part('two', { media })] }))
    expect(end).toMatchObject({ state: 'later', failure: { alone: true } })
    stage.pass(31_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test('pictures are waited for ahead, so that they leave at their instant', async () => {
    Object.assign(state.workMs, { IMAGE: 2000, CAROUSEL: 1000 })
    meanwhile = stage.pass
    const media = [await picture('a'), await picture('b')]
    const { member, delivery } = await prepared(stage.content({ parts: [part('two', { media })] }))
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test('a later part of a thread is published by looking, once, whatever breaks', async () => {
    state.workMs.VIDEO = 60_000
    const parts = [part('one'), part('two', { media: [film()] }), part('three')]
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts }))
    const { publish } = threads
    const call = { ...(await sending(delivery)), prepared: null }
    const sent = await publish?.send(call)
    if (sent?.state !== 'pending') throw new Error('it does not wait')
    expect(own(member)).toHaveLength(1)
    let handle = sent.handle
    const look = async () => {
      const end = await publish?.look?.({ ...call, done: [...delivery.done] }, handle).catch(stage.endOf)
      if (end && 'handle' in end) handle = end.handle
      return end
    }
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(61_000)
    fake.mode('drop', { times: 1 })
    expect(await look()).toMatchObject({ state: 'unknown' })
    // The second is found by its container; the third is made, and left to the next look.
    expect(await look()).toMatchObject({ state: 'pending' })
    expect(own(member)).toHaveLength(2)
    fake.mode('drop', { times: 1 })
    expect(await look()).toMatchObject({ state: 'unknown' })
    state.lagMs = 60_000
    expect(await look()).toMatchObject({ state: 'later' })
    stage.pass(61_000)
    const end = await look()
    const posts = own(member)
    expect(posts.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(end).toMatchObject({
      state: 'published',
      parts: posts.map(({ id }) => ({ remoteId: id })),
    })
  })

  test('one that is published and not listed yet is waited for', async () => {
    state.workMs.VIDEO = 60_000
    const parts = [part('one'), part('two', { media: [film()] })]
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts }))
    const call = { ...(await sending(delivery)), prepared: null }
    const sent = await threads.publish?.send(call)
    if (sent?.state !== 'pending') throw new Error('it does not wait')
    stage.pass(61_000)
    const look = () =>
      threads.publish?.look?.({ ...call, done: [...delivery.done] }, sent.handle).catch(stage.endOf)
    fake.mode('drop', { times: 1 })
    await look()
    state.lagMs = 120_000
    expect(await look()).toMatchObject({ state: 'later', failure: { code: 'media_processing' } })
    stage.pass(121_000)
    expect(await look()).toMatchObject({ state: 'published' })
    expect(own(member)).toHaveLength(2)
  })

  test('what comes to nothing says why', async () => {
    state.spoil = 'INVALID_DURATION'
    const { end } = await ends(stage.content({ parts: [part('a film', { media: [film()] })] }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'video_unfit' } })
  })

  test('a file that it cannot fetch is tried again, with words on what to mend', async () => {
    const lost = { ...film(), address: () => 'https://carillon.example/fetched/nothing' }
    const { end } = await ends(stage.content({ parts: [part('a film', { media: [lost] })] }))
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'media_not_fetched', message: expect.stringContaining('reachable') },
    })
  })

  test('a publication that comes too early is repeated, and the post is out once', async () => {
    state.notYet = 1
    const { member, delivery, end } = await ends(stage.content())
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    stage.pass(10_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })
})

describe('once', () => {
  test('a container of yesterday is made anew', async () => {
    const { member, delivery } = await prepared()
    stage.pass(25 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test('what was prepared and is out already is never published again', async () => {
    const { member, delivery } = await prepared()
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'unknown',
      failure: { code: 'already_out' },
    })
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    expect(own(member)).toHaveLength(1)
  })

  test('a look-up that misses in the list what the container tells is not sure', async () => {
    const { delivery } = await prepared()
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    state.lagMs = 60_000
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    stage.pass(61_000)
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
  })

  test('a post is found without what was prepared, too, and only the right one', async () => {
    const { delivery } = await prepared()
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    expect(await stage.find(made(delivery))).toMatchObject({ found: 'yes' })
    const quoting = {
      ...delivery.content,
      parts: [part(delivery.content.parts[0]?.text ?? '', { quote: '12345' })],
    }
    expect(await stage.find({ ...made(delivery), content: quoting })).toEqual({ found: 'no' })
  })

  test('killed between a container and its publication, a reply is out once', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('one'), part('two')], firstReply: 'three' })
    const delivery = stage.deliver(member, content)
    fake.mode('down', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect((await stage.attempt(delivery, { save: kill })).state).toBe('killed')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(own(member).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })
})

describe('the limit of a day', () => {
  test('is read before anything is made, for posts and for what hangs on them', async () => {
    const member = await stage.join()
    state.spend(member.joined.remoteId, true, 999)
    const parts = [part('one'), part('two'), part('three')]
    const thread = await stage.attempt(stage.deliver(member, stage.content({ parts })))
    const retryAt = new Date(stage.now().getTime() + 15 * 60_000)
    expect(thread).toMatchObject({ state: 'later', failure: { code: 'quota_used', retryAt, alone: true } })
    expect((await stage.attempt(stage.deliver(member, stage.content()))).state).toBe('published')
    state.spend(member.joined.remoteId, false, 249)
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end).toMatchObject({ state: 'later', failure: { code: 'quota_used' } })
  })

  test('that is reached in the meantime is told by Threads', async () => {
    const { member, delivery } = await prepared()
    state.spend(member.joined.remoteId, false, 250)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'later', failure: { code: 'quota_used' } })
  })
})

async function sending(delivery: Delivery) {
  return {
    ...{ tools: stage.tools, account: delivery.member.view(), content: delivery.content, key: delivery.key },
    firstAttemptAt: delivery.firstAttemptAt,
    signal: AbortSignal.timeout(20_000),
    done: [...delivery.done],
    save: async (sent: Delivery['done'][number]) => void delivery.done.push(sent),
  }
}

async function prepared(content = stage.content()) {
  const member = await stage.join()
  const delivery = stage.deliver(member, content)
  delivery.prepared = (await threads.publish?.prepare?.(await sending(delivery))) ?? null
  return { member, delivery }
}

testDescription('Threads', [fake])
