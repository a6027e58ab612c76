import { expect, test } from 'vitest'
import { urlsIn } from '../../../../networks/kit/text.ts'
import { filled, leadsOf, type Naming, slugOf, strangeIn, tagText, tagUrl } from './tag.ts'

const by = {
  network: 'bluesky',
  channel: 'bakery.bsky.social',
  campaign: 'Spring & Summer',
  category: 'promotional',
  pillar: '',
}
const rule = (over: Partial<Naming> = {}): Naming => ({
  enabled: true,
  source: '{network}',
  medium: 'social',
  campaign: '{campaign}',
  term: '',
  content: '',
  excluded: ['bakery.lv'],
  ...over,
})
const tags = 'utm_source=bluesky&utm_medium=social&utm_campaign=spring-summer'

test('a link says where its readers came from, and nothing else of it changes', () => {
  const cases = {
    'https://example.com/rye': `https://example.com/rye?${tags}`,
    'https://example.com': `https://example.com/?${tags}`,
    'https://example.com/?a=%20b+c&d': `https://example.com/?a=%20b+c&d&${tags}`,
    'https://example.com/a?b=1#c?d': `https://example.com/a?b=1&${tags}#c?d`,
    'https://example.com/?': `https://example.com/?${tags}`,
    'HTTPS://Example.com/A': `HTTPS://Example.com/A?${tags}`,
  }
  for (const [from, to] of Object.entries(cases)) expect(tagUrl(from, rule(), by)).toBe(to)
})

test('a link that is named already, or of a host that is left out, or of no web page, stays', () => {
  const stay = [
    'https://example.com/?utm_source=mail',
    'https://example.com/?UTM_Medium=x',
    // Signed as a whole: one parameter more, and the page is refused.
    'https://files.s3.amazonaws.com/a.pdf?X-Amz-Expires=60&X-Amz-Signature=ab12',
    'https://d1.cloudfront.net/a.pdf?Expires=1&Signature=ab&Key-Pair-Id=K',
    'https://bakery.lv/rye',
    'https://www.bakery.lv/rye',
    'https://shop.bakery.lv/rye',
    'mailto:ann@example.com',
    'https://',
  ]
  for (const url of stay) expect(tagUrl(url, rule(), by)).toBe(url)
  expect(tagUrl('https://notbakery.lv/', rule(), by)).toContain('utm_source')
  expect(tagUrl('https://example.com/', rule({ enabled: false }), by)).toBe('https://example.com/')
  expect(tagUrl('https://example.com/', null, by)).toBe('https://example.com/')
})

test('what a post has none of is left out, with the signs around it', () => {
  expect(filled('{campaign}-{pillar}', by)).toBe('spring-summer')
  expect(filled('{pillar}-{category}', by)).toBe('promotional')
  expect(filled('a_{pillar}_b', by)).toBe('a_b')
  expect(filled('{pillar}', by)).toBe('')
  expect(tagUrl('https://example.com/', rule({ campaign: '{pillar}' }), by)).toBe(
    'https://example.com/?utm_source=bluesky&utm_medium=social',
  )
  expect(strangeIn('{network}-{city}')).toBe('city')
  expect(strangeIn('{network}')).toBeNull()
})

test('names are small letters of any script, so that the same is counted as one', () => {
  expect([slugOf('Весна 2027!'), slugOf('ฤดูร้อน'), slugOf('  Rīga — Jūrmala ')]).toEqual([
    'весна-2027',
    'ฤดูร้อน',
    'rīga-jūrmala',
  ])
  const url = tagUrl('https://example.com/', rule({ campaign: '{campaign}' }), { ...by, campaign: 'Весна' })
  expect(new URL(url).searchParams.get('utm_campaign')).toBe('весна')
})

test('links that run into one another stay as they are', () => {
  const text = 'https://a.lv/x(https://b.lv/(y)'
  expect(tagText(text, rule(), by)).toBe(text)
})

test('every link of a text is named where it stands, and still is one link', () => {
  const text = 'See https://example.com/rye, (https://bakery.lv/a) and https://example.com/rye.'
  const tagged = tagText(text, rule(), by)
  expect(tagged).toBe(
    `See https://example.com/rye?${tags}, (https://bakery.lv/a) and https://example.com/rye?${tags}.`,
  )
  expect(urlsIn(tagged).map(({ url }) => url)[0]).toBe(`https://example.com/rye?${tags}`)
  expect(leadsOf(text, rule(), by)).toEqual([
    { url: 'https://example.com/rye', to: `https://example.com/rye?${tags}` },
  ])
})
