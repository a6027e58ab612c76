import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film } from '../../../test/networks/tiktok-fake.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import { limitsOf } from '../kit/limits.ts'
import { part } from '../kit/stage.ts'
import { tiktok } from './index.ts'
import { asks, deliver, fake, filmed, postsOf, problems, stage, userOf } from './publish.fixture.ts'

describe('a film', () => {
  test.each([
    [{ width: 300 }, 'picture_size'],
    [{ durationMs: 2900 }, 'film_length'],
    [{ durationMs: 200_000 }, 'film_length'],
    [{ film: { frameRate: 15 } as Media['film'] }, 'frame_rate'],
    [{ ...inMemory(Buffer.from('this is no film')) }, 'media_not_honest'],
  ])('that TikTok would refuse late is refused early: %j', async (over, code) => {
    const one = await deliver(stage.content({ parts: [part('x', { media: [film(over)] })] }))
    const user = userOf(one)
    if (user) user.longest = 180
    expect(await stage.attempt(one)).toMatchObject({ state: 'rejected', failure: { code } })
    expect(asks('/v2/post/publish/video/init/')).toEqual([])
  })

  test('with photos beside it is refused', async () => {
    const mixed = stage.content({ parts: [part('x', { media: [film(), fake.photo()] })] })
    expect(problems(mixed)).toContain('media_mixed')
    expect(await stage.attempt(await deliver(mixed))).toMatchObject({ failure: { code: 'media_mixed' } })
  })

  test('that TikTok gives up is not out, and the reason is told', async () => {
    for (const [reason, code] of [
      ['frame_rate_check_failed', 'frame_rate'],
      ['spam_risk', 'spam_risk'],
      ['never_heard_of', 'failed_there'],
    ] as const) {
      fake.state.failNext = [reason]
      const one = await deliver(filmed())
      expect(await stage.attempt(one)).toMatchObject({ state: 'rejected', failure: { code } })
      expect(postsOf(one)).toEqual([])
      // Once it is mended, somebody sends it again.
      expect((await stage.attempt(one)).state).toBe('published')
      expect(postsOf(one)).toHaveLength(1)
    }
  })

  test('that is short or small, or whose cover is no second, is told in the composer', async () => {
    const one = await deliver(filmed())
    const problems = (content: Content) =>
      checkDraft(content, {
        ...tiktok.manifest,
        ...limitsOf(tiktok.manifest, one.member.joined.limits, content.options),
      })
        .filter(({ level }) => level === 'error')
        .map(({ code }) => code)
    const shown = (over: Partial<Media>) => {
      const content = filmed()
      const parts = content.parts.map((each) => ({
        ...each,
        media: each.media.map((file) => ({ ...file, ...over })),
      }))
      return { ...content, parts }
    }
    for (const coverAt of ['', '2', '2,5', '.5']) expect(problems(filmed({ coverAt }))).toEqual([])
    expect(problems(filmed({ coverAt: 'first' }))).toEqual(['option_odd'])
    expect(problems(filmed({ coverPhoto: '0' }))).toEqual(['option_odd'])
    expect(problems(shown({ durationMs: 2000 }))).toEqual(['video_too_short'])
    expect(problems(shown({ width: 320 }))).toEqual(['video_too_small'])
  })

  test('a cover behind its end is told', async () => {
    for (const coverAt of ['12', 'first'])
      expect(await stage.attempt(await deliver(filmed({ coverAt })))).toMatchObject({
        failure: { code: 'cover_at' },
      })
  })
})

testDescription('TikTok', [fake])
