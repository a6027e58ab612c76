import { describe, expect, test } from 'vitest'
import { byteLength, graphemesOf, mentionsIn, textLength, urlsIn } from './text.ts'

const graphemes = { unit: 'graphemes' } as const
const mastodon = { unit: 'graphemes', urlLength: 23, mentionsCountLocally: true } as const

const family = '👨‍👩‍👧‍👦'
const thai = 'สวัสดีครับ'
const vietnamese = 'Tiếng Việt đẹp lắm'

describe('a text is counted as the network counts it', () => {
  test.each([
    ['nothing', '', 0],
    ['Latin letters', 'hello', 5],
    ['a line break', 'a\nb', 3],
    ['Cyrillic', 'Привет', 6],
    ['Thai, whose vowels and tones belong to their consonant', thai, 7],
    ['Vietnamese in one piece', vietnamese.normalize('NFC'), 18],
    ['Vietnamese taken apart', vietnamese.normalize('NFD'), 18],
    ['a family of four', family, 1],
    ['a skin tone with a profession', '🧑🏽‍🚀', 1],
    ['a flag', '🇱🇻', 1],
    ['two flags in a row', '🇱🇻🇹🇭', 2],
    ['a keycap', '1️⃣', 1],
    ['a flag of tags', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', 1],
    ['Hindi with a conjunct', 'नमस्ते', 3],
    ['Hebrew with points', 'שָׁלוֹם', 4],
    ['Arabic', 'مرحبا', 5],
    ['Korean taken apart', '한국어'.normalize('NFD'), 3],
    ['Chinese', '漢字', 2],
    ['a letter with a joiner of no width', 'a\u200db', 2],
  ])('graphemes: %s', (_, text, length) => {
    expect(textLength(text, graphemes)).toBe(length)
    expect(graphemesOf(text)).toHaveLength(length)
  })

  test('code points are counted in composed form, UTF-16 units as they are written', () => {
    expect(textLength(family, { unit: 'codePoints' })).toBe(7)
    expect(textLength(family, { unit: 'utf16' })).toBe(11)
    expect(textLength('é'.normalize('NFD'), { unit: 'codePoints' })).toBe(1)
    expect(textLength('é'.normalize('NFD'), { unit: 'utf16' })).toBe(2)
  })

  test('a letter that the quick way would count agrees with the slow one', () => {
    const letters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter(
      (letter) => !/[\p{Cs}\p{Cn}]/u.test(letter),
    )
    const wrong = letters.filter((letter) => {
      const slow = graphemesOf(`a${letter}b`).length
      return textLength(`a${letter}b`, graphemes) !== slow
    })
    expect(wrong).toEqual([])
  })
})

describe('a URL counts as 23 whatever its length', () => {
  const length = (text: string) => textLength(text, mastodon)

  test.each([
    ['a short one', 'https://a.io', 23],
    ['a long one', `https://example.com/${'x'.repeat(400)}`, 23],
    ['with the sentence going on', 'See https://example.com/a, please.', 4 + 23 + 9],
    ['at the end of a sentence', 'See https://example.com.', 4 + 23 + 1],
    ['with a query that ends in a full stop', 'https://example.com/?q=1&r=2.', 23 + 1],
    ['with a fragment', 'https://example.com/a#b', 23],
    ['with a port', 'http://example.com:8080/x', 23],
    ['with brackets that belong to it', 'https://en.wikipedia.org/wiki/Riga_(city)', 23],
    ['within brackets', '(https://example.com/a)', 25],
    ['in another script', 'https://пример.рф/страница', 23],
    ['with Thai in the path', 'https://example.com/สวัสดี', 23],
    ['with an @ in the path', 'https://example.com/@ann@example.org/1', 23],
    ['two of them', 'https://a.io https://b.io', 47],
  ])('%s', (_, text, expected) => {
    expect(length(text)).toBe(expected)
  })

  test.each([
    ['without a scheme', 'example.com/page'],
    ['without a dot', 'http://localhost/page'],
    ['with another scheme', 'ftp://example.com'],
    ['glued to a word', 'xhttps://example.com'],
  ])('what is no URL counts whole: %s', (_, text) => {
    expect(length(text)).toBe(text.length)
    expect(urlsIn(text)).toEqual([])
  })

  test('a URL is found where it stands', () => {
    const text = 'ดู https://example.com/a นะ'
    expect(urlsIn(text)).toEqual([{ url: 'https://example.com/a', start: 3, end: 24 }])
  })
})

describe('of a mention only the name counts', () => {
  test.each([
    ['at the start', '@ann@example.social hi', 7],
    ['in the middle', 'hi @ann@example.social!', 8],
    ['a near one counts whole', 'hi @ann', 7],
    ['a name with dots', '@a.b-c@example.social', 6],
    ['a server in another script', '@ann@пример.рф', 4],
    ['a mail address is no mention', 'ann@example.org', 15],
    ['two of them', '@a@b.org @c@d.org', 5],
  ])('%s', (_, text, expected) => {
    expect(textLength(text, mastodon)).toBe(expected)
  })

  test('mentions are found where they stand, and not in URLs', () => {
    const text = 'a @ann b @bob@b.org https://c.org/@cat'
    expect(mentionsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['@ann', '@bob@b.org'])
  })
})

describe('letters of unequal weight and emoji that count as they are told', () => {
  const weighted = {
    unit: 'codePoints',
    urlLength: 23,
    emoji: 2,
    weights: {
      per: 1,
      others: 2,
      ranges: [
        [0, 4351, 1],
        [8192, 8205, 1],
        [8208, 8223, 1],
        [8242, 8247, 1],
      ],
    },
  } as const

  // Worked out by hand from published ranges.
  test.each([
    ['an emoji among Latin letters', 'Hello, world! 👋', 16],
    ['Chinese', '漢字', 4],
    ['Cyrillic', 'Привет', 6],
    ['Thai by code point', thai, 10],
    ['a family is one emoji', family, 2],
    ['a skin tone with a profession', '🧑🏽‍🚀', 2],
    ['a phoenix, younger than most tables', '🐦‍🔥', 2],
    ['a flag', '🇱🇻', 2],
    ['a keycap', '1️⃣', 2],
    ['a digit alone is none', '1', 1],
    ['Vietnamese letters of the second table', 'Việt', 5],
    ['the same taken apart', 'Việt'.normalize('NFD'), 5],
    ['a URL and an emoji', '👋 https://example.com/a-very-long-address', 26],
    ['an ellipsis', 'a…', 3],
    ['typographic quotes', '“a”', 3],
  ])('%s', (_, text, length) => {
    expect(textLength(text, weighted)).toBe(length)
  })

  test('halves are added before they are rounded', () => {
    const halves = { unit: 'codePoints', weights: { per: 2, others: 2, ranges: [[0, 255, 1]] } } as const
    expect(textLength('微博', halves)).toBe(2)
    expect(textLength('abc', halves)).toBe(2)
    expect(textLength('a微b', halves)).toBe(2)
  })

  test('emoji by their bytes, all else by its graphemes', () => {
    const bytes = { unit: 'graphemes', emoji: 'bytes' } as const
    expect(textLength('hi 👋', bytes)).toBe(3 + 4)
    expect(textLength(family, bytes)).toBe(25)
    expect(textLength(thai, bytes)).toBe(7)
  })
})

test.each([['hello'], [thai], [family], ['Привет, мир'], ['漢字'], ['a\ud800b'], ['']])(
  'the UTF-8 length of %j is what an encoder makes of it',
  (text) => {
    expect(byteLength(text)).toBe(new TextEncoder().encode(text).length)
  },
)

test('counting a long post takes a small part of a key press', () => {
  const text = `${thai} ${vietnamese} ${family} https://example.com/a @ann@example.org\n`.repeat(60)
  // The best of many, because a busy machine makes single ones slow.
  const times = Array.from({ length: 30 }, () => {
    const before = performance.now()
    textLength(text, mastodon)
    return performance.now() - before
  })
  expect(Math.min(...times)).toBeLessThan(8)
})
