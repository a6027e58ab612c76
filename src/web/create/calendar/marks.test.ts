import { expect, test } from 'vitest'
import { between } from './selection.tsx'
import { type Band, lanesOf, marksOf } from './use-marks.ts'

const band = (key: string, from: string, to: string): Band => ({ key, from, to, text: key, colour: 'teal' })

test('bands that overlap lie in lanes of their own, and keep them from day to day', () => {
  const bands = [
    band('sale', '2030-03-01', '2030-03-10'),
    band('fair', '2030-03-05', '2030-03-06'),
    band('late', '2030-03-07', '2030-03-20'),
  ]
  expect([...lanesOf(bands)]).toEqual([
    ['sale', 0],
    ['fair', 1],
    ['late', 1],
  ])
  const marks = marksOf({ first: '2030-03-04', end: '2030-03-13' }, bands, [], [])
  const keysOn = (day: string) => marks.get(day)?.bands.map((one) => one?.key ?? null)
  expect(keysOn('2030-03-04')).toEqual(['sale'])
  expect(keysOn('2030-03-05')).toEqual(['sale', 'fair'])
  expect(keysOn('2030-03-12')).toEqual([null, 'late'])
  expect(marks.has('2030-03-13')).toBe(false)
})

test('holidays and gaps stand on their days', () => {
  const holiday = { day: '2030-03-08', name: 'Day', country: 'LV', free: true }
  const marks = marksOf(
    { first: '2030-03-07', end: '2030-03-09' },
    [],
    [holiday],
    [{ day: '2030-03-07', channelIds: ['a'] }],
  )
  expect(marks.get('2030-03-08')).toMatchObject({ holidays: [{ name: 'Day' }], gap: [] })
  expect(marks.get('2030-03-07')).toMatchObject({ holidays: [], gap: ['a'] })
})

test('a reach goes from the one chosen last to this one, in either direction', () => {
  const entries = ['a', 'b', 'c', 'd'].map((key) => ({ key }))
  expect(between(entries, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(between(entries, 'c', 'a')).toEqual(['a', 'b', 'c'])
  expect(between(entries, 'gone', 'c')).toEqual(['c'])
})
