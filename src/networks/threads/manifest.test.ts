import { expect, test } from 'vitest'
import { textLength } from '../kit/text.ts'
import { manifest } from './manifest.ts'

test.each([
  ['letters of any script', 'Bells, звон, ระฆัง', 18],
  ['Vietnamese in one piece', 'Tiếng Việt'.normalize('NFC'), 10],
  ['Vietnamese taken apart', 'Tiếng Việt'.normalize('NFD'), 10],
  ['a bell', '🔔', 4],
  ['a flag', '🇱🇻', 8],
  ['a heart with its selector', '❤️', 6],
  ['a number in a key', '1️⃣', 7],
  ['a hand with a colour', '👍🏽', 8],
  ['a family', '👨‍👩‍👧‍👦', 25],
  ['emoji among letters', 'a🔔b🇱🇻c', 15],
  ['letters beyond the first plane', '𝒜𠜎', 2],
  ['a URL, letter by letter', 'https://bells.example/a', 23],
])('%s', (_, text, length) => {
  expect(textLength(text, manifest.text)).toBe(length)
})

test('the limit of bytes is reached by emoji and not by letters', () => {
  expect(textLength('🔔'.repeat(125), manifest.text)).toBe(manifest.text.max)
  expect(textLength('ระ'.repeat(250), manifest.text)).toBe(manifest.text.max)
})
