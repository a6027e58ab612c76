import { expect, test } from 'vitest'
import { readFrozen, textsOf } from './frozen.ts'

const part = (text: string) => ({ text, media: [], poll: null, link: null, quote: null })

test('what is typed by hand is each part in order, the title before the first, the reply last', () => {
  const content = {
    title: 'News',
    parts: [part('One'), part(' '), part('Two')],
    firstReply: 'More',
    options: {},
  }
  expect(textsOf(readFrozen(content))).toEqual(['News\n\nOne', 'Two', 'More'])
})

test('a content that cannot be read is empty rather than an error', () => {
  expect(textsOf(readFrozen(null))).toEqual([])
  expect(readFrozen({ parts: [{}] }).parts).toEqual([{ text: '', media: [] }])
})
