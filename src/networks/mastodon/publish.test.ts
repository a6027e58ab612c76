import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { checkDraft } from '../kit/check.ts'
import { createStage, part, picture } from '../kit/stage.ts'
import { mastodon } from './index.ts'

const modern = mastodonFake()
const bare = mastodonFake({ flavour: 'bare' })
const stage = createStage(mastodon, modern)
const other = createStage(mastodon, bare)
const hour = 3_600_000

beforeAll(() => Promise.all([stage.open(), other.open()]))
afterAll(async () => {
  await Promise.all([stage.close(), other.close()])
})
beforeEach(() => {
  for (const fake of [modern, bare]) {
    fake.mode('ok')
    fake.workOnMedia(0)
    fake.requests.length = 0
  }
})

const asked = (fake: typeof modern) =>
  fake.requests.map(({ method, path }) => `${method} ${path.replace(/\d{6,}/g, ':id').replace(/\?.*/, '')}`)
const bodies = (fake: typeof modern) =>
  fake.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v1/statuses')

describe('media', () => {
  test('that the server works on are waited for before the post', async () => {
    modern.workOnMedia(2)
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({ state: 'published' })
    expect(asked(modern)).toEqual([
      'POST /api/v2/media',
      'GET /api/v1/media/:id',
      'GET /api/v1/media/:id',
      'GET /api/v1/media/:id',
      'POST /api/v1/statuses',
    ])
  })

  test('that take long are tried later, and are not uploaded again', async () => {
    modern.workOnMedia(6)
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    const delivery = stage.deliver(member, content)
    const end = await stage.attempt(delivery, { signal: AbortSignal.timeout(400) })
    expect(end.state).toBe('later')
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(asked(modern).filter((words) => words === 'POST /api/v2/media')).toHaveLength(1)
  })

  test('that were uploaded the day before go up anew', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    const delivery = stage.deliver(member, content)
    modern.mode('down')
    expect((await stage.attempt(delivery)).state).toBe('later')
    modern.mode('ok')
    stage.pass(25 * hour)
    delivery.firstAttemptAt = stage.now()
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect((await stage.published(member))[0]?.media).toHaveLength(1)
  })

  test.each([
    ['422', stage, modern],
    ['500', other, bare],
  ])('that the server has lost, which it tells with %s, go up anew', async (_, where, fake) => {
    const member = await where.join()
    const content = where.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    const delivery = where.deliver(member, content)
    fake.mode('down')
    await where.attempt(delivery)
    fake.mode('ok')
    fake.state.media.clear()
    where.pass(60_000)
    expect(await where.attempt(delivery)).toMatchObject({ state: 'published' })
    expect((await where.published(member)).map(({ media }) => media.length)).toEqual([1])
  })

  test('that hang on the post already do not make a second one', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    const delivery = stage.deliver(member, content)
    modern.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    // The server forgets the key, as one does that was restarted.
    modern.state.keys.clear()
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(1)
  })
})

describe('a post', () => {
  test('says its settings, its language and its poll', async () => {
    const member = await stage.join()
    const poll = { options: ['yes', 'no'], minutes: 60, multiple: false }
    const content = stage.content({
      parts: [part('Shall we?', { poll })],
      languages: ['pt-BR'],
      options: { spoiler: 'food', sensitive: true, visibility: 'unlisted' },
    })
    await stage.attempt(stage.deliver(member, content))
    expect(bodies(modern)[0]?.body).toEqual({
      status: 'Shall we?',
      spoiler_text: 'food',
      sensitive: true,
      visibility: 'unlisted',
      language: 'pt',
      poll: { options: ['yes', 'no'], expires_in: 3600, multiple: false },
    })
  })

  test('is public unless told otherwise, also when told nonsense', async () => {
    const member = await stage.join()
    await stage.attempt(stage.deliver(member, stage.content({ options: { visibility: 'direct' } })))
    expect(bodies(modern)[0]?.body).toMatchObject({ visibility: 'public' })
  })

  test('counts its content warning, as the server does', async () => {
    const member = await stage.join()
    const content = stage.content({ parts: [part('a'.repeat(496))], options: { spoiler: 'food!' } })
    expect((await stage.attempt(stage.deliver(member, content))).state).toBe('rejected')
    const shorter = stage.content({ parts: [part('a'.repeat(495))], options: { spoiler: 'food!' } })
    expect((await stage.attempt(stage.deliver(member, shorter))).state).toBe('published')
  })

  test('may be longer than the limit by what a URL and a mention do not count', async () => {
    const text = `${'a'.repeat(460)} https://example.com/${'x'.repeat(90)} @ann@far.example.social`
    const content = stage.content({ parts: [part(text)] })
    expect(checkDraft(content, mastodon.manifest)).toEqual([])
    expect((await stage.attempt(stage.deliver(await stage.join(), content))).state).toBe('published')
  })

  test('has a key of its own for each part, the same in each attempt', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('one'), part('two')] }))
    await stage.attempt(delivery)
    await stage.attempt({ ...delivery, done: [] })
    const keys = bodies(modern).map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual([0, 1, 0, 1].map((n) => `${delivery.key}-${n}`))
  })
})

describe('before sending again', () => {
  test('nothing is looked up while the key holds', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    modern.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(54 * 60_000)
    await stage.attempt(delivery)
    expect(asked(modern)).toEqual(['POST /api/v1/statuses', 'POST /api/v1/statuses'])
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('the account’s posts are looked through when it may not hold any more', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    modern.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    stage.pass(56 * 60_000)
    await stage.attempt(delivery)
    expect(new Set(asked(modern).slice(1))).toEqual(new Set(['GET /api/v1/accounts/:id/statuses']))
  })

  test('they are looked through at once where no keys are kept', async () => {
    const member = await other.join()
    const delivery = other.deliver(member, other.content())
    bare.mode('drop', { times: 1 })
    await other.attempt(delivery)
    expect(asked(bare)).toEqual(['POST /api/v1/statuses'])
    other.pass(2_000)
    await other.attempt(delivery)
    expect(await other.published(member)).toHaveLength(1)
    expect(new Set(asked(bare).slice(1))).toEqual(new Set(['GET /api/v1/accounts/:id/statuses']))
  })

  test('what is not listed there at once may still come, so it is not sent again at once', async () => {
    const delivery = other.deliver(await other.join(), other.content())
    bare.mode('down', { times: 1 })
    await other.attempt(delivery)
    other.pass(5_000)
    expect(await other.attempt(delivery)).toMatchObject({
      state: 'later',
      failure: { code: 'too_soon_to_tell' },
    })
    other.pass(20_000)
    expect(await other.attempt(delivery)).toMatchObject({ state: 'published' })
  })

  test('many newer posts do not hide the one that is looked for', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    modern.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    for (let n = 0; n < 130; n++) await modern.native(member.joined.remoteId, `noise ${n}`)
    stage.pass(3 * hour)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(131)
  })

  test('an older post of the same words is not taken for it', async () => {
    const member = await stage.join()
    await modern.native(member.joined.remoteId, 'Good morning!')
    stage.pass(hour)
    const delivery = stage.deliver(member, stage.content({ parts: [part('Good morning!')] }))
    modern.mode('down', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('later')
    stage.pass(2 * hour)
    expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
    expect(await stage.published(member)).toHaveLength(2)
  })

  test.each([
    ['a reply', { replyTo: '1' }],
    ['with another warning', { spoiler: 'food' }],
    ['with another text', { text: 'Good morning.' }],
  ])('a newer post that is %s is not taken for it', async (_, facts) => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('Good morning!')] }))
    modern.state.addStatus({ accountId: member.joined.remoteId, text: 'Good morning!', ...facts })
    stage.pass(2 * hour)
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
  })

  test.each([
    'See https://www.example.com/a/very/long/path/that/is/hidden/in/the/middle?and=a&query=1 there',
    'With @bell1 and @ann@far.example.social and #колокол and a <tag> & "quotes"',
    'one\n\ntwo\nthree',
    '*stars* and _lines_ and `code`',
  ])('%j is known again from what the server makes of it', async (text) => {
    for (const [where, fake] of [
      [stage, modern],
      [other, bare],
    ] as const) {
      if (fake === bare && text.startsWith('*')) continue
      const member = await where.join()
      const delivery = where.deliver(member, where.content({ parts: [part(text)] }))
      fake.mode('drop', { times: 1 })
      await where.attempt(delivery)
      expect((await where.find(delivery)).found).toBe('yes')
    }
  })

  test('the source is asked where the rendering does not tell', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content({ parts: [part('*stars*')] }))
    modern.mode('drop', { times: 1 })
    await stage.attempt(delivery)
    const [status] = modern.state.statusesOf(member.joined.remoteId)
    if (status) status.rendering = '<p><em>stars</em></p>'
    expect((await stage.find(delivery)).found).toBe('yes')
    expect(asked(modern)).toContain('GET /api/v1/statuses/:id/source')
  })
})

describe('rates', () => {
  test('are reported from answers about posts, not from those about uploads', async () => {
    const member = await stage.join()
    stage.reports.length = 0
    const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
    await stage.attempt(stage.deliver(member, content))
    expect(stage.reports).toEqual([{ scope: 'account', remaining: 298, resetsAt: expect.any(Date) }])
  })

  test('of a server that tells none are not made up', async () => {
    other.reports.length = 0
    await other.attempt(other.deliver(await other.join(), other.content()))
    expect(other.reports).toEqual([])
  })

  test('that are used up end when the server says, though it sends no Retry-After', async () => {
    const narrow = mastodonFake({ limits: { perFiveMinutes: 1 } })
    const here = createStage(mastodon, narrow)
    await here.open()
    const member = await here.join()
    await here.attempt(here.deliver(member, here.content()))
    const end = await here.attempt(here.deliver(member, here.content()))
    expect(end).toMatchObject({
      state: 'later',
      failure: { code: 'limited', retryAt: new Date(here.now().getTime() + 300_000) },
    })
    await here.close()
  })
})

describe('a quote', () => {
  const quoting = (quote: string) => stage.content({ parts: [{ ...part('Look at this'), quote }] })
  const quotable = async (options = {}) => {
    const member = await stage.join()
    const end = await stage.attempt(stage.deliver(member, stage.content({ options })))
    const [post] = end.state === 'published' ? end.parts : []
    return { member, id: post?.remoteId ?? '', url: post?.url ?? '' }
  }

  test('hangs beneath the words, by the address at the account’s own server, and is found when its answer is lost', async () => {
    const { member, id, url } = await quotable()
    modern.mode('drop', { times: 1 })
    const delivery = stage.deliver(member, quoting(url))
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    modern.mode('ok')
    stage.pass(3 * hour)
    expect((await stage.again(delivery)).state).toBe('published')
    const own = modern.state.statusesOf(member.joined.remoteId)
    expect(own.map(({ quote }) => quote)).toEqual([null, id])
  })

  test('of an address elsewhere is refused before anything is sent', async () => {
    const { member } = await quotable()
    const end = await stage.attempt(stage.deliver(member, quoting('https://far.example/@anna/123')))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'quote_elsewhere' } })
    expect(await stage.published(member)).toHaveLength(1)
  })

  test('that its author does not allow, or that is gone, ends no sign-in', async () => {
    const { member, url } = await quotable({ quoting: 'nobody' })
    const refused = (address: string) => stage.attempt(stage.deliver(member, quoting(address)))
    expect(await refused(url)).toMatchObject({ state: 'rejected', failure: { code: 'quote_denied' } })
    expect(await refused(url.replace(/\d+$/, '999999999'))).toMatchObject({
      state: 'rejected',
      failure: { code: 'quote_missing' },
    })
  })

  test('that its author does not allow ends no sign-in in a thread or with pictures either', async () => {
    const { member, url } = await quotable({ quoting: 'nobody' })
    const media = [await picture('a bell')]
    for (const parts of [
      [part('first'), { ...part('second'), quote: url }],
      [{ ...part('look', { media }), quote: url }],
    ])
      expect(await stage.attempt(stage.deliver(member, stage.content({ parts })))).toMatchObject({
        state: 'rejected',
        failure: { code: 'quote_denied' },
      })
  })

  test('is not sent to a server that would leave it out', async () => {
    const member = await other.join()
    const url = `${member.joined.server}/@anna/123456`
    const end = await other.attempt(other.deliver(member, quoting(url)))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'quotes_not_taken' } })
    expect(await other.published(member)).toEqual([])
  })
})

test('a poll hides how it stands where it was told so, and after a change too', async () => {
  const member = await stage.join()
  const poll = { options: ['rye', 'wheat'], minutes: 60, multiple: false }
  const content = stage.content({ parts: [part('Which?', { poll })], options: { hideTotals: true } })
  const end = await stage.attempt(stage.deliver(member, content))
  const [post] = modern.state.statusesOf(member.joined.remoteId)
  expect(post?.poll?.hidden).toBe(true)
  const parts = end.state === 'published' ? end.parts : []
  const call = { tools: stage.tools, account: member.view(), key: 'k', prepared: null }
  const signal = AbortSignal.timeout(10_000)
  await mastodon.edit?.({ ...call, content, parts, firstAttemptAt: stage.now(), signal })
  expect(modern.state.statusesOf(member.joined.remoteId)[0]?.poll?.hidden).toBe(true)
})

testDescription('Mastodon', [modern, bare])
