import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film } from '../../../test/networks/tiktok-fake.ts'
import type { Media } from '../kit/content.ts'
import { limitsOf } from '../kit/limits.ts'
import { part } from '../kit/stage.ts'
import { manifest } from './manifest.ts'
import { asks, deliver, fake, filmed, pictured, problems, stage, userOf } from './publish.fixture.ts'

const infoOf = (path = '/v2/post/publish/video/init/') => Object(asks(path)[0]?.fields.post_info)

describe('what a person says of a post', () => {
  test('nothing is allowed and nothing is chosen unless they do', async () => {
    const one = await deliver(filmed())
    expect((await stage.attempt(one)).state).toBe('published')
    expect(infoOf()).toEqual({
      title: 'The bells',
      privacy_level: 'PUBLIC_TO_EVERYONE',
      disable_comment: true,
      disable_duet: true,
      disable_stitch: true,
      brand_content_toggle: false,
      brand_organic_toggle: false,
    })
    const choice = manifest.options.find(({ name }) => name === 'privacy')
    expect(choice).toMatchObject({ required: true })
    expect(choice).not.toHaveProperty('default')
    expect(problems(filmed({ privacy: '' }))).toEqual(['option_missing'])
  })

  test('what they allow, and what readers must know, is said', async () => {
    const options = {
      allowComments: true,
      allowDuet: true,
      allowStitch: true,
      ownBrand: true,
      coverAt: '2,5',
    }
    const marks = { paidPartnership: { sponsor: 'Mill' }, machineMade: true } as const
    await stage.attempt(await deliver(filmed(options, marks)))
    expect(infoOf()).toMatchObject({
      disable_comment: false,
      disable_duet: false,
      disable_stitch: false,
      brand_content_toggle: true,
      brand_organic_toggle: true,
      is_aigc: true,
      video_cover_timestamp_ms: 2500,
    })
  })

  test('a post without a choice of who sees it goes nowhere', async () => {
    const one = await deliver(filmed({ privacy: '' }))
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'privacy_missing' },
    })
    expect(fake.asked).toEqual([])
  })

  test('a choice that the account does not offer is refused in the composer, and before it is begun', async () => {
    const limits = { choices: { privacy: [{ value: 'SELF_ONLY', label: '' }] } }
    expect(problems(filmed(), limits)).toEqual(['option_missing'])
    const one = await deliver(filmed())
    const user = userOf(one)
    if (user) user.isPrivate = true
    expect(await stage.attempt(one)).toMatchObject({
      state: 'rejected',
      failure: { code: 'privacy_refused' },
    })
    expect(asks('/v2/post/publish/video/init/')).toEqual([])
  })

  test('what the account has switched off is not offered', () => {
    const { options } = limitsOf(manifest, { without: ['allowDuet'] })
    expect(options.map(({ name }) => name)).not.toContain('allowDuet')
  })

  test('a paid partnership may not be hidden', async () => {
    const hidden = filmed({ privacy: 'SELF_ONLY' }, { paidPartnership: { sponsor: 'Mill' } })
    expect(problems(hidden)).toEqual(['option_hides_partner'])
    expect(await stage.attempt(await deliver(hidden))).toMatchObject({
      state: 'rejected',
      failure: { code: 'partner_hidden' },
    })
  })

  test('an app that is not audited publishes for its own account alone', async () => {
    Object.assign(fake.appValues, { audited: 'no' })
    fake.state.audited = false
    expect(await stage.attempt(await deliver(filmed()))).toMatchObject({
      state: 'rejected',
      failure: { code: 'unaudited' },
    })
    const open = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    expect(await stage.attempt(open)).toMatchObject({ state: 'rejected', failure: { code: 'unaudited' } })
    const one = await deliver(filmed({ privacy: 'SELF_ONLY' }))
    const user = userOf(one)
    if (user) user.isPrivate = true
    expect((await stage.attempt(one)).state).toBe('published')
  })

  test('a caption beside a film is shorter than beside photos', async () => {
    const long = (media: Media[]) => stage.content({ parts: [part('a'.repeat(2201), { media })] })
    expect(problems(long([film()]))).toEqual(['text_too_long'])
    expect(problems(long([fake.photo()]))).toEqual([])
    expect((await stage.attempt(await deliver(long([film()])))).state).toBe('rejected')
    expect((await stage.attempt(await deliver(long([fake.photo()])))).state).toBe('published')
  })

  test('a title of photos is counted as TikTok counts', async () => {
    const titled = (title: string) => pictured(1, {}, { title })
    expect(problems(titled('🔔'.repeat(46)))).toEqual(['title_too_long'])
    expect(problems(titled('🔔'.repeat(45)))).toEqual([])
    expect((await stage.attempt(await deliver(titled('🔔'.repeat(46))))).state).toBe('rejected')
    expect((await stage.attempt(await deliver(titled('🔔'.repeat(45))))).state).toBe('published')
  })
})

testDescription('TikTok', [fake])
