import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { day } from '../../../test/networks/instagram/state.ts'
import { createOutbound } from '../../platform/http/index.ts'
import { inMemory } from '../kit/in-memory.ts'
import { picture } from '../kit/stage.ts'
import { ends, fake, film, out, stage, state, withMedia } from './publish.fixture.ts'

const poster = () => inMemory(Buffer.from('ffd8', 'hex'))

describe('what goes out', () => {
  test('has an address where readers open it', async () => {
    const { parts } = await out(stage.content())
    expect(parts[0]?.url).toBe(`https://www.instagram.com/p/B${parts[0]?.remoteId}/`)
  })

  test('is out although asking for its address fails', async () => {
    fake.mode('down', { on: 'read', skip: 4 })
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content()))
    expect(end).toMatchObject({ state: 'published', parts: [{ url: null }] })
  })

  test('is a carousel of pictures and films in their order, with descriptions of pictures alone', async () => {
    const media = [await picture('first'), film({ alt: 'unused' }), await picture('third')]
    const { media: seen } = await out(withMedia(media, { options: { userTags: '@ann' } }))
    expect(seen).toMatchObject([
      {
        type: 'CAROUSEL_ALBUM',
        caption: 'look',
        files: [
          { kind: 'image', alt: 'first' },
          { kind: 'video', alt: '' },
          { kind: 'image', alt: 'third' },
        ],
      },
    ])
    const children = [...state.containers.values()].filter(({ item }) => item).slice(-3)
    expect(children.map(({ asked }) => asked.user_tags !== undefined)).toEqual([true, false, false])
  })

  test('is a reel when it is a single film, with its cover, and in the feed unless told otherwise', async () => {
    const plain = await out(withMedia([film()]))
    expect(plain.media).toMatchObject([
      { type: 'VIDEO', product: 'REELS', asked: { media_type: 'REELS', share_to_feed: true } },
    ])
    const cover = poster()
    const options = { kind: 'reel', shareToFeed: false, coverAt: '2,5' }
    const own = await out(withMedia([film({ poster: cover })], { options }))
    expect(own.media[0]?.asked).toMatchObject({ share_to_feed: false, cover_url: cover.address() })
    expect(own.media[0]?.asked).not.toHaveProperty('thumb_offset')
    const at = await out(withMedia([film()], { options }))
    expect(at.media[0]?.asked).toMatchObject({ thumb_offset: '2500' })
  })

  test.each(['soon', '-1', '9'])(
    'a cover at %s of a film of nine seconds is refused in words',
    async (coverAt) => {
      const end = await ends(withMedia([film()], { options: { coverAt } }))
      expect(end).toMatchObject({ state: 'rejected', failure: { code: 'cover_at' } })
    },
  )

  test('asks collaborators, tags accounts and names a place', async () => {
    const options = { collaborators: '@bakery, mill.co', userTags: 'ann @ben', locationId: ' 12345 ' }
    const { media } = await out(withMedia([await picture('a')], { options }))
    expect(media[0]?.asked).toMatchObject({
      collaborators: ['bakery', 'mill.co'],
      location_id: '12345',
      user_tags: [
        { username: 'ann', x: 0.333, y: 0.85 },
        { username: 'ben', x: 0.667, y: 0.85 },
      ],
    })
  })

  test('is a story without words, place and first comment', async () => {
    const options = { kind: 'story', collaborators: 'bakery', userTags: 'ann', locationId: '1' }
    const { member, media, parts } = await out(withMedia([await picture('a bell')], { options }, ''))
    expect(media).toMatchObject([{ product: 'STORY', caption: '', files: [{ alt: '' }] }])
    expect(Object.keys(media[0]?.asked ?? {})).toEqual(['media_type', 'image_url', 'user_tags'])
    expect(parts[0]?.url).toContain('instagram.com')
    expect(await stage.published(member)).toHaveLength(1)
  })
})

test('without the right to comment nothing goes out that has a first comment', async () => {
  const member = await stage.join()
  const credential = { ...(member.credential() as object), allowed: ['instagram_business_basic'] }
  const view = () => ({ ...member.view(), credential })
  const end = await stage.attempt(stage.deliver({ ...member, view }, stage.content({ firstReply: 'x' })))
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'comments_not_allowed' } })
  expect(await stage.attempt(stage.deliver({ ...member, view }, stage.content()))).toMatchObject({
    state: 'published',
  })
})

test('how many posts are left today is told to all workers, and a used up day waits', async () => {
  const { member } = await out(stage.content())
  expect(stage.reports.at(-1)).toEqual({
    scope: 'account',
    remaining: 100,
    resetsAt: new Date(stage.now().getTime() + 3_600_000),
  })
  const user = state.users.get(member.joined.remoteId)
  if (user) user.quota = 1
  const delivery = stage.deliver(member, stage.content())
  const end = await stage.attempt(delivery)
  expect(stage.reports.at(-1)).toMatchObject({ remaining: 0 })
  expect(end).toMatchObject({ state: 'later', failure: { code: 'quota_used', alone: false } })
  stage.pass(day)
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
})

test('on the product’s own way out, what breaks or is given up is unknown, and no secret is in a word', async () => {
  const open = createOutbound({ allowedHosts: fake.hosts() })
  const door = fake.doors()['https://graph.instagram.com'] ?? ''
  const plain = stage.tools.fetch
  stage.tools.fetch = (input, init) => open(String(input).replace('https://graph.instagram.com', door), init)
  const member = await stage.join()
  expect(await stage.attempt(stage.deliver(member, stage.content()))).toMatchObject({ state: 'published' })
  fake.mode('drop', { times: 1 })
  const cut = await stage.attempt(stage.deliver(member, stage.content()))
  fake.mode('hang', { times: 1 })
  const givenUp = await stage.attempt(stage.deliver(member, stage.content()), {
    signal: AbortSignal.timeout(600),
  })
  expect([cut.state, givenUp.state]).toEqual(['unknown', 'unknown'])
  for (const end of [cut, givenUp])
    for (const secret of fake.secrets(member.joined.remoteId))
      expect('failure' in end ? `${end.failure.message} ${end.failure.stack}` : '').not.toContain(secret)
  stage.tools.fetch = plain
  await open.close()
})

testDescription('Instagram', [fake])
