import { expect, test } from 'vitest'
import { readRule, writeRule } from './rule.ts'

test.each([
  'FREQ=DAILY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5',
  'FREQ=MONTHLY;UNTIL=20301231;BYMONTHDAY=15',
  null,
])('a rule goes through the form as it was: %s', (rule) => {
  expect(writeRule(readRule(rule))).toBe(rule)
})

test('a day of the week that counts in the month is kept as it is', () => {
  expect(writeRule(readRule('FREQ=MONTHLY;BYDAY=1MO'))).toBe('FREQ=MONTHLY;BYDAY=1MO')
})
