import { expect, test } from 'vitest'
import { instantsOf, nameOf, windowOf } from './window.ts'

test('a window of days begins with its first day and ends after its last, in the zone of the workspace', () => {
  expect(instantsOf({ from: '2026-11-22', to: '2026-11-22' }, 'Europe/Riga')).toEqual({
    from: '2026-11-21T22:00:00.000Z',
    to: '2026-11-22T22:00:00.000Z',
  })
})

test('a day on which the clocks change has its own length', () => {
  const { from = '', to = '' } = instantsOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Riga')
  expect(Date.parse(to) - Date.parse(from)).toBe(23 * 3_600_000)
})

test('a side that is left open stays open', () => {
  expect(instantsOf({}, 'UTC')).toEqual({})
  expect(instantsOf({ from: '2026-01-01' }, 'UTC')).toEqual({ from: '2026-01-01T00:00:00.000Z' })
})

test('the usual windows are known by their name', () => {
  const today = '2026-11-22'
  expect(windowOf('last7', today)).toEqual({ from: '2026-11-16', to: today })
  expect(nameOf(windowOf('next7', today), today)).toBe('next7')
  expect(nameOf({}, today)).toBe('any')
  expect(nameOf({ from: '2026-01-01', to: today }, today)).toBe('own')
  expect(nameOf({ from: today }, today)).toBe('own')
})
