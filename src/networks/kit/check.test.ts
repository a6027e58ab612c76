import { describe, expect, test } from 'vitest'
import { checkDraft, countedLength, type Problem } from './check.ts'
import type { Draft, MediaFacts, Part } from './content.ts'
import type { Field, Manifest } from './manifest.ts'

const source = { from: 'a test', on: '2026-11-22', confidence: 'primary' } as const
const spoiler: Field = { name: 'spoiler', kind: 'text', label: 'Content warning', countsAsText: true }

const rules = {
  text: { max: 20, unit: 'graphemes', urlLength: 23, mentionsCountLocally: true, fold: null, source },
  media: {
    images: { max: 2, mime: ['image/png'], maxBytes: 1000, alt: { max: 10, required: false }, source },
    videos: { max: 1, mime: ['video/mp4'], maxBytes: 5000, maxSeconds: 60, source },
    mixed: false,
    required: false,
  },
  poll: { options: [2, 4], optionMax: 5, minutes: [5, 60], withMedia: false, source },
  threadMax: 2,
  firstReply: true,
  quotes: false,
  languagesMax: 1,
  options: [spoiler],
} satisfies Partial<Manifest>

const part = (over: Partial<Part<MediaFacts>> = {}): Part<MediaFacts> => ({
  text: 'hello',
  media: [],
  poll: null,
  link: null,
  quote: null,
  ...over,
})
const draft = (over: Partial<Draft> = {}): Draft => ({
  title: '',
  parts: [part()],
  firstReply: null,
  languages: [],
  options: {},
  ...over,
})
const image = (over: Partial<MediaFacts> = {}): MediaFacts => ({
  id: '1',
  kind: 'image',
  mime: 'image/png',
  bytes: 10,
  width: 1,
  height: 1,
  durationMs: null,
  alt: 'a bell',
  ...over,
})
const video = (over: Partial<MediaFacts> = {}) =>
  image({ kind: 'video', mime: 'video/mp4', durationMs: 1000, ...over })
const poll = { options: ['a', 'b'], minutes: 10, multiple: false }

const codes = (problems: Problem[]) => problems.map(({ code }) => code)
const found = (over: Partial<Draft>, other: Partial<Manifest> = {}) =>
  codes(checkDraft(draft(over), { ...rules, ...other }))
const foundInPart = (over: Partial<Part<MediaFacts>>, other: Partial<Manifest> = {}) =>
  found({ parts: [part(over)] }, other)

test('a good draft has no problems', () => {
  expect(found({})).toEqual([])
})

describe('the text', () => {
  test('that is one too long is told with both numbers and its part', () => {
    const problems = checkDraft(draft({ parts: [part(), part({ text: 'x'.repeat(21) })] }), rules)
    expect(problems).toEqual([
      { code: 'text_too_long', level: 'error', part: 1, facts: { length: 21, max: 20 } },
    ])
    expect(foundInPart({ text: 'x'.repeat(20) })).toEqual([])
  })

  test('is asked for beside a picture where the network wants it', () => {
    const text = { ...rules.text, needed: true as const }
    expect(foundInPart({ text: ' ', media: [image()] }, { text })).toEqual(['text_missing'])
    expect(foundInPart({ text: ' ', media: [image()] })).toEqual([])
    expect(foundInPart({ text: '' }, { text })).toEqual(['empty'])
  })

  test('and a title hold no letter that the network does not take', () => {
    const text = { ...rules.text, without: '<>', title: { max: 9, required: false } }
    const problems = checkDraft(draft({ title: 'a>', parts: [part({ text: '<b>' })] }), { ...rules, text })
    expect(problems).toEqual([
      { code: 'text_letters', level: 'error', part: 0, facts: { letters: '< >' } },
      { code: 'title_letters', level: 'error', part: null, facts: { letters: '>' } },
    ])
  })

  test('is counted in graphemes, not in units', () => {
    expect(foundInPart({ text: '👨‍👩‍👧‍👦'.repeat(20) })).toEqual([])
  })

  test('counts the content warning with each part', () => {
    const over = { options: { spoiler: 'twelve chars' }, parts: [part({ text: 'x'.repeat(9) })] }
    expect(countedLength('x'.repeat(9), draft(over), rules)).toBe(21)
    expect(found(over)).toEqual(['text_too_long'])
    expect(found({ ...over, parts: [part({ text: 'x'.repeat(8) })] })).toEqual([])
  })

  test('of a first reply is held to the same limit', () => {
    expect(found({ firstReply: 'x'.repeat(21) })).toEqual(['text_too_long'])
    expect(found({ firstReply: 'thanks' }, { firstReply: false })).toEqual(['reply_not_taken'])
  })

  test('of a first reply may have a limit of its own', () => {
    const text = { ...rules.text, max: 0, replyMax: 5 }
    const parts = [part({ text: '', media: [image()] })]
    expect(found({ parts, firstReply: 'x'.repeat(5) }, { text })).toEqual([])
    expect(found({ parts, firstReply: 'x'.repeat(6) }, { text })).toEqual(['text_too_long'])
  })

  test('of a first reply is held to the bytes of a post, unless it has a limit of its own', () => {
    const text = { ...rules.text, maxBytes: 9 }
    expect(found({ firstReply: '👩‍👩‍👧' }, { text })).toEqual(['text_too_many_bytes'])
    expect(found({ firstReply: '👩‍👩‍👧' }, { text: { ...text, replyMax: 20 } })).toEqual([])
  })

  test('has a limit of bytes where the network has one', () => {
    const bytes = { text: { ...rules.text, maxBytes: 30 } }
    expect(foundInPart({ text: '👨‍👩‍👧‍👦'.repeat(2) }, bytes)).toEqual(['text_too_many_bytes'])
  })

  test('may be missing only where something else speaks', () => {
    expect(foundInPart({ text: ' ' })).toEqual(['empty'])
    expect(foundInPart({ text: '', media: [image()] })).toEqual([])
    expect(foundInPart({ text: '', poll })).toEqual([])
    const strict = { text: { ...rules.text, requiredWithoutMedia: true } }
    expect(foundInPart({ text: '', poll }, strict)).toEqual(['empty'])
    const asking = { poll: { ...rules.poll, questionMax: 10 } }
    expect(foundInPart({ text: '', poll }, asking)).toEqual(['empty'])
  })

  test('beside a film may be shorter than beside pictures', () => {
    const text = { ...rules.text, maxWithFilm: 10 }
    const eleven = 'eleven more'
    expect(foundInPart({ text: eleven, media: [image()] }, { text })).toEqual([])
    expect(foundInPart({ text: eleven, media: [video()] }, { text })).toEqual(['text_too_long'])
  })

  test('may be missing beneath a title, where that is a post', () => {
    const text = { ...rules.text, titleSuffices: true, title: { max: 9, required: true } }
    const parts = [part({ text: '' })]
    expect(found({ title: 'Ring', parts }, { text })).toEqual([])
    expect(found({ title: ' ', parts }, { text })).toEqual(['empty', 'title_missing'])
    expect(found({ title: 'Ring', parts }, { text: { ...text, titleSuffices: false } })).toEqual(['empty'])
  })

  test('has no limit where the network has none', () => {
    expect(foundInPart({ text: 'x'.repeat(9999) }, { text: { ...rules.text, max: null } })).toEqual([])
  })
})

describe('media', () => {
  test.each([
    ['too many pictures', [image(), image(), image()], ['too_many_images']],
    ['too many films', [video(), video()], ['too_many_videos']],
    ['both together', [image(), video()], ['media_mixed']],
    ['a film of another type', [video({ mime: 'video/avi' })], ['video_type']],
    ['a film too large', [video({ bytes: 5001 })], ['video_too_large']],
    ['a film too long', [video({ durationMs: 61_000 })], ['video_too_long']],
    ['a description too long', [image({ alt: 'x'.repeat(11) })], ['alt_too_long']],
    ['no description', [image({ alt: ' ' })], ['alt_missing']],
  ])('%s', (_, media, expected) => {
    expect(foundInPart({ media })).toEqual(expected)
  })

  test('a missing description is a hint, and an error where the network asks for it', () => {
    const [hint] = checkDraft(draft({ parts: [part({ media: [image({ alt: '' })] })] }), rules)
    expect(hint?.level).toBe('hint')
    const images = { ...rules.media.images, alt: { max: 10, required: true } }
    const strict = { ...rules, media: { ...rules.media, images } }
    const [error] = checkDraft(draft({ parts: [part({ media: [image({ alt: '' })] })] }), strict)
    expect(error?.level).toBe('error')
  })

  test('descriptions that share one are as long as they are together, each on its line', () => {
    const images = { ...rules.media.images, alt: { max: 10, required: false, together: true as const } }
    const media = { ...rules.media, images }
    const two = (first: string, second: string) => [image({ alt: first }), image({ alt: second })]
    expect(foundInPart({ media: two('12345', '6789') }, { media })).toEqual([])
    expect(foundInPart({ media: two('12345', '67890') }, { media })).toEqual(['alt_too_long'])
    expect(foundInPart({ media: two('12345', '67890') })).toEqual([])
  })

  test('is asked for where the network wants it, and refused where it takes none', () => {
    expect(foundInPart({}, { media: { ...rules.media, required: true } })).toEqual(['media_missing'])
    const none = { media: { images: null, videos: null, mixed: false, required: false } }
    expect(foundInPart({ media: [image()] }, none)).toEqual(['media_not_taken'])
  })
})

describe('a poll', () => {
  test.each([
    ['with one option', { ...poll, options: ['a'] }, ['poll_options']],
    ['with an empty option', { ...poll, options: ['a', ' '] }, ['poll_option_empty']],
    ['with a long option', { ...poll, options: ['a', 'x'.repeat(6)] }, ['poll_option_too_long']],
    ['that ends too soon', { ...poll, minutes: 4 }, ['poll_minutes']],
    ['that ends too late', { ...poll, minutes: 61 }, ['poll_minutes']],
  ])('%s', (_, wrong, expected) => {
    expect(foundInPart({ poll: wrong })).toEqual(expected)
  })

  test('beside media, or where there are none', () => {
    expect(foundInPart({ poll, media: [image()] })).toEqual(['poll_with_media'])
    expect(foundInPart({ poll }, { poll: null })).toEqual(['poll_not_taken'])
  })
})

describe('the whole', () => {
  test('a thread longer than the network has', () => {
    expect(found({ parts: [part(), part(), part()] })).toEqual(['thread_too_long'])
  })

  test('a title that is missing or too long', () => {
    const text = { ...rules.text, title: { max: 3, required: true } }
    expect(found({}, { text })).toEqual(['title_missing'])
    expect(found({ title: 'long' }, { text })).toEqual(['title_too_long'])
  })

  test('a title that is counted in units', () => {
    const text = { ...rules.text, title: { max: 2, required: false, unit: 'utf16' as const } }
    expect(found({ title: '🔔' }, { text })).toEqual([])
    expect(found({ title: '🔔!' }, { text })).toEqual(['title_too_long'])
  })

  test('an option that is not written as the network takes it', () => {
    const options: Field[] = [{ name: 'locale', kind: 'text', label: 'Locale', pattern: '[a-z]{2}_[A-Z]{2}' }]
    for (const locale of ['', ' ', 'en_US', ' en_US '])
      expect(found({ options: { locale } }, { options })).toEqual([])
    for (const locale of ['en', 'xen_USx'])
      for (const max of [undefined, 5]) {
        const [field] = options.map((one) => ({ ...one, ...(max && { max }) }))
        expect(found({ options: { locale } }, { options: field ? [field] : [] })).toEqual(['option_odd'])
      }
  })

  test('a film that is too small', () => {
    const videos = { ...rules.media.videos, least: { width: 540, height: 960 } } as typeof rules.media.videos
    const media = { ...rules.media, videos }
    const of = (width: number, height: number) =>
      foundInPart({ media: [{ ...video(), width, height }] }, { media })
    expect(of(540, 960)).toEqual([])
    expect(of(1280, 720)).toEqual(['video_too_small'])
  })

  test('a film of a shape that is not taken, which is doubted where nobody is sure', () => {
    const of = (width: number, height: number, confidence: 'primary' | 'unverified' = 'primary') => {
      const shape = { taken: { least: 1 / 3, most: 3 }, source: { ...source, confidence } }
      const media = { ...rules.media, videos: { ...rules.media.videos, shape } as typeof rules.media.videos }
      return checkDraft(draft({ parts: [part({ media: [{ ...video(), width, height }] })] }), {
        ...rules,
        media,
      }).map(({ code, level }) => [code, level])
    }
    expect(of(300, 900)).toEqual([])
    expect(of(200, 900)).toEqual([['video_shape', 'error']])
    expect(of(900, 200, 'unverified')).toEqual([['video_shape', 'hint']])
  })

  test('more links that lead to different places than are taken', () => {
    const text = { ...rules.text, max: null, links: { max: 1, source } }
    const of = (over: Partial<Part<MediaFacts>>) => foundInPart(over, { text })
    expect(of({ text: 'https://a.io https://a.io' })).toEqual([])
    expect(of({ text: 'https://a.io https://b.io' })).toEqual(['links_too_many'])
    const link = { url: 'https://b.io', title: '', description: '', imageMediaId: null }
    expect(of({ text: 'https://a.io', link })).toEqual(['links_too_many'])
    expect(of({ text: 'https://a.io', link, media: [image()] })).toEqual([])
  })

  test('a setting that the post has nothing for is a hint, and a second behind the end of the film is none', () => {
    const options: Field[] = [
      { name: 'cover', kind: 'text', label: 'Cover', onlyWith: 'films', ofFilm: true },
      { name: 'link', kind: 'url', label: 'Link', onlyWith: 'words' },
      { name: 'covered', kind: 'switch', label: 'Covered', default: false, onlyWith: 'media' },
    ]
    const of = (set: Draft['options'], media: MediaFacts[]) =>
      found({ options: set, parts: [part({ media })] }, { options })
    expect(of({ cover: '2.5' }, [])).toEqual(['option_idle'])
    expect(of({ cover: '2,5' }, [video({ durationMs: 3000 })])).toEqual([])
    expect(of({ cover: '3' }, [video({ durationMs: 3000 })])).toEqual(['option_behind_film'])
    expect(of({ cover: '3' }, [video({ durationMs: null })])).toEqual([])
    expect(of({ link: 'https://a.io', covered: false }, [])).toEqual([])
    expect(of({ link: 'https://a.io', covered: true }, [])).toEqual(['option_idle'])
    expect(of({ link: 'https://a.io' }, [image()])).toEqual(['option_idle'])
  })

  test('a number within its bounds, and the place of an answer that the poll has', () => {
    const options: Field[] = [
      { name: 'right', kind: 'number', label: 'Right', bounds: [1, 12], ofPoll: true },
    ]
    const of = (right: string) => found({ options: { right }, parts: [part({ poll })] }, { options })
    for (const right of ['', '1', ' 2 ']) expect(of(right)).toEqual([])
    for (const right of ['0', '13', 'two', '1.5']) expect(of(right)).toEqual(['option_odd'])
    expect(of('3')).toEqual(['option_behind_poll'])
    expect(found({ options: { right: '3' } }, { options })).toEqual([])
  })

  test('settings that belong together, and not to several pictures', () => {
    const options: Field[] = [
      { name: 'words', kind: 'text', label: 'Button', neededBy: 'address', oneMedia: true },
      { name: 'address', kind: 'url', label: 'Where it leads', neededBy: 'words' },
    ]
    const of = (set: Draft['options'], media: MediaFacts[] = []) =>
      found({ options: set, parts: [part({ media })] }, { options })
    const both = { words: 'Order', address: 'https://a.io' }
    expect(of({})).toEqual([])
    expect(of({ words: ' ', address: '' })).toEqual([])
    expect(of(both, [image()])).toEqual([])
    expect(of({ words: 'Order' })).toEqual(['option_missing'])
    expect(of({ address: 'https://a.io', words: ' ' })).toEqual(['option_missing'])
    expect(of(both, [image(), image()])).toEqual(['option_not_several'])
  })

  test('a quote where there are none', () => {
    expect(foundInPart({ quote: 'https://a.io/1' })).toEqual(['quote_not_taken'])
  })

  test('more languages than the network takes is a hint', () => {
    expect(checkDraft(draft({ languages: ['en', 'lv'] }), rules)).toEqual([
      { code: 'too_many_languages', level: 'hint', part: null, facts: { count: 2, max: 1 } },
    ])
  })

  test('an option that is missing or unknown', () => {
    expect(found({}, { options: [{ ...spoiler, required: true }] })).toEqual(['option_missing'])
    expect(found({ options: { colour: 'red' } })).toEqual(['option_unknown'])
  })

  test('a value that no form offers is not taken for nothing said', () => {
    const options: Field[] = [
      {
        ...{ name: 'audience', kind: 'choice', label: 'Audience', default: 'all' },
        choices: [
          { value: 'all', label: 'Everybody' },
          { value: 'few', label: 'Followers' },
        ],
      },
      { name: 'quiet', kind: 'switch', label: 'Quiet' },
      { name: 'note', kind: 'text', label: 'Note', max: 3 },
    ]
    const said = (values: Draft['options']) => found({ options: values }, { options })
    expect(said({ audience: 'few', quiet: true, note: 'abc' })).toEqual([])
    expect(said({ audience: '', quiet: false, note: '' })).toEqual([])
    const wrongs: Draft['options'][] = [
      { audience: 'Few' },
      { audience: true },
      { audience: ['few'] },
      { quiet: 'true' },
      { note: 'abcd' },
      { note: 7 },
    ]
    for (const wrong of wrongs) expect(said(wrong), JSON.stringify(wrong)).toEqual(['option_wrong'])
  })

  test('a choice that the account no longer has, a board that is gone', () => {
    const board: Field = {
      ...{ name: 'board', kind: 'choice', label: 'Board', ofAccount: true, default: 'own' },
      choices: [
        { value: 'own', label: 'The usual one' },
        { value: '7', label: 'Bread' },
      ],
    }
    expect(found({ options: { board: '7' } }, { options: [board] })).toEqual([])
    expect(found({}, { options: [board] })).toEqual([])
    expect(found({ options: { board: '8' } }, { options: [board] })).toEqual(['option_missing'])
    const among: Field = { ...board, ofAccount: undefined, amongAccount: true }
    expect(found({ options: { board: '8' } }, { options: [among] })).toEqual(['option_missing'])
  })

  test('a paid partnership that an option hides', () => {
    const audience: Field = { name: 'audience', kind: 'text', label: 'Audience' }
    const notWith = { option: 'audience', values: ['nobody'] }
    const more = { options: [audience], paidPartnership: { shows: 'Paid', source, notWith } }
    const paid = { paidPartnership: { sponsor: 'Mill' } }
    expect(found({ options: { audience: 'nobody' }, ...paid }, more)).toEqual(['option_hides_partner'])
    expect(found({ options: { audience: 'all' }, ...paid }, more)).toEqual([])
    expect(found({ options: { audience: 'nobody' } }, more)).toEqual([])
  })
})

test('a picture of a type that stands alone has no others beside it', () => {
  const images = { ...rules.media.images, mime: ['image/png', 'image/gif'], alone: ['image/gif'] }
  const media = { media: { ...rules.media, images } }
  const moving = image({ mime: 'image/gif' })
  expect(foundInPart({ media: [moving] }, media)).toEqual([])
  expect(foundInPart({ media: [moving, image()] }, media)).toEqual(['image_not_alone'])
  expect(foundInPart({ media: [image(), image()] }, media)).toEqual([])
})

test('several answers where one is chosen are a hint', () => {
  const one = { poll: { ...rules.poll, oneAnswer: true as const } }
  const poll = { options: ['a', 'b'], minutes: 5, multiple: true }
  expect(foundInPart({ poll })).toEqual([])
  expect(foundInPart({ poll }, one)).toEqual(['poll_one_answer'])
})

describe('hashtags and mentions', () => {
  const marked = {
    ...rules,
    text: {
      ...rules.text,
      max: 200,
      hashtags: { max: 2, source },
      mentions: { max: 1, source: { ...source, confidence: 'contradicted' } },
    },
  } satisfies Partial<Manifest>
  const found = (text: string) =>
    checkDraft(draft({ parts: [part({ text })] }), marked).map(({ code, level, facts }) => [
      code,
      level,
      facts,
    ])

  test('as many as the network takes are no problem', () => {
    expect(found('#one #two for @ann, https://example.com/#three')).toEqual([])
  })

  test('more are an error, and only a hint where nobody is sure', () => {
    expect(found('#one #two #three for @ann and @ben')).toEqual([
      ['hashtags_too_many', 'error', { count: 3, max: 2 }],
      ['mentions_too_many', 'hint', { count: 2, max: 1 }],
    ])
  })
})

describe('a text that must link somewhere', () => {
  const linking = { ...rules, text: { ...rules.text, max: 200, linkTo: ['bells.example'], onlyOnce: '#' } }
  const said = (text: string) => codes(checkDraft(draft({ parts: [part({ text })] }), linking))

  test('links there or below, and nowhere that only looks like it', () => {
    expect(said('ring https://bells.example')).toEqual([])
    expect(said('ring https://www.bells.example/a?b')).toEqual([])
    expect(said('ring https://BELLS.example')).toEqual([])
    for (const other of [
      'https://notbells.example',
      'https://bells.example.evil.example',
      'bells.example',
      '',
    ])
      expect(said(`ring ${other}`)).toEqual(['link_missing'])
  })

  test('also between signs that stand without spaces', () => {
    expect(said('看https://bells.example/ring。')).toEqual([])
    expect(said('看https://bells.example好')).toEqual([])
    for (const other of [
      '看https://bells.examples好',
      '看https://bells.example@evil.example',
      '看bells.example',
    ])
      expect(said(other)).toEqual(['link_missing'])
  })

  test('holds a letter once that may stand there once', () => {
    expect(said('#1 of https://bells.example')).toEqual([])
    expect(said('#1 of #2 https://bells.example')).toEqual(['text_letter_twice'])
  })
})
