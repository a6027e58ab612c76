import { expect, test } from 'vitest'
import { puppet } from '../../../test/networks/puppet.ts'
import { limitsByKind, limitsOf, marksMachine, marksPartner, withChoices } from './limits.ts'
import type { Manifest, Source } from './manifest.ts'

const source: Source = { from: 'test', on: '2030-01-01', confidence: 'primary' }
const { manifest: plain } = puppet().network
const images = {
  max: 10,
  mime: ['image/jpeg'],
  maxBytes: 8_000_000,
  alt: { max: 1000, required: false },
  source,
}
const manifest: Manifest = {
  ...plain,
  media: { images, videos: null, mixed: false, required: false },
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      default: 'post',
      choices: [
        { value: 'post', label: 'Post' },
        { value: 'story', label: 'Story' },
        { value: 'words', label: 'Words' },
      ],
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      story: { text: { max: 0 }, media: { required: true, images: { max: 1 } }, firstReply: false },
      words: { media: { images: null } },
    },
  },
}

test('a kind of post has rules of its own, laid over those of the network', () => {
  const story = limitsOf(manifest, {}, { kind: 'story' })
  expect(story.text).toMatchObject({ max: 0, unit: 'graphemes' })
  expect(story.media).toMatchObject({ required: true, images: { max: 1, maxBytes: 8_000_000 } })
  expect(limitsOf(manifest, {}, { kind: 'words' }).media.images).toBeNull()
})

test('what holds is told for each kind that an account can make, and once where there are no kinds', () => {
  const told = limitsByKind(manifest, { images: { max: 4 } })
  expect(told.map(({ kind, limits }) => [kind?.option, kind?.value, limits.media.images?.max])).toEqual([
    ['kind', 'post', 4],
    ['kind', 'story', 1],
    ['kind', 'words', undefined],
  ])
  expect(limitsByKind(plain, {}).map(({ kind }) => kind)).toEqual([null])
})

test('a post that does not say what it is has the kind that the form shows', () => {
  expect(limitsOf(manifest, {})).toMatchObject({ text: { max: 100 }, media: { required: false } })
  expect(limitsOf(manifest, {}, { kind: 'constructor' }).text.max).toBe(100)
})

test('what the account’s own server decides holds for every kind, and widens none', () => {
  const own = { images: { max: 4, maxBytes: 5, altMax: 7 }, text: { max: 9 } }
  expect(limitsOf(manifest, own)).toMatchObject({ text: { max: 9 }, media: { images: { max: 4 } } })
  expect(limitsOf(manifest, own, { kind: 'story' })).toMatchObject({
    text: { max: 0 },
    media: { images: { max: 1, maxBytes: 5, alt: { max: 7 } } },
  })
})

test('choices of the account follow those of the network, in options and in settings alike', () => {
  const [kind] = manifest.options
  if (!kind) throw new Error('no option')
  const own = { choices: { kind: [{ value: '7', label: 'Our own' }], other: [] } }
  const values = (fields: Manifest['options']) => fields[0]?.choices?.map(({ value }) => value)
  expect(values(limitsOf(manifest, own).options)).toEqual(['post', 'story', 'words'])
  const options = [{ ...kind, ofAccount: true as const }]
  expect(values(limitsOf({ ...manifest, options }, own).options)).toEqual(['post', 'story', 'words', '7'])
  expect(values(withChoices(options, {}))).toEqual(['post', 'story', 'words'])
})

test('a choice may narrow what is taken, and widens nothing', () => {
  const community = {
    name: 'community',
    kind: 'choice',
    label: 'Community',
    default: 'own',
    ofAccount: true,
  } as const
  const titled: Manifest = {
    ...manifest,
    text: { ...manifest.text, title: { max: 300, required: true } },
    options: [...manifest.options, community],
  }
  const rules = {
    own: { imagesMax: 0, poll: false },
    far: { textMax: 40, titleMax: 900, imagesMax: 30 },
  } as const
  const own = { byChoice: { community: rules } }
  expect(limitsOf(titled, own)).toMatchObject({ media: { images: null }, poll: null })
  expect(limitsOf(titled, own, { community: 'far' })).toMatchObject({
    text: { max: 40, title: { max: 300 } },
    media: { images: { max: 10 } },
  })
  expect(limitsOf(titled, own, { community: 'far', kind: 'words' }).media.images).toBeNull()
  expect(limitsOf(titled, own, { community: 'constructor' }).text.max).toBe(100)
})

test('an account may offer only some of the choices, and switch options off', () => {
  const [kind] = manifest.options
  if (!kind) throw new Error('no option')
  const options = [
    { ...kind, amongAccount: true as const },
    { name: 'answers', kind: 'switch' as const, label: 'Answers' },
  ]
  const offered = (own: Parameters<typeof limitsOf>[1]) =>
    limitsOf({ ...manifest, options }, own).options.map(({ name, choices }) => [
      name,
      choices?.map(({ value }) => value),
    ])
  const all = ['kind', ['post', 'story', 'words']]
  expect(offered({})).toEqual([all, ['answers', undefined]])
  const some = [{ value: 'story', label: 'A story' }]
  expect(offered({ choices: { kind: some }, without: ['answers'] })).toEqual([['kind', ['story']]])
})

test('a kind may do without options, and without the marks that the network has', () => {
  const answers = { name: 'answers', kind: 'switch' as const, label: 'Answers' }
  const marked: Manifest = {
    ...manifest,
    options: [...manifest.options, answers],
    kinds: { option: 'kind', rules: { story: { without: ['answers'], unmarked: true } } },
    paidPartnership: { shows: 'Paid', source },
    machineLabel: { shows: 'Machine', source, only: 'films' },
  }
  const names = (options: Record<string, string>) =>
    limitsOf(marked, {}, options).options.map(({ name }) => name)
  expect(names({})).toEqual(['kind', 'answers'])
  expect(names({ kind: 'story' })).toEqual(['kind'])
  expect([marksPartner(marked, {}), marksPartner(marked, { kind: 'story' })]).toEqual([true, false])
  const named: Manifest = { ...marked, paidPartnership: { shows: 'Paid', source, by: 'partner' } }
  const partnersOf = [{}, { partner: ' ' }, { partner: '7' }, { partner: '7', kind: 'story' }]
  expect(partnersOf.map((options) => marksPartner(named, options))).toEqual([false, false, true, false])
  const showing = (kind: 'image' | 'video', options = {}) => ({ parts: [{ media: [{ kind }] }], options })
  expect(marksMachine(marked, showing('video'))).toBe(true)
  expect(marksMachine(marked, showing('image'))).toBe(false)
  expect(marksMachine(marked, showing('video', { kind: 'story' }))).toBe(false)
  expect(marksMachine(manifest, showing('video'))).toBe(false)
})
