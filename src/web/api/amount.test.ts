import { expect, test } from 'vitest'
import { readAmount } from './amount.ts'

test.each([
  ['1500', 'en-GB', 1500],
  ['1,500', 'en-GB', 1500],
  ['1,500.5', 'en-GB', 1500.5],
  ['1.500,5', 'lv', 1500.5],
  ['1 500', 'ru', 1500],
  ['1\u00a0500,25', 'ru', 1500.25],
  ['3.4', 'ru', 3.4],
  ['3,4', 'en-GB', 3.4],
  ['3.4 %', 'en-GB', 3.4],
  ['0,034', 'lv', 0.034],
  ['.5', 'en-GB', 0.5],
  ['1.500', 'vi', 1500],
])('%s in %s is %d', (text, locale, value) => {
  expect(readAmount(text, locale)).toBe(value)
})

test.each(['', ' ', 'many', '-5', '12 apples', '1,2,3.4.5x'])('%j is no amount', (text) => {
  expect(readAmount(text, 'en-GB')).toBeUndefined()
})
