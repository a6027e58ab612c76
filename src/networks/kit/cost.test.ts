import { expect, test } from 'vitest'
import { chargeFor, chargeForReading } from './cost.ts'

const source = { from: 'a test', on: '2030-01-01', confidence: 'primary' } as const
const cost = { post: '0.015', postWithUrl: '0.20', currency: 'USD', source }
const part = (text: string) => ({ text, media: [], poll: null, link: null, quote: null })
const bare = { text: { urls: { endings: 'com org', source } } }

test('each part costs, and one with a URL costs what those cost', () => {
  const draft = { parts: [part('one'), part('https://example.com'), part('three')], firstReply: 'four' }
  expect(chargeFor(draft, { cost, text: {} })).toEqual({
    currency: 'USD',
    micros: 245_000,
    posts: 4,
    plain: 60_000,
  })
})

test('a bare address is one where the network takes it for one', () => {
  const draft = { parts: [part('order at example.com')], firstReply: null }
  expect(chargeFor(draft, { cost, text: {} })).toMatchObject({ micros: 15_000, plain: 15_000 })
  expect(chargeFor(draft, { cost, ...bare })).toMatchObject({ micros: 200_000, plain: 15_000 })
})

test('where nothing is charged, nothing is told', () => {
  expect(chargeFor({ parts: [part('one')], firstReply: null }, { cost: null, text: {} })).toBeNull()
})

test('a described picture costs where descriptions do', () => {
  const picture = {
    id: '1',
    kind: 'image',
    mime: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
    durationMs: null,
  } as const
  const parts = [
    {
      ...part('one'),
      media: [
        { ...picture, alt: 'A bell' },
        { ...picture, alt: ' ' },
      ],
    },
  ]
  const charge = (rule: typeof cost & { alt?: string }) =>
    chargeFor({ parts, firstReply: null }, { cost: rule, text: {} })
  expect(charge(cost)).toMatchObject({ micros: 15_000 })
  expect(charge({ ...cost, alt: '0.005' })).toMatchObject({ micros: 20_000, plain: 20_000 })
})

test('a warning, a cover and names that are looked up cost where they do, and nothing where there is nothing to show', () => {
  const facts = { mime: 'video/mp4', bytes: 1, width: 1, height: 1, durationMs: 9000, alt: '' }
  const media = [
    { ...facts, id: '1', kind: 'video' as const, cover: 'digest' },
    { ...facts, id: '2', kind: 'image' as const, alt: 'A bell' },
  ]
  const rule = { alt: '0.005', reads: { post: '0.005', account: '0.010' } }
  const asks = { warning: 'sensitive', names: 'tagged' }
  const fields = [{ name: 'sensitive', kind: 'choice', label: 'Warning', default: 'none' } as const]
  const charge = (options: Record<string, string>, shown: typeof media = media) =>
    chargeFor(
      { parts: [{ ...part('one'), media: shown }], firstReply: null, options },
      { cost: { ...cost, ...rule, asks }, text: {}, options: fields },
    )?.micros
  // The post, its description and the cover.
  expect(charge({ sensitive: 'none' })).toBe(25_000)
  // A picture that is described and covered is told of once.
  expect(charge({ sensitive: 'adult' })).toBe(30_000)
  expect(charge({ tagged: '@Ann, ben @ann' })).toBe(45_000)
  expect(charge({ sensitive: 'adult', tagged: '@ann' }, [])).toBe(15_000)
})

test('what is read costs by the post and by the account', () => {
  const reads = { post: '0.005', account: '0.010' }
  expect(chargeForReading({ posts: 3, accounts: 2 }, { cost: { ...cost, reads } })).toEqual({
    currency: 'USD',
    micros: 35_000,
  })
  expect(chargeForReading({ posts: 3 }, { cost })).toBeNull()
})
