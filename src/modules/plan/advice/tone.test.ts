import { expect, test } from 'vitest'
import { emojiIn, exclamationsIn, hashtagsIn } from './tone.ts'

test('emoji are counted as they are seen', () => {
  expect(emojiIn('👨‍👩‍👧‍👦 🇱🇻 👍🏽 ☕️ 1 © a')).toBe(4)
})

test('hashtags and exclamation marks', () => {
  expect(hashtagsIn('#bread #ржаной #ขนมปัง a#b #123 &#x27; https://a.example/#top')).toBe(3)
  expect(exclamationsIn('Now! Really！ ¡Sí!')).toBe(3)
})
