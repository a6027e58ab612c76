import { expect, test } from 'vitest'
import { checkDraft } from '../kit/check.ts'
import type { Draft, MediaFacts } from '../kit/content.ts'
import { limitsOf } from '../kit/limits.ts'
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

const codesOf = (over: { text?: string; options?: Draft['options']; media?: MediaFacts[] }) => {
  const { text = 'hello', options = {}, media = [] } = over
  const whole = { kind: 'post', replyControl: 'everyone', spoiler: false, ...options }
  const one = { text, media, poll: null, link: null, quote: null }
  const draft = { title: '', parts: [one], firstReply: null, languages: [], options: whole }
  return checkDraft(draft, { ...manifest, ...limitsOf(manifest, {}, whole) }).map(({ code }) => code)
}

test('the composer says what Threads would not take', () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, at) => `https://b.example/${at}`).join(' ')
  expect([codesOf({ text: links(5) }), codesOf({ text: links(6) })]).toEqual([[], ['links_too_many']])
  expect(codesOf({ options: { topicTag: '#Bells' } })).toEqual([])
  expect(codesOf({ options: { topicTag: 'you & me' } })).toEqual(['option_odd'])
  expect(codesOf({ options: { spoiler: true } })).toEqual(['option_idle'])
  expect(codesOf({ options: { kind: 'ghost', longText: 'more' } })).toContain('option_unknown')
})
