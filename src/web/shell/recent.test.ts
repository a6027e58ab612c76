import { expect, test } from 'vitest'
import { recentFirst } from './recent.ts'

test('workspaces where one was lately come first, the others as they were', () => {
  const all = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const ids = (recent: string[]) => recentFirst(all, recent).map(({ id }) => id)
  expect(ids(['c', 'gone', 'b'])).toEqual(['c', 'b', 'a', 'd'])
  expect(ids([])).toEqual(['a', 'b', 'c', 'd'])
})
