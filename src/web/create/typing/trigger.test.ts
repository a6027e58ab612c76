import { expect, test } from 'vitest'
import { triggerAt } from './trigger.ts'

const at = (text: string) => {
  const found = triggerAt(text, text.length)
  return found && `${found.kind} ${found.query} ${found.start}`
}

test('a mention, a hashtag and a snippet begin at the start, behind a space or an opening mark', () => {
  expect(at('@an')).toBe('mention an 0')
  expect(at('Hi @anna.bsky')).toBe('mention anna.bsky 3')
  expect(at('(@ann@social.lv')).toBe('mention ann@social.lv 1')
  expect(at('Bread #ขนม')).toBe('hashtag ขนม 6')
  expect(at('\n/ho')).toBe('snippet ho 1')
  expect(at('#')).toBe('hashtag  0')
})

test('an address, a date, a mail and what is over begin nothing', () => {
  for (const text of ['https://a', 'on 12/5', 'ann@example.org', '@ann ', 'a#b', 'and/or', '#a@b', ''])
    expect(at(text), text).toBeNull()
})

test('what stands behind the caret does not matter', () => {
  expect(triggerAt('Hi @ann and more', 7)).toEqual({ kind: 'mention', query: 'ann', start: 3, end: 7 })
  expect(triggerAt(`${'x'.repeat(100_000)} @a`, 100_003)?.query).toBe('a')
})
