import { expect, test } from 'vitest'
import type { NumberFormat } from './contract.ts'
import { fittingNumbers, readNumber } from './numbers.ts'

const read = (text: string, format: NumberFormat, rounded = false) => {
  const found = readNumber(text, format, rounded)
  return typeof found === 'string' ? found : found.value
}

test.each<[text: string, format: NumberFormat, value: number | null | string]>([
  ['1234', 'plain', 1234],
  ['1,234', 'plain', 'no_number'],
  ['1,234', 'comma', 1234],
  ['12,34,567', 'comma', 1_234_567],
  ['1,23', 'comma', 'no_number'],
  ['1.234', 'comma', 'not_whole'],
  ['1.234', 'point', 1234],
  ['1.234.567', 'point', 1_234_567],
  ['1,234', 'point', 'not_whole'],
  ['1 234', 'space', 1234],
  ['1\u202f234\u00a0567', 'space', 1_234_567],
  ['1’234', 'apostrophe', 1234],
  ['12,0', 'point', 12],
  ['', 'plain', null],
  ['—', 'plain', null],
  ['n/a', 'plain', null],
  ['0', 'plain', 0],
  ['-5', 'plain', -5],
  ['−5', 'plain', -5],
  ['12,5 %', 'point', 'share'],
  ['12%', 'plain', 'share'],
  ['many', 'plain', 'no_number'],
  ['1.2K', 'plain', 'shortened'],
  ['=1+1', 'plain', 'no_number'],
  ['9'.repeat(70), 'plain', 'no_number'],
  ['1e5', 'plain', 'no_number'],
])('%s written as %s is %s', (text, format, value) => {
  expect(read(text, format)).toBe(value)
})

test.each<[text: string, format: NumberFormat, value: number]>([
  ['1.2K', 'plain', 1200],
  ['1,2 тыс.', 'point', 1200],
  ['3 млн', 'plain', 3_000_000],
  ['1.2345M', 'plain', 1_234_500],
  ['2,5 tūkst.', 'point', 2500],
  ['1,2N', 'point', 1200],
  ['3 Tr', 'plain', 3_000_000],
  ['1.5 ล้าน', 'plain', 1_500_000],
])('%s is taken as rounded only where somebody says so', (text, format, value) => {
  expect(read(text, format)).toBe('shortened')
  expect(read(text, format, true)).toBe(value)
})

test('how numbers are written is found out only where every way reads them the same', () => {
  expect(fittingNumbers(['12', '0', '—'])).toMatchObject({ only: 'plain' })
  expect(fittingNumbers(['12', '1 234'])).toMatchObject({ formats: ['space'], only: 'space' })
  expect(fittingNumbers(['1,234'])).toMatchObject({ only: null })
  expect(fittingNumbers(['1,234']).formats).toEqual(['comma', 'point', 'space', 'apostrophe'])
  expect(fittingNumbers(['1,234', '1,234,567'])).toMatchObject({ formats: ['comma'], only: 'comma' })
  expect(fittingNumbers(['1.2K', 'x'])).toMatchObject({ shortened: true })
})
