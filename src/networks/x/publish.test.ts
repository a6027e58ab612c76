import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { xFake } from '../../../test/networks/x-fake.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { x } from './index.ts'
import { pieceBytes } from './upload.ts'

const fake = xFake()
const stage = createStage(x, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.state.filmChecks = 1
  fake.state.checkAfterSecs = 0
  fake.state.takesCovers = true
  fake.state.listsCommunities = true
})

const media = (bytes: Buffer, over: Partial<Media>): Media => {
  const id = randomBytes(6).toString('hex')
  return {
    id,
    digest: id,
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 640,
    height: 360,
    durationMs: 2400,
    alt: '',
    ...inMemory(bytes),
    ...over,
  }
}
const film = (over: Partial<Media> = {}, size = pieceBytes + 5) => media(randomBytes(size), over)
const gif = (): Media =>
  media(Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'), {
    kind: 'image',
    mime: 'image/gif',
    alt: 'a dot',
    durationMs: null,
  })

async function out(content: Content, to?: Member) {
  const member = to ?? (await stage.join())
  const end = await stage.attempt(stage.deliver(member, content))
  if (end.state !== 'published') throw new Error(`It was ${end.state}: ${JSON.stringify(end)}`)
  return { member, parts: end.parts, lacks: end.lacks, posts: fake.state.of(member.joined.remoteId) }
}

describe('what goes out', () => {
  test('has an address where readers open it', async () => {
    const { member, parts } = await out(stage.content())
    expect(parts[0]?.url).toBe(`${member.joined.profileUrl}/status/${parts[0]?.remoteId}`)
  })

  test('says at its head who may reply, and nothing when everybody may', async () => {
    const options = { replies: 'mentionedUsers' }
    const { posts } = await out(stage.content({ parts: [part('one'), part('two')], options }))
    expect(posts.map(({ replySettings }) => replySettings)).toEqual(['mentionedUsers', null])
    const open = await out(stage.content({ options: { replies: 'everyone' } }))
    expect(open.posts).toMatchObject([{ replySettings: null }])
  })

  test('is marked as a paid partnership and as made by a machine, in all its parts, when it is', async () => {
    const parts = [part('one'), part('two')]
    const marked = await out(
      stage.content({ parts, paidPartnership: { sponsor: 'Bells Ltd' }, machineMade: true }),
    )
    expect(marked.posts.map(({ paid, madeWithAi }) => [paid, madeWithAi])).toEqual([
      [true, true],
      [true, true],
    ])
    expect((await out(stage.content())).posts).toMatchObject([{ paid: false, madeWithAi: false }])
  })

  test('may be a picture without words', async () => {
    const { posts } = await out(stage.content({ parts: [part('', { media: [await picture('a')] })] }))
    expect(posts).toMatchObject([{ text: '', mediaIds: [expect.any(String)] }])
  })

  test('is a poll with its length in minutes', async () => {
    const poll = { options: ['yes', 'no'], minutes: 1440, multiple: false }
    const { posts } = await out(stage.content({ parts: [part('Well?', { poll })] }))
    expect(posts[0]?.poll).toEqual({ options: ['yes', 'no'], minutes: 1440 })
  })

  test('is not said a second time: X refuses the same words, and that is told', async () => {
    const content = stage.content()
    const { member } = await out(content)
    expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({
      state: 'rejected',
      failure: { code: 'duplicate' },
    })
  })

  test('may be long for who pays for it', async () => {
    const member = await stage.join()
    const user = fake.state.users.get(member.joined.remoteId)
    if (user) user.premium = true
    const { limits } = await x.connect.check(stage.tools, member.view())
    expect(limits).toEqual({ text: { max: 25_000 } })
    await out(stage.content({ parts: [part('a'.repeat(25_000))] }), member)
  })

  test('one GIF, one film or four pictures, and nothing beside them', async () => {
    for (const shown of [
      [gif(), await picture('a')],
      [film(), await picture('a')],
      [gif(), gif()],
    ])
      expect(
        await stage.attempt(
          stage.deliver(await stage.join(), stage.content({ parts: [part('x', { media: shown })] })),
        ),
      ).toMatchObject({ state: 'rejected', failure: { code: 'media_too_many' } })
    const { member } = await out(stage.content({ parts: [part('look', { media: [gif()] })] }))
    expect((await stage.published(member))[0]?.media).toEqual([{ alt: 'a dot', mime: 'image/gif' }])
  })
})

describe('a film', () => {
  const filmed = (one: Media) => stage.content({ parts: [part('look', { media: [one] })] })

  test('goes up in pieces and arrives whole', async () => {
    const one = film({}, 2 * pieceBytes + 5)
    const { posts } = await out(filmed(one))
    const kept = fake.state.uploads.get(posts[0]?.mediaIds[0] ?? '')
    expect(kept?.pieces.size).toBe(3)
    expect(Buffer.concat([...(kept?.pieces.values() ?? [])]).equals(Buffer.from(await one.read()))).toBe(true)
  })

  test('that is cut off on its way goes on where it was, also at another worker', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    // The first request begins the upload; the second piece is cut off.
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const begun = fake.state.uploads.size
    stage.pass(3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun)
    expect((await stage.published(member))[0]?.media).toHaveLength(1)
    expect(await stage.tools.shelf(member.view()).newest(5)).toEqual([])
  })

  test('whose upload was finished without an answer is not sent up again', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    // Begun, two pieces, and then the end of it.
    fake.mode('drop', { on: 'upload', skip: 3, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    const begun = fake.state.uploads.size
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun)
  })

  test('whose upload X has lost begins anew at the next try', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await stage.attempt(delivery)
    fake.state.uploads.clear()
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'later', failure: { code: 'upload_lost' } })
    expect((await stage.attempt(delivery)).state).toBe('published')
  })

  test('begun a day ago begins anew: X has forgotten it', async () => {
    const delivery = stage.deliver(await stage.join(), filmed(film()))
    fake.mode('drop', { on: 'upload', skip: 2, times: 1 })
    await stage.attempt(delivery)
    const begun = fake.state.uploads.size
    stage.pass(25 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(fake.state.uploads.size).toBe(begun + 1)
  })

  test('on which X still works at its instant waits by itself, and hinders nobody', async () => {
    fake.state.filmChecks = 4
    fake.state.checkAfterSecs = 120
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    const end = await stage.attempt(delivery)
    expect(end).toMatchObject({ state: 'later', failure: { code: 'media_processing', alone: true } })
    if (end.state === 'later') expect(end.failure.retryAt?.getTime()).toBe(stage.now().getTime() + 30_000)
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('carries what is said in it, in each language that X has a code for', async () => {
    const said = (words: string) => `WEBVTT\n\n00:00.000 --> 00:01.000\n${words}`
    const spoken = [
      { language: 'lv', vtt: said('Sveiki') },
      { language: 'en-GB', vtt: said('Hello') },
      { language: 'ltg', vtt: said('Vasals') },
    ]
    const { posts } = await out(filmed(film({ spoken })))
    expect(fake.state.uploads.get(posts[0]?.mediaIds[0] ?? '')?.subtitles).toMatchObject([
      { language: 'LV', name: 'latviešu', text: expect.stringContaining('Sveiki') },
      { language: 'EN', text: '1\n00:00:00,000 --> 00:00:01,000\nHello\n' },
    ])
  })

  test('that X cannot work on is said', async () => {
    const one = film({ mime: 'video/quicktime' })
    expect(await stage.attempt(stage.deliver(await stage.join(), filmed(one)))).toMatchObject({
      state: 'rejected',
      failure: { code: 'media_failed' },
    })
  })

  test('that went up a day before its instant goes up again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, filmed(film()))
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    expect(delivery.prepared).not.toBeNull()
    stage.pass(30 * 3_600_000)
    expect((await stage.attempt(delivery)).state).toBe('published')
  })
})

describe('looked for', () => {
  test.each([
    ['an address', 'Read https://example.com/a_(b)?c=1&d=2 now'],
    ['a bare address', 'Order at example.com or www.example.org/x/.'],
    ['an address in another script', 'https://пример.рф/страница'],
    ['letters that HTML knows', '<b>a & b</b> &amp; 5 > 3'],
    ['letters taken apart', 'Tiếng Việt'.normalize('NFD')],
  ])('a post with %s is found', async (_, words) => {
    const delivery = stage.deliver(await stage.join(), stage.content({ parts: [part(words)] }))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(delivery.member)).toHaveLength(1)
  })

  test('what was written before, elsewhere beneath or with other pictures is not it', async () => {
    const member = await stage.join()
    await fake.native?.(member.joined.remoteId, 'The bells')
    stage.pass(3_600_000)
    const delivery = stage.deliver(member, stage.content({ parts: [part('The bells')] }))
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    const other = await fake.native?.(member.joined.remoteId, 'Others')
    await fake.answer?.(member.joined.remoteId, other?.remoteId ?? '', 'The bells')
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
    const pictured = part('Others', { media: [await picture('a')] })
    expect(await stage.find(stage.deliver(member, stage.content({ parts: [pictured] })))).toEqual({
      found: 'no',
    })
  })
})

test('a part that stands there although X said that it is down is not written again', async () => {
  const delivery = stage.deliver(await stage.join(), stage.content({ parts: [part('one'), part('two')] }))
  let written = 0
  const second = ({ method, path }: { method: string; path: string }) =>
    method === 'POST' && path === '/2/tweets' && ++written === 2
  expect((await downAfter(stage, second, () => stage.attempt(delivery))).state).toBe('later')
  expect(delivery.done).toHaveLength(1)
  stage.pass(20_000)
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  expect(await stage.again(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
  expect(await stage.published(delivery.member)).toHaveLength(2)
})

describe('a post that is out', () => {
  const premium = async () => {
    const member = await stage.join()
    const user = fake.state.users.get(member.joined.remoteId)
    if (user) user.premium = true
    return member
  }
  async function edit({ member, parts }: Awaited<ReturnType<typeof out>>, content: Content) {
    const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
    const signal = AbortSignal.timeout(10_000)
    const firstAttemptAt = stage.now()
    return x.edit?.({ ...call, content, parts, firstAttemptAt, signal }).catch(stage.endOf)
  }

  test('is changed for who pays for it: it gets another id, and keeps its pictures and its place', async () => {
    const shown = [await picture('a')]
    const sent = await out(
      stage.content({ parts: [part('before', { media: shown }), part('and more')] }),
      await premium(),
    )
    const edited = await edit(
      sent,
      stage.content({ parts: [part('after', { media: shown }), part('and most')] }),
    )
    const seen = await stage.published(sent.member)
    expect(seen.map(({ text, media: { length } }) => [text, length])).toEqual([
      ['after', 1],
      ['and most', 0],
    ])
    expect(edited).toMatchObject(seen.map(({ remoteId }) => ({ remoteId })))
    expect(seen[1]?.replyTo).toBe(seen[0]?.remoteId)
  })

  test('is not changed for others, late, with a poll, or in its number of parts; each is said', async () => {
    const plain = await out(stage.content())
    const refused = { state: 'rejected', failure: { code: 'not_editable' } }
    expect(await edit(plain, stage.content())).toMatchObject(refused)
    const late = await out(stage.content(), await premium())
    stage.pass(2 * 3_600_000)
    expect(await edit(late, stage.content())).toMatchObject(refused)
    const poll = { options: ['yes', 'no'], minutes: 60, multiple: false }
    const asked = stage.content({ parts: [part('Well?', { poll })] })
    expect(await edit(await out(asked), asked)).toMatchObject(refused)
    expect(await edit(plain, stage.content({ parts: [part('a'), part('b')] }))).toMatchObject({
      failure: { code: 'thread_length' },
    })
  })
})

test('the account’s limit is told to all workers, and to the second', async () => {
  const { member } = await out(stage.content())
  expect(stage.reports.at(-1)).toMatchObject({ scope: 'account', remaining: 99 })
  const userId = member.joined.remoteId
  fake.state.requests.push(...Array.from({ length: 99 }, () => ({ userId, at: fake.state.clock() })))
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  expect(end).toMatchObject({ state: 'later', failure: { code: 'limited' } })
  if (end.state === 'later')
    expect(Math.abs((end.failure.retryAt?.getTime() ?? 0) - stage.now().getTime() - 900_000)).toBeLessThan(
      1001,
    )
})

test('on the product’s own way out, what breaks or is given up is unknown, and no token is in any word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const [door = ''] = Object.values(fake.doors())
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://api.x.com', door), init)
  const member = await stage.join()
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  const pictured = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
  expect(await stage.attempt(stage.deliver(member, pictured))).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  fake.mode('hang', { times: 1 })
  const givenUp = await stage.attempt(stage.deliver(member, stage.content()), {
    signal: AbortSignal.timeout(300),
  })
  expect([cut.state, givenUp.state]).toEqual(['unknown', 'unknown'])
  for (const end of [cut, givenUp])
    for (const secret of fake.secrets(member.joined.remoteId))
      expect('failure' in end ? `${end.failure.message} ${end.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('X', [fake])

describe('whom a post shows, and what covers it', () => {
  const other = async () => {
    const { joined } = await stage.join()
    return { id: joined.remoteId, handle: joined.handle }
  }

  test('accounts are tagged on the first media, by their numbers, and each is looked up once', async () => {
    const [ann, ben] = [await other(), await other()]
    const options = { tagged: `${ann.handle}, ${ben.handle.slice(1)} ${ann.handle}` }
    const parts = [part('words'), part('shown', { media: [await picture('a')] })]
    const { posts } = await out(stage.content({ parts, options }))
    expect(posts.map(({ tagged }) => tagged)).toEqual([[], [ann.id, ben.id]])
    expect((await out(stage.content({ options }))).posts).toMatchObject([{ tagged: [] }])
  })

  test('who is not there is told before anything is out', async () => {
    const member = await stage.join()
    const parts = [part('shown', { media: [await picture('a')] })]
    const end = await stage.attempt(
      stage.deliver(member, stage.content({ parts, options: { tagged: '@nobody_here' } })),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'tagged_unknown' } })
    expect(fake.state.of(member.joined.remoteId)).toEqual([])
  })

  test('a warning stands on every picture and film', async () => {
    const parts = [part('a', { media: [await picture('a')] }), part('b', { media: [film()] })]
    const { posts } = await out(stage.content({ parts, options: { sensitive: 'violence' } }))
    const warned = posts.flatMap(({ mediaIds }) => mediaIds.map((id) => fake.state.uploads.get(id)?.warnings))
    expect(warned).toEqual([['graphic_violence'], ['graphic_violence']])
  })

  test('a picture stands for a film, and a film goes out where X does not take one', async () => {
    const poster = await picture('cover')
    const shown = () => part('film', { media: [film({ poster })] })
    const { posts, lacks } = await out(stage.content({ parts: [shown()] }))
    expect(fake.state.uploads.get(posts[0]?.mediaIds[0] ?? '')?.cover).toEqual(expect.any(String))
    fake.state.takesCovers = false
    const without = await out(stage.content({ parts: [shown()] }))
    expect(fake.state.uploads.get(without.posts[0]?.mediaIds[0] ?? '')?.cover).toBeNull()
    expect([lacks, without.lacks?.code]).toEqual([undefined, 'cover_left'])
  })

  test.each([403, 404, 500])(
    'a cover that X answers with %d ends no sign-in and holds no film up',
    async (status) => {
      const plain = stage.tools.fetch
      stage.tools.fetch = async (input, init) =>
        String(init?.body ?? '').includes('preview_image')
          ? Response.json({ title: 'Forbidden', detail: 'You are not permitted.' }, { status })
          : plain(input, init)
      const shown = part('film', { media: [film({ poster: await picture('cover') })] })
      const end = await out(stage.content({ parts: [shown] })).finally(() => {
        stage.tools.fetch = plain
      })
      expect(end.lacks).toMatchObject({ code: 'cover_left' })
    },
  )
})

describe('a community', () => {
  const options = { community: '1146654567674912769', shareWithFollowers: true }

  test('is named at the head of a thread', async () => {
    const { posts } = await out(stage.content({ parts: [part('one'), part('two')], options }))
    expect(posts.map(({ community }) => community)).toEqual([
      { id: options.community, followers: true },
      null,
    ])
  })

  test('what X does not list there is no reason to post it again: a person is asked', async () => {
    fake.state.listsCommunities = false
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ options }))
    fake.mode('drop')
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'unknown' })
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
    expect(fake.state.of(member.joined.remoteId)).toHaveLength(1)
  })
})
