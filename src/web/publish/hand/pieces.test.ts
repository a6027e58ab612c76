import { expect, test } from 'vitest'
import { readFrozen } from '../deliveries/frozen.ts'
import { piecesOf } from './pieces.ts'

const part = (text: string, more = {}) => ({ text, media: [], ...more })
const frozen = (content: object) => readFrozen(content)

test('what is copied is the title, each part with words, a link beside them, and the first comment last', () => {
  const link = { url: 'https://bakery.example/rye', title: 'Rye' }
  const parts = [part('One'), part(' '), part('Two', { link })]
  const { texts } = piecesOf(frozen({ title: 'News', parts, firstReply: 'More' }), 0)
  expect(texts.map(({ kind, text }) => [kind, text])).toEqual([
    ['headline', 'News'],
    ['part', 'One'],
    ['part', 'Two'],
    ['link', link.url],
    ['firstReply', 'More'],
  ])
  expect(texts[2]).toMatchObject({ part: 3, of: 3 })
})

test('a link that stands in the words is copied with them', () => {
  const link = { url: 'https://bakery.example', title: '' }
  for (const written of ['https://bakery.example', 'https://Bakery.Example/?utm_source=x'])
    expect(piecesOf(frozen({ parts: [part(`See ${written}`, { link })] }), 0).texts).toHaveLength(1)
})

test('of a thread what is out already is left out, with its files', () => {
  const media = (id: string) => [{ id, kind: 'image', alt: '', width: 1, height: 1 }]
  const parts = [part('One', { media: media('a') }), part('Two', { media: media('b') })]
  const left = piecesOf(frozen({ title: 'News', parts, firstReply: 'More' }), 1)
  expect(left.texts.map(({ text }) => text)).toEqual(['Two', 'More'])
  expect(left.media.map(({ id }) => id)).toEqual(['b'])
  expect(left.partly).toBe(true)
})
