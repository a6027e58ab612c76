import { describe, expect, test } from 'vitest'
import { findEmoji, groups, signOf } from './emoji.ts'
import { emojiIn } from './emoji-plugin.ts'

const asked = { en: 'bread', lv: 'maize', ru: 'хлеб', th: 'ขนมปัง', vi: 'bánh mì' }

describe.each(Object.entries(asked))('in %s', (language, word) => {
  const all = emojiIn(language)
  test(`bread is found by ${word}`, () => {
    expect(findEmoji(all, word).map(([sign]) => sign)).toContain('🍞')
  })
  test('every emoji has a name and a group that is shown, and most have words', () => {
    expect(all.length).toBeGreaterThan(1700)
    const shown = new Set<number>(groups.map(({ group }) => group))
    expect(all.filter(([sign, name, , group]) => !sign || !name || !shown.has(group))).toEqual([])
    expect(all.filter(([, , words]) => words !== '').length).toBeGreaterThan(1500)
  })
})

test('marks over letters need not be typed, and a name stands before words', () => {
  expect(findEmoji(emojiIn('vi'), 'banh mi').length).toBeGreaterThan(0)
  expect(findEmoji(emojiIn('lv'), 'kafija').length).toBeGreaterThan(0)
  expect(findEmoji(emojiIn('en'), 'waving hand')[0]?.[0]).toBe('👋')
  expect(findEmoji(emojiIn('lv'), 'Latvija')[0]?.[0]).toBe('🇱🇻')
  expect(findEmoji(emojiIn('en'), '  ')).toEqual([])
})

test('skin tones are put on where there are some', () => {
  const all = emojiIn('en')
  const [hand, bread] = ['👋', '🍞'].map((sign) => all.find((one) => one[0] === sign))
  expect(hand && [signOf(hand, 0), signOf(hand, 1), signOf(hand, 5)]).toEqual(['👋', '👋🏻', '👋🏿'])
  expect(bread && signOf(bread, 3)).toBe('🍞')
  const couple = all.find(([, name]) => name === 'kiss')
  expect(couple && signOf(couple, 5)).toBe('💏🏿')
})
