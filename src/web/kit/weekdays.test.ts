import { expect, test } from 'vitest'
import { weekdaysFrom } from './weekdays.tsx'

test('a week begins where the workspace begins it', () => {
  expect(weekdaysFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(weekdaysFrom(7)).toEqual([7, 1, 2, 3, 4, 5, 6])
})
