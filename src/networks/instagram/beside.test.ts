import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import type { Media } from '../kit/content.ts'
import { fake, film, out, stage, state, withMedia } from './publish.fixture.ts'

describe('beside its words', () => {
  test('a post says that a machine made it, a carousel as a whole and a story too', async () => {
    const labels = async (media: Media[], options = {}) =>
      (await out(withMedia(media, { machineMade: true, options }))).media.map(
        ({ asked }) => asked.is_ai_generated,
      )
    expect(await labels([fake.picture()])).toEqual([true])
    expect(await labels([fake.picture(), fake.picture()])).toEqual([true])
    expect(await labels([fake.picture()], { kind: 'story' })).toEqual([true])
    expect((await out(withMedia([fake.picture()]))).media[0]?.asked).not.toHaveProperty('is_ai_generated')
  })

  test('a reel has a name for its sound, and may be a trial', async () => {
    const options = { kind: 'reel', audioName: ' Bells at six ', trial: 'SS_PERFORMANCE' }
    const { media } = await out(withMedia([film()], { options }))
    expect(media[0]?.asked).toMatchObject({
      audio_name: 'Bells at six',
      trial_params: { graduation_strategy: 'SS_PERFORMANCE' },
    })
    expect(media[0]?.asked).not.toHaveProperty('share_to_feed')
  })

  test('comments are closed once it is out, behind our own, and never keep it back', async () => {
    const closed = { options: { comments: false }, firstReply: 'ours' }
    const { member, parts } = await out(withMedia([fake.picture()], closed))
    expect(parts).toHaveLength(2)
    expect(state.media.find(({ userId }) => userId === member.joined.remoteId)?.closed).toBe(true)
    expect((await out(withMedia([fake.picture()]))).media[0]?.closed).toBe(false)
  })

  test('that Instagram does not let them be closed ends no sign-in and fails no post', async () => {
    const member = await stage.join()
    const [token] = state.users.get(member.joined.remoteId)?.tokens ?? []
    if (token) token.permissions = token.permissions.filter((one) => !one.endsWith('manage_comments'))
    const { media } = await out(withMedia([fake.picture()], { options: { comments: false } }), member)
    expect(media.map(({ closed }) => closed)).toEqual([false])
  })

  test('trouble in closing them sends nothing again, holds nothing back, and is told', async () => {
    const plain = stage.tools.fetch
    let asked = 0
    stage.tools.fetch = async (input, init) => {
      if (!String(init?.body ?? '').includes('comment_enabled')) return plain(input, init)
      asked++
      const error = { code: 613, message: 'Calls to this api have exceeded the rate limit.' }
      return Response.json({ error }, { status: 400 })
    }
    const member = await stage.join()
    for (const firstReply of [null, 'ours']) {
      const content = withMedia([fake.picture()], { options: { comments: false }, firstReply })
      expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({
        state: 'published',
        lacks: { code: 'comments_open' },
      })
    }
    stage.tools.fetch = plain
    expect(state.media.filter(({ userId }) => userId === member.joined.remoteId)).toHaveLength(2)
    expect(asked).toBe(4)
  })

  test('comments are closed by whoever finds the first comment, before the post counts as whole', async () => {
    const member = await stage.join()
    const closed = { options: { comments: false }, firstReply: 'ours' }
    const delivery = stage.deliver(member, withMedia([fake.picture()], closed))
    fake.mode('drop', { skip: 1, times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.find(delivery)).toMatchObject({ found: 'yes', parts: [{}, {}] })
    expect(state.media.find(({ userId }) => userId === member.joined.remoteId)?.closed).toBe(true)
  })

  test('comments are closed after a lost answer, too, and the post is out once', async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, withMedia([fake.picture()], { options: { comments: false } }))
    fake.mode('drop')
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    fake.mode('ok')
    expect(await stage.again(delivery)).toMatchObject({ state: 'published' })
    const own = state.media.filter(({ userId }) => userId === member.joined.remoteId)
    expect(own.map((one) => one.closed)).toEqual([true])
  })
})

testDescription('Instagram', [fake])
