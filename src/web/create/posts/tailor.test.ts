import { expect, test } from 'vitest'
import {
  arrangeParts,
  changePart,
  changeWhole,
  followIdea,
  isTailored,
  joinParts,
  setOption,
  splitPart,
  toggleChannel,
} from './tailor.ts'
import { contentOf, emptyWriting, type Writing } from './writing.ts'

const start = toggleChannel(toggleChannel(emptyWriting, 'a'), 'b')
const say = (writing: Writing, target: string | null, text: string, at = 0) =>
  changePart(writing, target, at, { text })
const texts = (writing: Writing, target: string | null) =>
  contentOf(writing, target).parts.map((part) => part.text)
const photo = {
  id: 'm',
  kind: 'image',
  mime: 'image/png',
  bytes: 1,
  width: 1,
  height: 1,
  durationMs: null,
  alt: '',
} as const

test('a channel follows the idea until somebody writes on it', () => {
  let writing = say(start, null, 'Bread')
  writing = say(writing, 'a', 'Bread for a')
  writing = say(writing, null, 'Rye bread')
  expect([texts(writing, 'a'), texts(writing, 'b')]).toEqual([['Bread for a'], ['Rye bread']])
  expect([isTailored(writing, 'a'), isTailored(writing, 'b')]).toEqual([true, false])
  expect(texts(followIdea(writing, 'a'), 'a')).toEqual(['Rye bread'])
})

test('a picture added to the idea later still reaches a channel with words of its own', () => {
  let writing = say(say(start, null, 'Bread'), 'a', 'For a')
  writing = changePart(writing, null, 0, { media: [photo] })
  expect(contentOf(writing, 'a').parts[0]).toMatchObject({ text: 'For a', media: [{ id: 'm' }] })
})

test('what is brought back to the words of the idea follows it again', () => {
  let writing = say(say(start, null, 'Bread'), 'a', 'Other')
  writing = say(writing, 'a', 'Bread')
  expect(isTailored(writing, 'a')).toBe(false)
})

test('a long text becomes a thread on one channel alone, its picture stays with the first', () => {
  let writing = changePart(say(start, null, 'One two'), null, 0, { media: [photo] })
  writing = splitPart(writing, 'a', 0, ['One', 'two'])
  expect(texts(writing, 'a')).toEqual(['One', 'two'])
  expect(contentOf(writing, 'a').parts.map((part) => part.media.length)).toEqual([1, 0])
  expect(texts(writing, 'b')).toEqual(['One two'])
  expect(texts(joinParts(writing, 'a'), 'a')).toEqual(['One\n\ntwo'])
})

test('posts of a thread are added, moved and taken out', () => {
  let writing = arrangeParts(say(start, null, 'One'), null, [0, -1])
  writing = say(writing, null, 'Two', 1)
  expect(texts(arrangeParts(writing, null, [1, 0]), 'b')).toEqual(['Two', 'One'])
  expect(texts(arrangeParts(writing, null, [1]), null)).toEqual(['Two'])
})

test('title, reply and languages are told apart from the parts, settings from both', () => {
  let writing = changeWhole(say(start, null, 'Bread'), 'a', { firstReply: 'Order here' })
  writing = say(writing, null, 'Rye')
  expect(contentOf(writing, 'a')).toMatchObject({ firstReply: 'Order here', parts: [{ text: 'Rye' }] })
  writing = setOption(writing, 'a', 'visibility', 'quiet')
  expect(followIdea(writing, 'a').variants.a).toEqual({ content: null, options: { visibility: 'quiet' } })
  expect(setOption(writing, 'a', 'visibility', undefined).variants.a?.options).toEqual({})
})

test('a channel that is put off and on again starts anew', () => {
  const writing = toggleChannel(toggleChannel(say(start, 'a', 'Own'), 'a'), 'a')
  expect(isTailored(writing, 'a')).toBe(false)
})
