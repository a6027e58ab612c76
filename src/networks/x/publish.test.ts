import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { createOutbound } from '../../platform/http/index.ts'
import type { Content } from '../kit/content.ts'
import { part, picture } from '../kit/stage.ts'
import { x } from './index.ts'
import { fake, film, gif, out, stage } from './publish.fixture.ts'

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
