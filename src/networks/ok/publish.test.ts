import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { wrong } from '../../../test/networks/ok/said.ts'
import type { Topic } from '../../../test/networks/ok/state.ts'
import { okFake } from '../../../test/networks/ok-fake.ts'
import type { Content, Json, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import type { SendCall } from '../kit/network.ts'
import { createStage, type Delivery, type Member, part, picture } from '../kit/stage.ts'
import { ok } from './index.ts'

const fake = okFake()
const { state } = fake
const stage = createStage(ok, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  state.withheld.clear()
  state.approved = true
  fake.asked.length = 0
})

const head = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex')
const film = (bytes = 32): Media => ({
  id: 'f',
  digest: `f${bytes}`,
  kind: 'video',
  mime: 'video/mp4',
  bytes,
  alt: 'The oven\nat night',
  ...{ width: 640, height: 360, durationMs: 2400 },
  ...inMemory(Buffer.concat([head, Buffer.alloc(bytes - 32)])),
})

const topicsOf = (member: Member): Topic[] => state.topics.filter(({ gid }) => gid === member.joined.remoteId)
const countOf = (name: string) => fake.asked.filter(({ method }) => method === name).length

async function out(content: Content, member?: Member) {
  const to = member ?? (await stage.join())
  const delivery = stage.deliver(to, content)
  const end = await stage.attempt(delivery)
  if (end.state !== 'published') throw new Error(`It was ${end.state}: ${'failure' in end && end.failure}`)
  return { member: to, parts: end.parts, delivery, topic: topicsOf(to).at(-1) }
}

const callOf = (delivery: Delivery, over: Partial<SendCall> = {}): SendCall => ({
  ...delivery,
  tools: stage.tools,
  account: delivery.member.view(),
  done: [],
  save: async () => undefined,
  signal: AbortSignal.timeout(20_000),
  ...over,
})

const change = (
  { member, parts, delivery }: Pick<Awaited<ReturnType<typeof out>>, 'member' | 'parts' | 'delivery'>,
  content: Content,
) => ok.edit?.({ ...callOf(delivery), account: member.view(), content, parts })

describe('what goes out', () => {
  test('stands in the group’s name, with an address where readers open it', async () => {
    const { member, parts, topic } = await out(stage.content())
    const gid = member.joined.remoteId
    expect(topic).toMatchObject({ author: `group:${gid}`, commentsOff: false })
    expect(parts[0]?.url).toBe(`https://ok.ru/group/${gid}/topic/${topic?.id}`)
  })

  test('may be pictures, a film and a poll together; words come first', async () => {
    const media = [await picture('a'), film(), await picture('b')]
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const options = { pollQuestion: 'Which bread?', anonymous: true, closeComments: true }
    const { topic } = await out(stage.content({ parts: [part('words', { media, poll })], options }))
    expect(topic?.commentsOff).toBe(true)
    expect(topic?.blocks).toMatchObject([
      { type: 'text', text: 'words' },
      { type: 'photo', photos: [{}, {}] },
      { type: 'movie', movies: [expect.any(String)] },
      { type: 'poll', question: 'Which bread?', options: ['SingleChoice', 'AnonymousVoting'] },
    ])
    expect([...state.films.values()].at(-1)).toEqual({ up: true, shown: true, title: 'The oven' })
  })

  test('has no words where only spaces stand above a picture', async () => {
    const { topic } = await out(stage.content({ parts: [part(' \n', { media: [await picture('a')] })] }))
    expect(topic?.blocks.map(({ type }) => type)).toEqual(['photo'])
  })

  test('asks what the words ask last where the poll has no question of its own', async () => {
    const poll = { options: ['yes', 'no'], minutes: 60, multiple: true }
    const { topic } = await out(stage.content({ parts: [part('Bread.\nShall we?', { poll })] }))
    expect(topic?.blocks[1]).toMatchObject({ question: 'Shall we?', options: [] })
  })

  test('is refused before anything goes up where a poll asks nothing', async () => {
    const poll = { options: ['yes', 'no'], minutes: 60, multiple: true }
    const content = stage.content({ parts: [part('', { poll, media: [await picture('a')] })] })
    const end = await stage.attempt(stage.deliver(await stage.join(), content))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'question_missing' } })
    expect(fake.asked).toEqual([])
  })

  test('shows the card of a link beside words alone, and not where nobody wants it', async () => {
    const link = { url: 'https://a.example/1?a=b&c=d,e', title: '', description: '', imageMediaId: null }
    const words = part('look: https://a.example/1', { link })
    const shown = await out(stage.content({ parts: [words] }))
    expect(shown.topic?.blocks[1]).toEqual({ type: 'link', url: link.url })
    const hidden = await out(stage.content({ parts: [words], options: { linkPreview: false } }))
    const pictured = await out(stage.content({ parts: [{ ...words, media: [await picture('a')] }] }))
    for (const { topic } of [hidden, pictured])
      expect(topic?.blocks.some(({ type }) => type === 'link')).toBe(false)
  })

  test('is made by nobody while OK has not approved the app', async () => {
    state.approved = false
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content()))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'app_unapproved' } })
  })

  test('costs one bad post no sign-in', async () => {
    const member = await stage.join()
    fake.answerNext(wrong(454))
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'words_forbidden' } })
    await out(stage.content(), member)
  })
})

describe('files', () => {
  test('that were brought up ahead are used, and brought up anew after half a day', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    const delivery = stage.deliver(member, content)
    const prepared = JSON.parse(JSON.stringify(await ok.publish?.prepare?.(callOf(delivery, {})))) as Json
    await ok.publish?.send(callOf(delivery, { prepared }))
    expect(countOf('photosV2.getUploadUrl')).toBe(1)
    stage.pass(13 * 3_600_000)
    await ok.publish?.send(callOf(stage.deliver(member, content), { prepared }))
    expect(countOf('photosV2.getUploadUrl')).toBe(2)
  })

  test('whose token has served already are brought up anew within the same attempt', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a')] })] })
    const delivery = stage.deliver(member, content)
    const prepared = JSON.parse(JSON.stringify(await ok.publish?.prepare?.(callOf(delivery, {})))) as Json
    for (const photo of state.photos.values()) photo.used = true
    await ok.publish?.send(callOf(delivery, { prepared }))
    expect(topicsOf(member)).toHaveLength(1)
  })

  test('a film waits for its time, is never held whole, and is shown right before its post', async () => {
    const member = await stage.join()
    const large = film(9_000_000)
    const read = () => {
      throw new Error('the whole film is read')
    }
    const content = stage.content({ parts: [part('look', { media: [{ ...large, read }] })] })
    const delivery = stage.deliver(member, content)
    expect(await ok.publish?.prepare?.({ ...callOf(delivery), ahead: true })).toBeNull()
    expect(fake.asked).toEqual([])
    const prepared = JSON.parse(JSON.stringify(await ok.publish?.prepare?.(callOf(delivery, {})))) as Json
    expect([...state.films.values()].at(-1)).toMatchObject({ up: true, shown: false })
    await ok.publish?.send(callOf(delivery, { prepared }))
    expect(fake.asked.map(({ method }) => method).slice(-2)).toEqual(['video.update', 'mediatopic.post'])
  })

  test('a film that OK has lost since is brought up anew within the same attempt', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('look', { media: [film()] })] }))
    const prepared = JSON.parse(JSON.stringify(await ok.publish?.prepare?.(callOf(delivery, {})))) as Json
    state.films.clear()
    await ok.publish?.send(callOf(delivery, { prepared }))
    expect(topicsOf(member)[0]?.blocks[1]).toMatchObject({ type: 'movie' })
  })

  test('a film that is none, and one whose server breaks off', async () => {
    const member = await stage.join()
    const none = { ...film(), ...inMemory(Buffer.from('this is no film, whatever it says of itself')) }
    const odd = await stage.attempt(
      stage.deliver(member, stage.content({ parts: [part('look', { media: [none] })] })),
    )
    expect(odd).toMatchObject({ state: 'rejected', failure: { code: 'media_not_honest' } })
    const delivery = stage.deliver(member, stage.content({ parts: [part('look', { media: [film()] })] }))
    fake.mode('drop', { on: 'upload', skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(topicsOf(member)).toHaveLength(1)
  })
})

test('a post that stands there although OK said that it is down is not made again', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content())
  const posts = ({ body }: { body: string }) => body.includes('mediatopic.post')
  expect((await downAfter(stage, posts, () => stage.attempt(delivery))).state).toBe('later')
  stage.pass(20_000)
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
  expect(topicsOf(delivery.member)).toHaveLength(1)
})

describe('a look-up', () => {
  async function lost(content: Content, member?: Member) {
    const delivery = stage.deliver(member ?? (await stage.join()), content)
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    return delivery
  }

  test('knows a post again by its pictures, film and poll, which a list does not show whole', async () => {
    const media = [await picture('a'), film()]
    const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
    const delivery = await lost(stage.content({ parts: [part('words', { media, poll })] }))
    stage.pass(1000)
    // The same words with less beside them.
    await out(stage.content({ parts: [part('words')] }), delivery.member)
    const [first] = topicsOf(delivery.member)
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes', parts: [{ remoteId: first?.id }] })
  })

  test('asks a person where several posts say the very same', async () => {
    const delivery = await lost(stage.content())
    await out(delivery.content, delivery.member)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })

  test('is not led astray by a pinned post, by others’ posts, or by what was there before', async () => {
    const member = await stage.join()
    const content = stage.content()
    const words = content.parts[0]?.text ?? ''
    const gid = member.joined.remoteId
    state.addTopic(gid, [{ type: 'text', text: words }], { sticky: true })
    stage.pass(3_600_000)
    for (let n = 0; n < 60; n++) state.addTopic(gid, [{ type: 'text', text: `other ${n}` }])
    state.addTopic(gid, [{ type: 'text', text: words }], { author: 'user:1' })
    const delivery = stage.deliver(member, content)
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    expect(fake.asked.every(({ method }) => method.startsWith('mediatopic.get'))).toBe(true)
  })

  test('says yes, and never no, where OK shows only posts that somebody has seen', async () => {
    state.withheld.add('mediatopic.getTopics')
    const delivery = await lost(stage.content())
    const [topic] = topicsOf(delivery.member)
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes', parts: [{ remoteId: topic?.id }] })
    if (topic) topic.unseen = true
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    const group = state.groups.get(delivery.member.joined.remoteId)
    if (group) group.statistics = false
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })

  test('says no only of a list that looks as it is known to', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    const at = stage.now().getTime()
    const topic = (over: object) => ({
      id: '7',
      created_ms: at,
      media: [{ type: 'text', text: 'a' }],
      ...over,
    })
    const many = Array.from({ length: 50 }, (_, n) => topic({ id: String(n + 1) }))
    for (const [body, found] of [
      [{ media_topics: [topic({})] }, 'no'],
      [{ media_topics: [] }, 'no'],
      [{}, 'unsure'],
      [{ media_topics: [topic({ created_ms: undefined })] }, 'unsure'],
      [{ media_topics: [topic({ media: undefined })] }, 'unsure'],
      [{ media_topics: many }, 'unsure'],
      [{ media_topics: many, has_more: false }, 'no'],
    ] as const) {
      const leftOut = new Set(['created_ms'])
      fake.answerNext({ status: 200, body: JSON.parse(JSON.stringify(body)), leftOut })
      expect(await stage.find(delivery), JSON.stringify(body).slice(0, 80)).toMatchObject({
        found,
      })
    }
  })

  test('gives up after so many posts', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    for (let n = 0; n < 510; n++) state.addTopic(member.joined.remoteId, [{ type: 'text', text: `n ${n}` }])
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

describe('a change', () => {
  test('of words and links is taken; a post with more is left alone, as is one that we do not know', async () => {
    const plain = await out(stage.content())
    await change(plain, stage.content({ parts: [part('anew')] }))
    expect(plain.topic?.blocks).toEqual([{ type: 'text', text: 'anew' }])
    const pictured = await out(stage.content({ parts: [part('look', { media: [await picture('a')] })] }))
    await expect(change(pictured, stage.content())).rejects.toMatchObject({
      kind: 'rejected',
      code: 'edit_words_alone',
    })
    const unknown = plain.parts.map(({ remoteId, url }) => ({ remoteId, url }))
    await expect(change({ ...plain, parts: unknown }, stage.content())).rejects.toMatchObject({
      code: 'cannot_edit',
    })
  })

  test('that comes too late, or by nobody who may, is the post’s trouble and not the sign-in’s', async () => {
    const posted = await out(stage.content())
    for (const code of [704, 10, 50, 24]) {
      fake.answerNext(wrong(code))
      await expect(change(posted, stage.content({ parts: [part('anew')] }))).rejects.toMatchObject({
        kind: 'rejected',
        code: 'message_closed',
      })
    }
    fake.mode('drop', { times: 1 })
    await expect(change(posted, stage.content({ parts: [part('anew')] }))).rejects.toMatchObject({
      kind: 'unknown',
    })
  })

  test('takes a post away by what OK calls it for that, and tells when it may not', async () => {
    const { member, parts, topic } = await out(stage.content())
    fake.asked.length = 0
    await ok.remove?.(stage.tools, member.view(), parts)
    expect(fake.asked.at(-1)?.fields).toMatchObject({ delete_id: topic?.deleteId, topic_id: topic?.id })
    expect(topicsOf(member)).toEqual([])
    const other = await out(stage.content(), member)
    const person = state.managerOf(member.joined.remoteId)
    state.groups.get(member.joined.remoteId)?.people.set(person?.uid ?? '', { status: 'ACTIVE' })
    await expect(ok.remove?.(stage.tools, member.view(), other.parts)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'message_closed',
    })
    fake.answerNext({ status: 200, body: { media_topics: [] } })
    await ok.remove?.(stage.tools, member.view(), other.parts)
  })
})

testDescription('Odnoklassniki', [fake])
