import { expect, test } from 'vitest'
import { plainWords } from '../../src/modules/create/posts/words.ts'
import { costOf } from './cost.ts'

test.each(['https://', 'https://a.bc/,', 'https://a.bc/?x#y', '?https://'])(
  'a text of the greatest length made of "%s" is read at once',
  (piece) => {
    const text = piece.repeat(Math.floor(100_000 / piece.length))
    expect(costOf(() => plainWords(text))).toBeLessThan(400)
  },
)

test('where an address comes from is no part of what is said', () => {
  const said = plainWords('See https://example.com/a')
  expect(plainWords('See https://example.com/a?utm_source=x&b=1')).toBe(said)
  expect(plainWords('see HTTPS://example.com/a#part, then')).toBe(`${said}then`)
  expect(plainWords('See https://example.com/b?utm_source=x')).not.toBe(said)
})

test('the same words in either normal form, wide or narrow, with marks that nobody sees, are the same', () => {
  expect(plainWords('Tiếng Việt'.normalize('NFD'))).toBe(plainWords('Tiếng Việt'.normalize('NFC')))
  expect(plainWords('ＡＢＣ１')).toBe(plainWords('abc1'))
  expect(plainWords('so\u200bft hy\u00adphen \u202eright\u202c')).toBe(plainWords('soft hyphen right'))
  expect(plainWords('ก\u0e33')).toBe(plainWords('ก\u0e4d\u0e32'))
})
