import { expect, test } from 'vitest'
import { readTime, stepTime } from './clock.ts'

test.each([
  ['9', '09:00'],
  ['09', '09:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9.30', '09:30'],
  ['9:05', '09:05'],
  ['21:45', '21:45'],
  ['9pm', '21:00'],
  ['9:30 PM', '21:30'],
  ['12 am', '00:00'],
  ['12pm', '12:00'],
  ['9h15', '09:15'],
])('%s is read as %s', (typed, time) => {
  expect(readTime(typed)).toBe(time)
})

test.each(['', 'noon', '24:00', '9:75', '13 pm', '99', '1:2:3'])('"%s" is no time', (typed) => {
  expect(readTime(typed)).toBeNull()
})

test('steps go to the full quarter and stay within the day', () => {
  expect(stepTime('09:07', 15)).toBe('09:15')
  expect(stepTime('09:07', -15)).toBe('09:00')
  expect(stepTime('09:15', 15)).toBe('09:30')
  expect(stepTime('23:50', 15)).toBe('23:45')
  expect(stepTime('00:05', -15)).toBe('00:00')
  expect(stepTime('00:00', -15)).toBe('00:00')
})
