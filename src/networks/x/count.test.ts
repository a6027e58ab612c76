import twitter from 'twitter-text'
import { describe, expect, test } from 'vitest'
import { textLength, urlsIn } from '../kit/text.ts'
import { splitThread } from '../kit/thread.ts'
import { manifest } from './manifest.ts'

const { text } = manifest
const length = (words: string) => textLength(words, text)
const oracle = (words: string) => twitter.parseTweet(words).weightedLength

// The library that X itself gives out, and has not touched since 2020.
describe('a text is counted as X’s own library counts it', () => {
  test.each([
    ['nothing', ''],
    ['Latin letters and an emoji', 'Hello, world! 👋'],
    ['Cyrillic', 'Привет'],
    ['Chinese', '漢字'],
    ['Japanese', 'ひらがなとカタカナ'],
    ['Korean taken apart', '한국어'.normalize('NFD')],
    ['Thai', 'สวัสดีครับ วันนี้เราจะไปตลาด'],
    ['a French word taken apart', 'café'.normalize('NFD')],
    ['Vietnamese in one piece', 'Tiếng Việt đẹp lắm'],
    ['Vietnamese taken apart', 'Tiếng Việt đẹp lắm'.normalize('NFD')],
    ['Arabic and Hebrew', 'مرحبا بالعالم and שלום'],
    ['typographic marks', '“Yes” – she said — ‘no’… 5 € ½'],
    ['letters of no width', 'a\u200bb\u200cc\u2060d'],
    ['letters beyond the first plane', '𝒜𝒷𝒸 𠜎'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['flags', '🇱🇻🇹🇭🏴󠁧󠁢󠁷󠁬󠁳󠁿🏳️‍🌈'],
    ['half a flag', '🇱'],
    ['a skin tone', '👍🏽☝🏽'],
    ['keycaps', '1️⃣#️⃣*️⃣'],
    ['signs that are emoji only when told so', '©™☺❤❤️㊙↔⌚♀✂'],
    ['marks that mean something to machines', '<b>a & b</b> "c" &amp; 5 > 3 \\n %20'],
    ['lines', 'one\ntwo\n\nthree'],
  ])('%s', (_, words) => expect(length(words)).toBe(oracle(words)))

  test('every letter that stands alone', () => {
    const letters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter(
      (letter) => !/[\p{Cs}\p{Cn}]/u.test(letter) && letter === letter.normalize('NFC'),
    )
    const wrong = letters.filter((letter) => length(`a${letter}b`) !== oracle(`a${letter}b`))
    expect(wrong).toEqual([])
  })

  test('Vietnamese letters of U+1EA0 to U+1EF9 weigh two', () => {
    for (let code = 0x1ea0; code <= 0x1ef9; code++) expect(length(String.fromCharCode(code))).toBe(2)
  })
})

describe('an emoji is two, of however many signs', () => {
  // The library's table of emoji is older than these and counts their pieces (5, 5, 9); X says that every emoji is two.
  test.each(['🧑🏽‍🚀', '🐦‍🔥', '🫱🏽‍🫲🏿'])('%s, which the library does not know', (emoji) => {
    expect(length(emoji)).toBe(2)
    expect(oracle(emoji)).toBeGreaterThan(2)
  })
})

describe('a URL is twenty-three, as X’s own library finds it', () => {
  test.each([
    'https://example.com',
    `https://example.com/${'x'.repeat(400)}`,
    'See https://example.com/a, please.',
    'See https://example.com.',
    '(https://example.com/a)',
    'https://en.wikipedia.org/wiki/Riga_(city)',
    'https://example.com/a_(b_(c))_d',
    'https://example.com/?q=1&r=2.',
    'https://example.com/a#b',
    'http://example.com:8080/x',
    'https://пример.рф/страница',
    'https://example.com/ceļš/ā',
    'https://example.com/สวัสดี',
    'https://例え.jp/あ',
    'https://xn--e1afmkfd.xn--p1ai/x',
    'https://example.com/@ann/1',
    'https://a.io https://b.io',
    'https://t.co/abc123',
    'http://localhost/page',
    'ftp://example.com',
    'xhttp://example.com',
    'https://a_b.example.com/x',
    'https://example.notanending/x',
    'example.com',
    'www.example.com/a?b=c, and more',
    'example.com.',
    'example.com/a/b.',
    'See example.com.Next sentence',
    'exámple.com',
    'y.рф',
    'пример.рф',
    'привет.com',
    '日本語example.com',
    'foo.co.uk',
    'Foo.Bar',
    'README.md',
    'node.js',
    'file.txt',
    'U.S.A',
    '1.2.3.4',
    '3.5',
    'e.g.this',
    'end.Start',
    'a@example.com',
    '@ann.com',
    '#a.com',
    '-a.com',
    'a-.com',
    'ex_ample.com',
    'a.com@b',
    '/example.com',
    'hello...example.com',
    'example.com example.org\nexample.net',
    'example.com!',
    'example.com,example.org',
    'วันนี้ example.com ครับ',
    'วันนี้example.comครับ',
  ])('%s', (words) => {
    expect(length(words)).toBe(oracle(words))
    expect(urlsIn(words, text).map(({ url }) => url)).toEqual(
      twitter.extractUrlsWithIndices(words).map(({ url }) => url),
    )
  })

  test('many dots, dashes and brackets take no time', () => {
    const started = performance.now()
    length('a.'.repeat(20_000))
    length(`https://${'a-'.repeat(20_000)}`)
    length(`example.com/${'('.repeat(20_000)}`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

test('a thread is cut by the same counting, and no bare address is torn', () => {
  const words = 'One can order at example.com/bread/dark as well. '.repeat(20).trim()
  const parts = splitThread(words, text)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect(oracle(part)).toBeLessThanOrEqual(280)
  expect(parts.join(' ').match(/example\.com\/bread\/dark/g)).toHaveLength(20)
})
