import { expect, test } from 'vitest'
import { instantsOf, spanOf, windowOf } from './window.ts'

test('a usual window is known by its name as long as it ends today', () => {
  const week = windowOf('last7', '2030-03-31')
  expect(week).toEqual({ from: '2030-03-25', to: '2030-03-31' })
  expect(spanOf(week, '2030-03-31')).toBe('last7')
  expect(spanOf(week, '2030-04-01')).toBe('own')
  expect(spanOf({}, '2030-04-01')).toBe('any')
  expect(spanOf({ from: '2030-03-01' }, '2030-04-01')).toBe('own')
})

test('a day lasts from midnight to midnight in the zone, also when the clocks change', () => {
  expect(instantsOf({ from: '2030-03-31', to: '2030-03-31' }, 'Europe/Riga')).toEqual({
    from: '2030-03-30T22:00:00.000Z',
    to: '2030-03-31T21:00:00.000Z',
  })
})
