import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { checkDraft } from '../kit/check.ts'
import type { Content, Media } from '../kit/content.ts'
import { limitsOf } from '../kit/limits.ts'
import { part, picture } from '../kit/stage.ts'
import { manifest } from './manifest.ts'
import { ends, fake, film, stage, withMedia } from './publish.fixture.ts'

describe('what the composer says beforehand', () => {
  test('of collaborators, tags, a place and the second of the cover, what Instagram would not take', () => {
    const of = (options: Content['options'], media: Media[] = [film()]) =>
      codes(withMedia(media, { options: { kind: 'post', ...options } }))
    expect(of({ collaborators: '@a b, c', userTags: 'a.b', locationId: '12345', coverAt: '2,5' })).toEqual([])
    expect(of({ collaborators: 'a b c d' })).toEqual(['option_odd'])
    expect(of({ userTags: 'an?' })).toEqual(['option_odd'])
    expect(of({ locationId: 'Riga' })).toEqual(['option_odd'])
    expect(of({ coverAt: 'two' })).toEqual(['option_odd'])
    expect(of({ coverAt: '9.5' })).toEqual(['option_behind_film'])
    expect(of({ coverAt: '2' }, [fake.picture()])).toContain('option_idle')
    expect(of({}, [film({ durationMs: 2000 })])).toEqual(['video_too_short'])
  })

  const codes = (content: Content) =>
    checkDraft(content, { ...manifest, ...limitsOf(manifest, {}, content.options) }).map(({ code }) => code)

  test('a post needs a picture, a reel a film, and a story neither words nor a comment', async () => {
    const bare = { ...stage.content(), parts: [part('words')] }
    expect(codes(bare)).toContain('media_missing')
    expect(codes(withMedia([await picture('a')], { options: { kind: 'reel' } }))).toContain('media_not_taken')
    const story = withMedia([await picture('a')], { options: { kind: 'story' }, firstReply: 'x' })
    expect(codes(story)).toEqual(expect.arrayContaining(['text_too_long', 'reply_not_taken']))
    expect(codes(withMedia([await picture('a')], { options: { kind: 'story' } }, ''))).toEqual([])
  })

  test('five hashtags are taken and six are not; many mentions are only doubted', async () => {
    const tags = (n: number) => Array.from({ length: n }, (_, at) => `#tag${at}`).join(' ')
    const media = [await picture('a')]
    expect(codes(withMedia(media, {}, tags(5)))).toEqual([])
    expect(codes(withMedia(media, {}, tags(6)))).toEqual(['hashtags_too_many'])
    expect(await ends(withMedia(media, {}, tags(6)))).toMatchObject({ state: 'rejected' })
    const names = Array.from({ length: 21 }, (_, at) => `@name${at}`).join(' ')
    expect(codes(withMedia(media, {}, names))).toEqual(['mentions_too_many'])
  })

  test('a picture of a shape that Instagram refuses in a post may be a story', async () => {
    const tall = { ...(await picture('a')), width: 1080, height: 1920 }
    expect(codes(withMedia([tall]))).toContain('image_shape')
    expect(codes(withMedia([tall], { options: { kind: 'story' } }, ''))).toEqual([])
  })
})

testDescription('Instagram', [fake])
