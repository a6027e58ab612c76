import { expect, test } from 'vitest'
import { foldedOf, piecesOf } from './pieces.ts'

test('links, mentions and hashtags are told from plain words, in any script', () => {
  expect(piecesOf('Maize #pīrāgi no @cepējs@riga.lv: https://a.lv/x?y=1#z, labi')).toEqual([
    { kind: 'plain', text: 'Maize ' },
    { kind: 'tag', text: '#pīrāgi' },
    { kind: 'plain', text: ' no ' },
    expect.objectContaining({ text: expect.stringContaining('@cep') }),
    expect.anything(),
    { kind: 'link', text: 'https://a.lv/x?y=1#z' },
    { kind: 'plain', text: ', labi' },
  ])
  expect(piecesOf('ขนมปัง #ขนมปังอุ่น').at(-1)).toEqual({ kind: 'tag', text: '#ขนมปังอุ่น' })
})

test('put together again the pieces are the text', () => {
  const text = 'a@b.c #x#y https://x.lv/#z @me, @you@there.org!\n\n👩‍👩‍👧 #1'
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('a fold cuts between letters as readers see them', () => {
  expect(foldedOf('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', { fold: 2 })).toEqual([{ kind: 'plain', text: '👩‍👩‍👧👩‍👩‍👧…' }])
  expect(foldedOf('short', { fold: 9 })).toBeNull()
  expect(foldedOf('never folded', { fold: null })).toBeNull()
})

test('a fold counts an address as the network shows it, and cuts none in two', () => {
  const text = `Bread from seven. https://bakery.lv/${'autumn/'.repeat(9)} Come early.`
  expect(foldedOf(text, { fold: 60, urlLength: 23 })).toBeNull()
  expect(foldedOf(text, { fold: 45, urlLength: 23 })?.map((piece) => piece.kind)).toEqual([
    'plain',
    'link',
    'plain',
  ])
  expect(foldedOf(text, { fold: 30, urlLength: 23 })).toEqual([{ kind: 'plain', text: 'Bread from seven.…' }])
})

test('a bare address is a link where the network makes one of it', () => {
  const source = { from: 'a test', on: '2030-01-01', confidence: 'primary' } as const
  const links = (rule?: Parameters<typeof piecesOf>[1]) =>
    piecesOf('Order at example.com now', rule).flatMap(({ kind, text }) => (kind === 'link' ? [text] : []))
  expect(links()).toEqual([])
  expect(links({ urls: { endings: 'com', source } })).toEqual(['example.com'])
})
