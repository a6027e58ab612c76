import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Community } from '../../../test/networks/reddit/state.ts'
import { redditFake } from '../../../test/networks/reddit-fake.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media, Part } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, type Delivery, type Member, part, picture } from '../kit/stage.ts'
import { reddit } from './index.ts'

const fake = redditFake()
const { state } = fake
const stage = createStage(reddit, fake)
const usual = { ...state.worksMs }
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.skew(0)
  Object.assign(state, {
    worksMs: { ...usual },
    losesFiles: false,
    pauseSeconds: 0,
    tellsSeconds: false,
  })
})

let named = 0
/** A community that an account has joined. */
function joined(member: Member, over: Parameters<typeof state.addCommunity>[1] = {}): Community {
  return state.addCommunity(`town${++named}`, { members: new Set([idOf(member)]), ...over })
}
const idOf = ({ joined: { remoteId } }: Member): string => remoteId.slice(3)
const own = (member: Member) => state.posts.filter(({ owner, deleted }) => owner === idOf(member) && !deleted)

const post = (over: Partial<Part>, options: Content['options'] = {}, more: Partial<Content> = {}): Content =>
  stage.content({ parts: [part(over.text ?? '', over)], options, ...more })

async function sent(member: Member, content: Content) {
  const delivery = stage.deliver(member, content)
  return { delivery, end: await stage.attempt(delivery) }
}

/** The beginning of an MP4, so that it is honest. */
function film(over: Partial<Media> = {}): Media {
  const bytes = Buffer.alloc(64)
  bytes.write('\0\0\0\x20ftypisom', 0, 'latin1')
  bytes.write('isomiso2avc1mp41', 16, 'latin1')
  return {
    id: randomUUID(),
    digest: randomUUID(),
    kind: 'video',
    mime: 'video/mp4',
    bytes: bytes.length,
    width: 640,
    height: 360,
    durationMs: 6000,
    alt: '',
    ...inMemory(bytes),
    ...over,
  }
}

describe('kinds of posts', () => {
  test('a title alone is a post, and the composer lets it be', async () => {
    const member = await stage.join()
    const content = post({ text: '' })
    const rules = { ...reddit.manifest, ...limitsOf(reddit.manifest, member.joined.limits) }
    expect(checkDraft(content, rules)).toEqual([])
    expect(checkDraft({ ...content, title: ' ' }, rules).map(({ code }) => code)).toEqual([
      'empty',
      'title_missing',
    ])
    expect((await sent(member, content)).end.state).toBe('published')
    expect(own(member)[0]).toMatchObject({ kind: 'self', text: '', title: 'The bells of the town' })
  })

  test('a link leads where it is told, or to the first address of the text', async () => {
    const member = await stage.join()
    await sent(member, post({ text: 'Look' }, { kind: 'link', address: 'bells.example/ring?a=1&b=2' }))
    await sent(member, post({ text: 'Read https://bells.example/long today' }, { kind: 'link' }))
    await sent(member, post({ text: 'https://bells.example/bare' }, { kind: 'link' }))
    expect(own(member).map(({ kind, url, text }) => [kind, url, text])).toEqual([
      ['link', 'https://bells.example/ring?a=1&b=2', 'Look'],
      ['link', 'https://bells.example/long', 'Read https://bells.example/long today'],
      ['link', 'https://bells.example/bare', ''],
    ])
  })

  test('a crosspost passes another post on', async () => {
    const member = await stage.join()
    const first = state.addPost({ owner: idOf(member), community: 'elsewhere', title: 'First' })
    const address = `https://www.reddit.com/r/elsewhere/comments/${first.id}/first/`
    const { end } = await sent(member, post({ text: '' }, { kind: 'crosspost', address }))
    expect(end.state).toBe('published')
    expect(own(member).at(-1)).toMatchObject({ kind: 'crosspost', crosspostOf: `t3_${first.id}` })
  })

  test.each([
    ['a link without an address', { kind: 'link' }, 'link_refused'],
    ['a link that is none', { kind: 'link', address: 'javascript:alert(1)' }, 'link_refused'],
    [
      'a crosspost of another site',
      { kind: 'crosspost', address: 'https://bad.example/r/a/comments/abc/' },
      'crosspost_refused',
    ],
    [
      'a crosspost of a lookalike',
      { kind: 'crosspost', address: 'https://notreddit.com/r/a/comments/abc/' },
      'crosspost_refused',
    ],
    ['an address with a plain text', { address: 'https://bells.example' }, 'kind_unclear'],
  ])('%s is refused before anything is sent', async (_, options, code) => {
    const member = await stage.join()
    const { end } = await sent(
      member,
      post({ text: 'kind' in options && options.kind === 'crosspost' ? '' : 'words' }, options),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
    expect(own(member)).toEqual([])
  })

  test('flags go with the post, and Reddit tells of comments unless it is told not to', async () => {
    const member = await stage.join()
    await sent(member, post({ text: 'a' }, { nsfw: true, spoiler: true, replies: false }))
    await sent(member, post({ text: 'b' }))
    expect(own(member).map(({ nsfw, spoiler, replies }) => [nsfw, spoiler, replies])).toEqual([
      [true, true, false],
      [false, false, true],
    ])
  })

  test('a poll lasts whole days, a part of one counting as one', async () => {
    const member = await stage.join()
    const poll = { options: ['one', 'two', 'three'], minutes: 36 * 60, multiple: false }
    const { delivery } = await sent(member, post({ text: 'Which?', poll }))
    expect(own(member)[0]?.poll).toEqual({ options: poll.options, days: 2 })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'yes' })
  })

  test('a first comment hangs under a picture, too, which has no id until it is there', async () => {
    const member = await stage.join()
    const pictured = { text: 'look', media: [await picture('')] }
    const { end } = await sent(member, post(pictured, {}, { firstReply: 'and the source' }))
    expect(end.state === 'published' && end.parts.map(({ remoteId }) => remoteId.slice(0, 3))).toEqual([
      't3_',
      't1_',
    ])
    expect(state.comments.at(-1)).toMatchObject({ post: own(member)[0]?.id, body: 'and the source' })
  })
})

describe('communities', () => {
  test('a post goes where it says, else where the channel says, else to the profile', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    const channel = { ...member, view: () => ({ ...member.view(), settings: { community: b.name } }) }
    await sent(channel, post({ text: '1' }, { community: a.name }))
    await sent(channel, post({ text: '2' }, { community: 'the-channel' }))
    await sent(member, post({ text: '3' }))
    const profile = `u_${state.users.get(idOf(member))?.name}`
    expect(own(member).map(({ community }) => community)).toEqual([a.name, b.name, profile])
  })

  test('where it goes is settled once: a later change of the channel hides nothing from a look-up', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    let community = a.name
    const channel = { ...member, view: () => ({ ...member.view(), settings: { community } }) }
    const delivery = stage.deliver(channel, post({ text: 'settled' }))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    community = b.name
    expect((await stage.again(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  const flairs = [
    { id: 'f-news', text: 'News', editable: false, modOnly: false },
    { id: 'f-free', text: 'Your words', editable: true, modOnly: false },
  ]

  test('a flair is the one chosen beside the community, or meant by its words', async () => {
    const member = await stage.join()
    const { name } = joined(member, { flairs, requirements: { is_flair_required: true } })
    await sent(member, post({ text: '1' }, { community: `${name}/f-news` }))
    await sent(member, post({ text: '2' }, { community: name, flair: ' news ' }))
    await sent(member, post({ text: '3' }, { community: `${name}/f-free`, flair: 'Ours' }))
    expect(own(member).map(({ flair }) => flair?.text)).toEqual(['News', 'News', 'Ours'])
  })

  test.each([
    [{}, 'flair_needed', 'It has: “News”, “Your words”.'],
    [{ flair: 'Gossip' }, 'flair_unknown', 'It has: “News”'],
    [{ suffix: '/f-news', flair: 'Ours' }, 'flair_unknown', 'cannot be changed'],
  ])('a flair that is missing or wrong is told with those that there are: %j', async (given, code, words) => {
    const { suffix = '', flair } = given as { suffix?: string; flair?: string }
    const member = await stage.join()
    const { name } = joined(member, { flairs, requirements: { is_flair_required: true } })
    const { end } = await sent(
      member,
      post({ text: 'a' }, { community: name + suffix, ...(flair && { flair }) }),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
    expect(end.state === 'rejected' && end.failure.message).toContain(words)
  })

  test.each([
    [{ title_text_min_length: 60 }, {}, 'at least 60'],
    [{ title_required_strings: ['[Town]', '[City]'] }, {}, 'one of these in the title'],
    [{ title_blacklisted_strings: ['BELLS'] }, {}, 'does not take these in the title: “BELLS”'],
    [{ body_blacklisted_strings: ['words'] }, {}, 'in the text'],
    [{ body_restriction_policy: 'notAllowed' }, {}, 'a title alone'],
    [{ body_text_min_length: 50 }, {}, 'at least 50'],
    [{ body_text_max_length: 3 }, {}, 'at most 3'],
    [
      { link_restriction_policy: 'blacklist', domain_blacklist: ['bells.example'] },
      { kind: 'link', address: 'https://www.bells.example/x' },
      'no links to www.bells.example',
    ],
    [
      { link_restriction_policy: 'whitelist', domain_whitelist: ['news.example'] },
      { kind: 'link', address: 'https://bells.example/x' },
      'some sites alone',
    ],
  ])('what moderators ask for is told before anything is sent: %j', async (requirements, options, words) => {
    const member = await stage.join()
    const { name } = joined(member, { requirements })
    const { end } = await sent(member, post({ text: 'words' }, { ...options, community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'community_rules' } })
    expect(end.state === 'rejected' && end.failure.message).toContain(words)
    expect(own(member)).toEqual([])
  })

  test('what Reddit alone can check is told in the community’s words', async () => {
    const member = await stage.join()
    const { name } = joined(member, { requirements: { secret_regex: '^Q:' } })
    const { end } = await sent(member, post({ text: 'words' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'community_rules' } })
    expect(end.state === 'rejected' && end.failure.message).toContain('must match the pattern')
  })

  test.each([
    [{ type: 'private' } as const, 'community_closed'],
    [{ type: 'restricted' } as const, 'community_closed'],
    [{ takes: { self: false } }, 'kind_refused'],
  ])('one that does not take the post costs no sign-in: %j', async (over, code) => {
    const member = await stage.join()
    const { name } = joined(member, over)
    const { end } = await sent(member, post({ text: 'a' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code } })
  })

  test('one that is gone, and one that takes no link twice', async () => {
    const member = await stage.join()
    const gone = await sent(member, post({ text: 'a' }, { community: 'nosuchtown' }))
    expect(gone.end).toMatchObject({ state: 'rejected', failure: { code: 'community_missing' } })
    const { name } = joined(member, { linksOnce: true })
    const link = { kind: 'link', address: 'https://bells.example/once', community: name }
    expect((await sent(member, post({ text: '' }, link))).end.state).toBe('published')
    expect((await sent(member, post({ text: '' }, link))).end).toMatchObject({
      state: 'rejected',
      failure: { code: 'already_posted' },
    })
  })

  test('an account that posts too often waits as long as it is told', async () => {
    const member = await stage.join()
    state.pauseSeconds = 840
    const { delivery, end } = await sent(member, post({ text: 'a' }))
    expect(end).toMatchObject({ state: 'later', failure: { code: 'limited', scope: 'account' } })
    const until = 'failure' in end ? end.failure.retryAt?.getTime() : 0
    expect(until).toBe(stage.now().getTime() + 15 * 60_000)
    state.pauseSeconds = 0
    expect((await stage.attempt(delivery)).state).toBe('published')
  })
})

describe('taken away by moderators or a filter', () => {
  test('right after it was taken, it is told; once they let it in, it is found', async () => {
    const member = await stage.join()
    const { name } = joined(member, { sweeps: () => 'automod_filtered' })
    const { delivery, end } = await sent(member, post({ text: 'swept' }, { community: name }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'removed_there' } })
    expect(await stage.attempt(delivery)).toMatchObject({
      state: 'rejected',
      failure: { code: 'removed_there' },
    })
    expect(own(member)).toHaveLength(1)
    expect(await stage.find(delivery)).toMatchObject({
      found: 'unsure',
      words: expect.stringContaining('took it away'),
    })
    expect(await stage.find({ ...delivery, done: [] })).toMatchObject({ found: 'unsure' })
    for (const one of own(member)) one.removedBy = null
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test('a picture that is swept is told, too', async () => {
    const member = await stage.join()
    const { name } = joined(member, { sweeps: () => 'reddit' })
    const { end } = await sent(
      member,
      post({ text: 'look', media: [await picture('')] }, { community: name }),
    )
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'removed_there' } })
  })

  test('taken and then gone is told after some minutes', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'dropped' }))
    const swept = joined(member, {
      sweeps: (one) => {
        one.deleted = true
        return null
      },
    })
    delivery.content.options.community = swept.name
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'rejected', failure: { code: 'vanished' } })
  })
})

describe('pictures and films', () => {
  test('one picture is a picture, several are leafed through, in order', async () => {
    const member = await stage.join()
    const media = [await picture('a'), await picture('b'), await picture('c')]
    await sent(member, post({ text: 'one', media: media.slice(0, 1) }))
    await sent(member, post({ text: 'three', media }))
    const bytes = await Promise.all(media.map(({ read }) => read()))
    const [first, second] = own(member).map(({ kind, assets }) => [
      kind,
      assets.map((id) => state.assets.get(id)?.bytes),
    ])
    expect(first).toEqual(['image', [Buffer.from(bytes[0] ?? [])]])
    expect(second).toEqual(['gallery', bytes.map((one) => Buffer.from(one))])
  })

  test('a film is waited for, with its cover or a plain one', async () => {
    const member = await stage.join()
    state.worksMs.video = 20 * 60_000
    const cover = {
      read: async () => (await picture('')).read(),
      address: () => 'https://carillon.example/cover',
    }
    const chosen = await sent(member, post({ text: 'covered', media: [film({ poster: cover })] }))
    const plain = await sent(member, post({ text: 'plain', media: [film()] }))
    expect([chosen.end.state, plain.end.state]).toEqual(['published', 'published'])
    expect(own(member).map(({ kind }) => kind)).toEqual(['video', 'video'])
    expect([...state.assets.values()].filter(({ bytes }) => !bytes)).toEqual([])
  })

  test('a large film goes up piece by piece', async () => {
    const member = await stage.join()
    const head = await film().read()
    const size = 9_500_000
    const asked: [number, number][] = []
    const large = film({
      bytes: size,
      read: async () => {
        throw new Error('never held whole')
      },
      piece: async (from, to) => {
        asked.push([from, to])
        const bytes = Buffer.alloc(to - from, 7)
        if (from === 0) Buffer.from(head).copy(bytes)
        return bytes
      },
    })
    expect((await sent(member, post({ text: 'large', media: [large] }))).end.state).toBe('published')
    expect(Math.max(...asked.map(([from, to]) => to - from))).toBeLessThanOrEqual(4_000_000)
    expect(state.assets.get(own(member)[0]?.assets[0] ?? '')?.bytes?.length).toBe(size)
  })

  test('a file of which nothing comes is told, and never sent again by itself', async () => {
    const member = await stage.join()
    state.losesFiles = true
    const { end } = await sent(member, post({ text: 'lost', media: [await picture('')] }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_taken' } })
    expect(state.posts.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test('cut off while Reddit works on a film, it is not sent again before it can be told', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'slow', media: [film()] }))
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
    stage.pass(60_000)
    expect((await stage.again(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test('of a picture that never arrived nothing can be told, so a person is asked rather than it is sent twice', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'later', media: [await picture('')] }))
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    state.posts.pop()
    stage.pass(3_600_000)
    expect(await stage.again(delivery)).toMatchObject({ state: 'doubt' })
    expect(own(member)).toEqual([])
  })

  test('a file that is too large for Reddit is rejected, and one that was cut off begins anew', async () => {
    const member = await stage.join()
    state.maxBytes.image = 10
    const content = post({ text: 'large', media: [await picture('')] })
    expect((await sent(member, content)).end).toMatchObject({
      state: 'rejected',
      failure: { code: 'too_large' },
    })
    state.maxBytes.image = 20_000_000
    fake.mode('error', { on: 'upload', skip: 1, times: 1 })
    const { delivery, end } = await sent(member, content)
    expect(end.state).toBe('later')
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(own(member)).toHaveLength(1)
  })

  test.each(['picture', 'gallery', 'film'])(
    'of two of the same words, each %s is told by what it shows',
    async (kind) => {
      const member = await stage.join()
      const shown = async () => {
        if (kind === 'film') return [film()]
        return kind === 'picture' ? [await picture('')] : [await picture(''), await picture('')]
      }
      const twin = async () => stage.deliver(member, post({ text: 'same', media: await shown() }))
      const twins = [await twin(), await twin()]
      for (const delivery of twins) {
        fake.mode('drop', { times: 1 })
        expect((await stage.attempt(delivery)).state).toBe('unknown')
      }
      stage.pass(60 * 60_000)
      const found = await Promise.all(twins.map((delivery) => stage.find(delivery)))
      expect(found.map((one) => one.found === 'yes' && one.parts[0]?.remoteId)).toEqual(
        own(member).map(({ id }) => `t3_${id}`),
      )
    },
  )
})

describe('once', () => {
  test('two posts of the very same words are not taken for one another', async () => {
    const member = await stage.join()
    const content = post({ text: 'same words' })
    const twins: Delivery[] = []
    for (let n = 0; n < 2; n++) {
      const delivery = stage.deliver(member, content)
      await stage.attempt(delivery)
      twins.push(delivery)
    }
    expect(own(member)).toHaveLength(2)
    expect(await stage.find({ ...(twins[0] as Delivery), done: [] })).toMatchObject({ found: 'unsure' })
  })

  test('the same words in another community, or deleted, are another post', async () => {
    const member = await stage.join()
    const [a, b] = [joined(member), joined(member)]
    const there = stage.deliver(member, post({ text: 'here and there' }, { community: a.name }))
    await stage.attempt(there)
    expect(
      await stage.find(stage.deliver(member, post({ text: 'here and there' }, { community: b.name }))),
    ).toEqual({ found: 'no' })
    for (const one of own(member)) one.deleted = true
    expect(await stage.find({ ...there, done: [] })).toEqual({ found: 'no' })
  })

  test('a first comment whose answer is lost is made once', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'with' }, {}, { firstReply: 'beneath' }))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(delivery.done).toHaveLength(1)
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test.each([0, 1, 2])(
    'a post of %i pictures that stands though Reddit said that it is down is not sent again',
    async (count) => {
      const member = await stage.join()
      const media = await Promise.all(Array.from({ length: count }, () => picture('')))
      const delivery = stage.deliver(member, post({ text: 'once, though down', media }))
      const plain = stage.tools.fetch
      stage.tools.fetch = async (input, init) => {
        const answer = await plain(input, init)
        return String(input).includes('/api/submit') ? new Response('down', { status: 503 }) : answer
      }
      const end = await stage.attempt(delivery)
      stage.tools.fetch = plain
      expect(end.state).toBe('later')
      stage.pass(30_000)
      const next = await stage.attempt(delivery)
      expect(next.state).toBe(count === 0 ? 'unknown' : 'published')
      expect(count === 0 ? await stage.again(delivery) : next).toMatchObject({
        ...{ state: 'published', parts: [{ remoteId: `t3_${own(member)[0]?.id}` }] },
      })
      expect(own(member)).toHaveLength(1)
    },
  )

  test('a first comment that stands although Reddit said that it is down is not written again', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'with' }, {}, { firstReply: 'once beneath' }))
    const plain = stage.tools.fetch
    stage.tools.fetch = async (input, init) => {
      const answer = await plain(input, init)
      return String(input).includes('/api/comment') ? new Response('down', { status: 503 }) : answer
    }
    const end = await stage.attempt(delivery)
    stage.tools.fetch = plain
    expect(end.state).toBe('later')
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
  })

  test('a comment beneath a picture whose answer is lost is looked for before it is written again', async () => {
    const member = await stage.join()
    const content = post({ text: 'look', media: [await picture('')] }, {}, { firstReply: 'beneath' })
    fake.mode('drop', { skip: 1, times: 1 })
    const { end } = await sent(member, content)
    expect(end).toMatchObject({ state: 'published', parts: [{}, {}] })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
    fake.mode('error', { skip: 1 })
    expect((await sent(member, content)).end.state).toBe('published')
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(2)
  })

  test('a look that is repeated makes no second comment', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(
      member,
      post({ text: 'look', media: [await picture('')] }, {}, { firstReply: 'once' }),
    )
    const call = {
      tools: stage.tools,
      account: member.view(),
      content: delivery.content,
      key: delivery.key,
      done: [],
      save: async () => undefined,
      firstAttemptAt: delivery.firstAttemptAt,
      signal: AbortSignal.timeout(20_000),
    }
    const prepared = (await reddit.publish?.prepare?.(call)) ?? null
    const pending = await reddit.publish?.send({ ...call, prepared })
    if (pending?.state !== 'pending') throw new Error('it was not pending')
    stage.pass(10_000)
    for (let n = 0; n < 2; n++)
      expect(await reddit.publish?.look?.({ ...call, prepared }, pending.handle)).toMatchObject({
        state: 'published',
      })
    expect(state.comments.filter(({ owner }) => owner === idOf(member))).toHaveLength(1)
    expect(own(member)).toHaveLength(1)
  })

  test('a busy account is looked through page by page, and no further than Reddit lists', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, post({ text: 'the needle' }))
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    for (let n = 0; n < 250; n++) await fake.native(member.joined.remoteId, `hay ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
    for (let n = 0; n < 900; n++) await fake.native(member.joined.remoteId, `more hay ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

describe('changes', () => {
  async function out(content: Content) {
    const member = await stage.join()
    const { delivery, end } = await sent(member, content)
    if (end.state !== 'published') throw new Error(`It was ${end.state}`)
    const edit = (changed: Content) =>
      reddit.edit?.({
        tools: stage.tools,
        account: member.view(),
        content: changed,
        key: delivery.key,
        prepared: null,
        parts: end.parts,
        firstAttemptAt: delivery.firstAttemptAt,
        signal: AbortSignal.timeout(20_000),
      }) ?? Promise.reject(new Error('no edit'))
    return { member, edit: (changed: Content) => edit(changed).catch(stage.endOf) }
  }

  test('the words of a text post and of its first comment can be changed', async () => {
    const { member, edit } = await out(post({ text: 'old' }, {}, { firstReply: 'old too' }))
    await edit(post({ text: 'new' }, {}, { firstReply: 'new too' }))
    expect([own(member)[0]?.text, state.comments.at(-1)?.body]).toEqual(['new', 'new too'])
  })

  test('a title, a link, pictures and a comment that was not there cannot', async () => {
    const text = await out(post({ text: 'a' }))
    expect(await text.edit({ ...post({ text: 'a' }), title: 'Another' })).toMatchObject({
      failure: { code: 'title_fixed' },
    })
    expect(await text.edit(post({ text: 'a' }, {}, { firstReply: 'b' }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    expect(await text.edit(post({ text: 'a', media: [await picture('')] }))).toMatchObject({
      failure: { code: 'only_words' },
    })
    const link = await out(post({ text: 'a' }, { kind: 'link', address: 'https://bells.example/' }))
    expect(
      await link.edit(post({ text: 'b' }, { kind: 'link', address: 'https://bells.example/' })),
    ).toMatchObject({
      failure: { code: 'only_text_posts' },
    })
  })

  test('a post is taken away with its first comment', async () => {
    const member = await stage.join()
    const { end } = await sent(member, post({ text: 'a' }, {}, { firstReply: 'b' }))
    await reddit.remove?.(stage.tools, member.view(), end.state === 'published' ? end.parts : [])
    expect(await stage.published(member)).toEqual([])
  })
})

testDescription('Reddit', [fake])
