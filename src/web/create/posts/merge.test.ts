import { describe, expect, test } from 'vitest'
import { mergeContent } from './merge-content.ts'
import { mergeText, placeAfter } from './merge-text.ts'
import { emptyWriting, mergeWriting, type Writing } from './writing.ts'

describe('two changes of one text', () => {
  const base = 'Fresh bread from six. Come and taste it!'

  test.each([
    [
      'at different words',
      'Warm bread from six. Come and taste it!',
      'Fresh bread from seven. Come and taste it!',
      'Warm bread from seven. Come and taste it!',
    ],
    ['before and behind', `Hello! ${base}`, `${base} Free coffee.`, `Hello! ${base} Free coffee.`],
    ['of which one is nothing', base, 'New', 'New'],
    ['that are the same', 'New', 'New', 'New'],
    [
      'where one deletes a sentence',
      'Come and taste it!',
      'Fresh bread from six. Come and taste it! #bread',
      'Come and taste it! #bread',
    ],
    ['of which one went on where the other stopped', `${base} See`, `${base} See you`, `${base} See you`],
    ['at the end, by both', `${base} By me.`, `${base} Your bakery.`, `${base} Your bakery. By me.`],
  ])('%s come together', (_, mine, theirs, both) => {
    expect(mergeText(base, mine, theirs)).toBe(both)
  })

  test.each([
    ['the same word', 'Warm bread from six. Come and taste it!', 'Old bread from six. Come and taste it!'],
    [
      'a word that the other deleted with its sentence',
      'Fresh bread from eight. Come and taste it!',
      'Come and taste it!',
    ],
    ['the same sentence, begun alike', `${base} See you there`, `${base} See what we bake`],
  ])('of %s are for a person to decide', (_, mine, theirs) => {
    expect(mergeText(base, mine, theirs)).toBe(null)
  })

  test('of an empty text are for a person, unless one goes on with the other', () => {
    expect(mergeText('', 'Bread', 'Rolls')).toBe(null)
    expect(mergeText('', 'Bread and', 'Bread and rolls')).toBe('Bread and rolls')
  })

  test('come together without spaces between words, and with marks and signs of two units', () => {
    const thai = 'ขนมปังสดใหม่ทุกเช้า มาชิมกันเถอะ'
    expect(mergeText(thai, `${thai} 🍞`, thai.replace('ทุกเช้า', 'ทุกวัน'))).toBe(
      `${thai.replace('ทุกเช้า', 'ทุกวัน')} 🍞`,
    )
    const viet = 'Bánh mì nóng mỗi sáng'
    expect(mergeText(viet, 'Bánh mì giòn mỗi sáng', 'Bánh mì nóng mỗi chiều')).toBe('Bánh mì giòn mỗi chiều')
  })

  test('take no time however long and different they are', () => {
    const long = (word: string) =>
      Array.from({ length: 3500 }, (_, n) => `${word}${n}`)
        .join(' ')
        .slice(0, 19_000)
    const started = performance.now()
    expect(mergeText(long('a'), long('b'), long('c'))).toBe(null)
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

test.each([
  ['stays before what comes in', 'Bread', 'Bread and rolls', 3, 3],
  ['moves with what comes in before it', 'Bread', 'Hello Bread', 3, 9],
  ['stays at the end of what one writes when something comes in before', 'One. Two', 'One. More. Two', 8, 14],
  ['stands behind what took the place of its word', 'Old bread', 'Fresh bread', 1, 5],
  ['never leaves the text', 'Bread and rolls', '', 9, 0],
])('a caret %s', (_, before, after, place, now) => {
  expect(placeAfter(before, after, place)).toBe(now)
})

describe('two who work on one post', () => {
  const writing = (text: string, over: Partial<Writing> = {}): Writing => ({
    ...emptyWriting,
    content: { ...emptyWriting.content, parts: [{ text, media: [], poll: null, link: null, quote: null }] },
    ...over,
  })

  test('change words and first reply of one idea, and nobody is asked', () => {
    const base = writing('Bread from six.')
    const mine = writing('Warm bread from six.')
    const theirs = {
      ...writing('Bread from seven.'),
      content: { ...writing('Bread from seven.').content, firstReply: 'Come!' },
    }
    const { merged, both } = mergeWriting(base, mine, theirs)
    expect(both).toEqual([])
    expect(merged.content).toMatchObject({ parts: [{ text: 'Warm bread from seven.' }], firstReply: 'Come!' })
  })

  test('change the same words of one channel, and both are there to choose', () => {
    const own = (text: string) => ({ c1: { content: { parts: [{ text }] }, options: {} } })
    const { merged, both } = mergeWriting(
      writing('Bread', { variants: own('Rolls') }),
      writing('Bread', { variants: own('Warm rolls') }),
      writing('Bread', { variants: own('Cold rolls') }),
    )
    expect(both).toEqual(['variant:c1'])
    expect(merged.variants.c1?.content?.parts?.[0]?.text).toBe('Warm rolls')
  })

  test('set different options of one channel, and both hold', () => {
    const set = (options: object) => ({ c1: { content: null, options } }) as Writing['variants']
    const { merged, both } = mergeWriting(
      writing('Bread', { variants: set({}) }),
      writing('Bread', { variants: set({ visibility: 'quiet' }) }),
      writing('Bread', { variants: set({ warning: 'Hot' }) }),
    )
    expect(both).toEqual([])
    expect(merged.variants.c1?.options).toEqual({ visibility: 'quiet', warning: 'Hot' })
  })

  test('of whom one adds a post to the thread while the other writes: the writing one decides', () => {
    const base = writing('Bread')
    const more = {
      ...base,
      content: { ...base.content, parts: [...base.content.parts, ...writing('More').content.parts] },
    }
    expect(mergeWriting(base, writing('Rolls'), more).both).toEqual(['content'])
  })
})

test('whom either of two mentioned stays mentioned, and a change of one is no quarrel', () => {
  const who = (text: string, name = text) => ({ text, name, accounts: {} })
  const merged = mergeContent(
    { mentions: [who('@a'), who('@b')] },
    { mentions: [who('@a', 'Anna'), who('@b'), who('@mine')] },
    { mentions: [who('@a'), who('@b', 'Boriss'), who('@theirs')] },
  )
  expect(merged?.merged.mentions.map(({ name }) => name)).toEqual(['Anna', 'Boriss', '@theirs', '@mine'])
  expect(mergeContent<object>({}, { mentions: [who('@a')] }, { mentions: [who('@b')] })).toBeDefined()
})
