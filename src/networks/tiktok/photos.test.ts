import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { downAfter } from '../../../test/networks/down-after.ts'
import { part } from '../kit/stage.ts'
import {
  asks,
  deliver,
  fake,
  hour,
  type Options,
  pictured,
  postsOf,
  sendOnly,
  stage,
} from './publish.fixture.ts'

describe('photos', () => {
  test('are fetched by TikTok in their order, with title, words and cover', async () => {
    const content = pictured(3, { coverPhoto: '2', addMusic: true, allowComments: true }, { title: 'Bells' })
    const one = await deliver(content)
    expect((await stage.attempt(one)).state).toBe('published')
    expect(asks('/v2/post/publish/content/init/')[0]?.fields).toEqual({
      media_type: 'PHOTO',
      post_mode: 'DIRECT_POST',
      post_info: {
        title: 'Bells',
        description: 'Look',
        privacy_level: 'PUBLIC_TO_EVERYONE',
        disable_comment: false,
        brand_content_toggle: false,
        brand_organic_toggle: false,
        auto_add_music: true,
      },
      source_info: {
        source: 'PULL_FROM_URL',
        photo_images: content.parts[0]?.media.map((one) => one.address()),
        photo_cover_index: 1,
      },
    })
    expect(postsOf(one)[0]?.media).toHaveLength(3)
    expect(await stage.attempt(await deliver(pictured(2, { coverPhoto: '3' })))).toMatchObject({
      failure: { code: 'cover_photo' },
    })
  })

  test('a domain that is not verified, or cannot be reached, is told', async () => {
    const elsewhere = { ...fake.photo(), address: () => 'https://elsewhere.example/fetched/1' }
    const unverified = stage.content({ parts: [part('x', { media: [elsewhere] })] })
    unverified.parts[0]?.media.splice(0, 1, elsewhere)
    expect(await stage.attempt(await deliver(unverified))).toMatchObject({
      failure: { code: 'domain_unverified' },
    })
    const long = `https://carillon.example/fetched/${'p'.repeat(900)}.${'m'.repeat(43)}/file.jpg`
    const away = { ...fake.photo(), address: () => long }
    const unreachable = pictured(1)
    unreachable.parts[0]?.media.splice(0, 1, away)
    expect(await stage.attempt(await deliver(unreachable))).toMatchObject({
      failure: { code: 'media_unreachable' },
    })
  })

  test('are found by their words when the answer is lost, and one that says the same was there before is not taken', async () => {
    const member = await stage.join()
    const words = `The bells ring ${'🔔'.repeat(200)} and end`
    const content = () => stage.content({ parts: [part(words, { media: [fake.photo()] })] })
    await stage.attempt(stage.deliver(member, content()))
    stage.pass(hour)
    const one = stage.deliver(member, content())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('unknown')
    const found = await stage.find(one)
    expect(found.found === 'yes' && found.parts[0]?.remoteId).toBe(`photo/${postsOf(one)[1]?.id}`)
  })

  test('whose lost answer nothing tells of are left to a person', async () => {
    const two = async (options: Options, text: string) => {
      const one = await deliver(stage.content({ parts: [part(text, { media: [fake.photo()] })], options }))
      fake.mode('drop', { times: 1 })
      expect((await stage.attempt(one)).state).toBe('unknown')
      return stage.find(one)
    }
    expect(await two({ privacy: 'SELF_ONLY' }, 'Hidden')).toMatchObject({ found: 'unsure' })
    expect(await two({}, '')).toMatchObject({ found: 'unsure' })
    fake.state.moderationMs = hour
    expect(await two({}, 'Not listed yet')).toMatchObject({ found: 'unsure' })
  })

  test('that were refused, or never left, are known not to be out', async () => {
    const one = await deliver(pictured(1))
    expect(await stage.find(one)).toEqual({ found: 'no' })
    fake.mode('refuse', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('rejected')
    expect(await stage.find(one)).toEqual({ found: 'no' })
  })

  test('whose number is known are asked after by it, and not asked for twice', async () => {
    fake.state.processingMs = hour
    const one = await deliver(pictured(1))
    await sendOnly(one)
    await expect(stage.find(one)).rejects.toMatchObject({ kind: 'later', code: 'media_processing' })
    fake.state.processingMs = 0
    expect(await stage.find(one)).toMatchObject({ found: 'yes' })
    expect((await stage.attempt(one)).state).toBe('published')
    expect(postsOf(one)).toHaveLength(1)
  })
})

test('photos that TikTok took although it said that it is down are not asked for again', async () => {
  const one = await deliver(pictured(1))
  const asks = ({ path }: { path: string }) => path === '/v2/post/publish/content/init/'
  expect((await downAfter(stage, asks, () => stage.attempt(one))).state).toBe('later')
  stage.pass(20_000)
  expect((await stage.attempt(one)).state).toBe('unknown')
  expect(await stage.again(one)).toMatchObject({
    state: 'published',
    parts: [{ remoteId: `photo/${postsOf(one)[0]?.id}` }],
  })
  expect(postsOf(one)).toHaveLength(1)
})

testDescription('TikTok', [fake])
