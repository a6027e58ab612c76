import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

test('only what differs is told, each at its end', () => {
  const before = { name: 'Shop', settings: { visibility: 'public', alt: true }, cap: null }
  const after = { name: 'Shop', settings: { visibility: 'unlisted', alt: true }, cap: 5 }
  expect(changesOf(before, after)).toEqual([
    { field: 'settings.visibility', before: 'public', after: 'unlisted' },
    { field: 'cap', before: null, after: 5 },
  ])
})

test('a change that names only what it changes leaves the rest as it was', () => {
  const before = { name: 'Bakery', timeZone: 'Europe/Riga', weekStartsOn: 1 }
  expect(changesOf(before, { timeZone: 'Asia/Bangkok' })).toEqual([
    { field: 'timeZone', before: 'Europe/Riga', after: 'Asia/Bangkok' },
  ])
})

test('what both speak of is followed to its end, what only one speaks of has one side', () => {
  expect(changesOf({ handle: '@bakery' }, { cancelled: 3 })).toEqual([
    { field: 'handle', before: '@bakery' },
    { field: 'cancelled', after: 3 },
  ])
  expect(changesOf(undefined, { name: 'Key' })).toEqual([{ field: 'name', after: 'Key' }])
  expect(changesOf({ name: 'Key' }, undefined)).toEqual([{ field: 'name', before: 'Key' }])
  expect(changesOf(undefined, undefined)).toEqual([])
})

test('lists of words are one value, lists of things are numbered', () => {
  expect(changesOf({ events: ['a', 'b'] }, { events: ['a'] })).toEqual([
    { field: 'events', before: 'a, b', after: 'a' },
  ])
  expect(changesOf([], [{ weekday: 1, time: '09:00' }])).toEqual([
    { field: '', before: '' },
    { field: '1.weekday', after: 1 },
    { field: '1.time', after: '09:00' },
  ])
})
