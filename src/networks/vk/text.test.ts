import { expect, test } from 'vitest'
import { same, textFor } from './text.ts'

const mentions = [
  { text: '@bakery', account: 'club1' },
  { text: '@anna', account: 'id7' },
]

test.each([
  ['Bread from @bakery!', 'Bread from [club1|@bakery]!'],
  ['@anna and @bakery', '[id7|@anna] and [club1|@bakery]'],
  ['@bakery_2 and x@bakery.example stay', '@bakery_2 and x@bakery.example stay'],
  ['twice @bakery @bakery.', 'twice [club1|@bakery] [club1|@bakery].'],
  ['already [club1|@bakery]', 'already [club1|@bakery]'],
])('%s is written so that VK knows who is meant', (text, written) => {
  expect(textFor(text, { mentions })).toBe(written)
})

test('an account that is none of VK’s is left alone', () => {
  const odd = [{ text: '@bakery', account: 'club1|x]' }]
  expect(textFor('@bakery', { mentions: odd })).toBe('@bakery')
  expect(textFor('@bakery', {})).toBe('@bakery')
})

test('texts are the same whether or not VK made mentions, trimmed, or wrote marks of HTML as entities', () => {
  expect(same('Hello @bakery ', 'Hello [club1|@bakery]')).toBe(true)
  expect(same('a < b & c', 'a &lt; b &amp; c')).toBe(true)
  expect(same('a &amp; b', 'a &amp; b')).toBe(true)
  expect(same('ệ'.normalize('NFD'), 'ệ'.normalize('NFC'))).toBe(true)
  expect(same('one', 'two')).toBe(false)
})
