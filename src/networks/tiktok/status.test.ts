import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { deliver, fake, filmed, hour, pictured, postsOf, sendOnly, stage, userOf } from './publish.fixture.ts'

describe('what becomes of a post', () => {
  test('its id is waited for while TikTok works on it and looks through it', async () => {
    Object.assign(fake.state, { processingMs: 60_000, moderationMs: 30 * 60_000 })
    const one = await deliver(filmed())
    const { sent, look } = await sendOnly(one)
    expect(sent.lookAt.getTime()).toBeLessThanOrEqual(stage.now().getTime() + 10_000)
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(2 * 60_000)
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(hour)
    const [post] = postsOf(one)
    const { username } = userOf(one) ?? {}
    expect(await look()).toMatchObject({
      state: 'published',
      parts: [{ remoteId: post?.id, url: `https://www.tiktok.com/@${username}/video/${post?.id}` }],
    })
  })

  test('its id has nineteen digits, and none is lost', async () => {
    const one = await deliver(filmed())
    const end = await stage.attempt(one)
    const [post] = postsOf(one)
    expect(post?.id).toMatch(/^\d{19}$/)
    expect(end).toMatchObject({ parts: [{ remoteId: post?.id }] })
  })

  test('after some hours without an id it goes by the number of its publishing', async () => {
    fake.state.moderationMs = 30 * hour
    const one = await deliver(filmed())
    const { look } = await sendOnly(one)
    stage.pass(4 * hour)
    const [publish] = [...fake.state.publishes.values()].filter(
      ({ userId }) => userId === one.member.joined.remoteId,
    )
    expect(await look()).toMatchObject({
      state: 'published',
      parts: [{ remoteId: publish?.id, url: null }],
    })
  })

  test('a hidden one has no id and no address', async () => {
    const end = await stage.attempt(await deliver(filmed({ privacy: 'SELF_ONLY' })))
    expect(end).toMatchObject({ state: 'published', parts: [{ url: null }] })
    expect(end.state === 'published' && end.parts[0]?.remoteId).toMatch(/^v_pub_file~/)
  })

  test('a look never makes anything anew', async () => {
    const one = await deliver(filmed())
    const { look } = await sendOnly(one)
    fake.state.publishes.clear()
    fake.asked.length = 0
    expect(await look()).toMatchObject({ state: 'pending' })
    stage.pass(2 * hour)
    await expect(look()).rejects.toMatchObject({ kind: 'later', code: 'publish_unknown' })
    expect(new Set(fake.asked.map(({ path }) => path))).toEqual(new Set(['/v2/post/publish/status/fetch/']))
  })
})

describe('what TikTok has forgotten', () => {
  test('is looked for by its words, and otherwise left to a person', async () => {
    const photos = await deliver(pictured(1))
    await sendOnly(photos)
    const film = await deliver(filmed())
    await sendOnly(film)
    const hidden = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    await sendOnly(hidden)
    stage.pass(30 * hour)
    fake.state.publishes.clear()
    for (const [one, kind] of [
      [photos, 'photo/'],
      [film, ''],
    ] as const)
      expect(await stage.find(one)).toMatchObject({
        found: 'yes',
        parts: [{ remoteId: `${kind}${postsOf(one)[0]?.id}` }],
      })
    expect(await stage.find(hidden)).toMatchObject({ found: 'unsure' })
    expect((await stage.attempt(photos)).state).toBe('unknown')
    expect(postsOf(photos)).toHaveLength(1)
  })

  test('a film that was never complete is known not to be out, as long as its upload would be known', async () => {
    const one = await deliver(filmed())
    fake.mode('down', { times: 1 })
    expect((await stage.attempt(one)).state).toBe('later')
    fake.state.publishes.clear()
    expect(await stage.find(one)).toEqual({ found: 'no' })
  })
})

testDescription('TikTok', [fake])
