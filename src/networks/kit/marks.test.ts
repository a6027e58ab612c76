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
  'snake__case__name',
  'https://a.example/a__b__c and https://a.example/**d**',
])('“%s” has no marks', (text) => {
  expect(readMarks(text)).toEqual({ text, marked: [] })
})

test('a backslash keeps the mark behind it', () => {
  expect(readMarks('\\**not\\** and \\\\')).toEqual({ text: '**not** and \\', marked: [] })
})

test('an address within what is marked stays whole', () => {
  expect(readMarks('__see https://a.example/a__b__c__ now')).toEqual({
    text: 'see https://a.example/a__b__c now',
    marked: [{ kind: 'italic', offset: 0, length: 29 }],
  })
  expect(readMarks('**[more](https://a.example/b_(c))** https://a.example/~~x~~/y')).toEqual({
    text: 'more https://a.example/~~x~~/y',
    marked: [
      { kind: 'bold', offset: 0, length: 4 },
      { kind: 'link', offset: 0, length: 4, url: 'https://a.example/b_(c)' },
    ],
  })
})

test('a mark that is kept closes nothing', () => {
  expect(readMarks('**a \\** b**')).toEqual({
    text: 'a ** b',
    marked: [{ kind: 'bold', offset: 0, length: 6 }],
  })
})

test('a mark may stand within a text whose script has no spaces', () => {
  expect(readMarks('ไทย__เอียง__ไทย').marked).toEqual([{ kind: 'italic', offset: 3, length: 5 }])
})

test('a long text of open marks keeps nobody busy', () => {
  const began = performance.now()
  readMarks('**a __b ~~c ||d [e '.repeat(260))
  readMarks('['.repeat(100_000))
  expect(performance.now() - began).toBeLessThan(1000)
})
