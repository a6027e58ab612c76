import { expect, test } from 'vitest'
import { addressOf, linkOf, sameWords, wholeId } from './post.ts'

test('a post’s card is that of the first address as it is written', () => {
  const of = (text: string) =>
    linkOf({ text, media: [], poll: null, link: null, quote: null }, { options: {} })
  expect(of('See https://a.example/b?c=(d), or http://e.example.')).toBe('https://a.example/b?c=(d)')
  expect(of('(see https://a.example/b).')).toBe('https://a.example/b')
  expect(of('“https://a.example/ß”')).toBe('https://a.example/ß')
  expect(of('nothing here, https:// neither')).toBeNull()
})

test('ids and addresses are made whole, and words are the same however they are put together', () => {
  expect([wholeId('1', '2'), wholeId('1', '1_2')]).toEqual(['1_2', '1_2'])
  expect([addressOf('/reel/5/', '1_2'), addressOf(null, '1_2')]).toEqual([
    'https://www.facebook.com/reel/5/',
    'https://www.facebook.com/1_2',
  ])
  expect(sameWords(' Tiếng Việt \n', 'Tiếng Việt'.normalize('NFD'))).toBe(true)
  expect(sameWords('a b', 'ab')).toBe(false)
})
