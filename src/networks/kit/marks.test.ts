import { expect, test } from 'vitest'
import { readMarks } from './marks.ts'

test('marks are taken out, and what they mark is told', () => {
  const { text, marked } = readMarks('A **bold __and italic__** [shop](https://a.example/b) `x**y`')
  expect(text).toBe('A bold and italic shop x**y')
  expect(marked).toEqual([
    { kind: 'bold', offset: 2, length: 15 },
    { kind: 'italic', offset: 7, length: 10 },
    { kind: 'link', offset: 18, length: 4, url: 'https://a.example/b' },
    { kind: 'code', offset: 23, length: 4 },
  ])
})

test('places are counted in UTF-16 units, behind emoji too', () => {
  expect(readMarks('👋 **hi**').marked).toEqual([{ kind: 'bold', offset: 3, length: 2 }])
})

test('lines that are quoted one after the other are one quotation', () => {
  const { text, marked } = readMarks('She said:\n> Fresh\n> every ~~day~~ hour\nToday')
  expect(text).toBe('She said:\nFresh\nevery day hour\nToday')
  expect(marked).toEqual([
    { kind: 'quote', offset: 10, length: 20 },
    { kind: 'strikethrough', offset: 22, length: 3 },
  ])
})

test.each([
  '2 ** 3 ** 4',
  '**never closed',
  'snake__case is not __',
  '[words](javascript:alert(1))',
  '[](https://a.example)',
  '[a]b](https://a.example)',
  '****',
  '``',
  'a|b',
])('“%s” has no marks', (text) => {
  expect(readMarks(text)).toEqual({ text, marked: [] })
})

test('a backslash keeps the mark behind it', () => {
  expect(readMarks('\\**not\\** and \\\\')).toEqual({ text: '**not** and \\', marked: [] })
})

test('a long text of open marks keeps nobody busy', () => {
  const began = performance.now()
  readMarks('**a __b ~~c ||d [e '.repeat(260))
  readMarks('['.repeat(100_000))
  expect(performance.now() - began).toBeLessThan(1000)
})
