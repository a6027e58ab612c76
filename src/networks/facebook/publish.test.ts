import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { part, picture } from '../kit/stage.ts'
import {
  fake,
  film,
  filmed,
  filmsOf,
  hour,
  out,
  postsOf,
  shownLate,
  stage,
  state,
} from './publish.fixture.ts'

describe('a post', () => {
  test('has the card of its first link, unless there are pictures or somebody will not have it', async () => {
    const text = 'Read (https://bakery.example/bread?a=1), all of it.'
    expect((await out(stage.content({ parts: [part(text)] }))).posts).toMatchObject([
      { link: 'https://bakery.example/bread?a=1' },
    ])
    const options = { linkPreview: false }
    expect((await out(stage.content({ parts: [part(text)], options }))).posts).toMatchObject([{ link: null }])
    const media = [await picture('a bell')]
    expect((await out(stage.content({ parts: [part(text, { media })] }))).posts).toMatchObject([
      { link: null },
    ])
  })

  test('names its place, as a reel does', async () => {
    const options = { place: ' 110774245616525 ' }
    expect((await out(stage.content({ options }))).posts).toMatchObject([{ place: '110774245616525' }])
    const reel = filmed('reel', { options: { kind: 'reel', ...options } })
    expect((await out(reel)).posts).toMatchObject([{ kind: 'reel', place: '110774245616525' }])
  })

  test('may be pictures without words', async () => {
    const content = stage.content({ parts: [part('', { media: [await picture('a'), await picture('b')] })] })
    expect((await out(content)).posts).toMatchObject([
      { message: '', photos: [expect.any(String), expect.any(String)] },
    ])
  })

  test('has pictures or one film', async () => {
    const member = await stage.join()
    for (const media of [
      [film(), await picture('a')],
      [film(), film()],
    ]) {
      const end = await stage.attempt(stage.deliver(member, stage.content({ parts: [part('x', { media })] })))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'too_many_media' } })
    }
    expect(filmsOf(member)).toEqual([])
  })

  test('whose pictures Facebook has thrown away gets them anew', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('late', { media: [await picture('a bell')] })] })
    const delivery = stage.deliver(member, content)
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(30 * hour)
    expect((await stage.attempt(delivery)).state).toBe('published')
    expect(postsOf(member)).toHaveLength(1)
  })

  test('that the feed shows late is not taken for refused when Facebook says that it stands there', async () => {
    const delivery = stage.deliver(await stage.join(), stage.content())
    fake.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(20_000)
    // The look-up came too early and found nothing: it is sent again.
    expect(await shownLate(() => stage.attempt(delivery))).toMatchObject({
      state: 'published',
      parts: [{ remoteId: postsOf(delivery.member)[0]?.id }],
    })
    expect(postsOf(delivery.member)).toHaveLength(1)
  })

  test('of another delivery, with the same words, is not taken for ours when that is refused', async () => {
    const member = await stage.join()
    await out(stage.content({ parts: [part('the same')] }), member)
    stage.pass(2 * 60_000)
    const delivery = stage.deliver(member, stage.content({ parts: [part('the same')] }))
    fake.mode('limit', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(60_000)
    expect(await stage.attempt(delivery)).toMatchObject({ failure: { code: 'duplicate_post' } })
  })

  test('that stands there although Facebook said that it is down is not posted again beneath another', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    const posts = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/feed')
    expect((await downAfter(stage, posts, () => stage.attempt(delivery))).state).toBe('later')
    stage.pass(20_000)
    await out(stage.content(), member)
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    expect(postsOf(member)).toHaveLength(2)
  })

  test('with the words of the one before is refused, in words', async () => {
    const { member } = await out(stage.content({ parts: [part('again')] }))
    const end = await stage.attempt(stage.deliver(member, stage.content({ parts: [part('again')] })))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'duplicate_post' } })
  })

  test('is in doubt when the page says the same twice at that time', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('twice')] }))
    await fake.native(member.joined.remoteId, 'twice')
    await fake.native(member.joined.remoteId, 'twice')
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })
})

test('a right that was taken back is named, and how much is used is told', async () => {
  const member = await stage.join()
  for (const [, token] of state.tokensOf(member.joined.remoteId)) token.scopes = ['pages_read_engagement']
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({
    state: 'reconnect',
    failure: { code: 'forbidden', message: expect.stringContaining('pages_manage_posts') },
  })
  state.usage = { 'x-app-usage': '{"call_count":95,"total_time":1,"total_cputime":1}' }
  stage.reports.length = 0
  await out(stage.content())
  expect(stage.reports[0]).toMatchObject({ scope: 'app', remaining: 5 })
})

test('on the product’s own way out, what breaks is unknown, and no secret is in any word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const doors = fake.doors()
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => {
    const url = new URL(String(input))
    return open(`${doors[url.origin]}${url.pathname}${url.search}`, init)
  }
  const member = await stage.join()
  const media = [await picture('a bell')]
  expect(
    await stage.attempt(stage.deliver(member, stage.content({ parts: [part('x', { media })] }))),
  ).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  stage.tools.fetch = plain
  expect(cut.state).toBe('unknown')
  for (const secret of fake.secrets(member.joined.remoteId))
    expect('failure' in cut ? `${cut.failure.message} ${cut.failure.stack}` : '').not.toContain(secret)
  await open.close()
})

testDescription('Facebook', [fake])
