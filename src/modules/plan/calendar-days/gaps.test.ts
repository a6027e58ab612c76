import { expect, test } from 'vitest'
import { type Frame, gapsOf, type Wanted } from './gaps.ts'

const frame = (more: Partial<Frame> = {}): Frame => ({
  ...{ from: '2030-03-04', to: '2030-03-18', today: '2030-03-04', weekStartsOn: 1, isFree: () => false },
  ...more,
})
const channel = (more: Partial<Wanted> = {}): Wanted => ({
  ...{ channelId: 'a', perWeek: 2, weekdays: [1, 4], days: [] },
  ...more,
})

test('a week with fewer posts than the cadence is short, and its empty planned days are named', () => {
  const days = ['2030-03-04', '2030-03-11', '2030-03-14']
  expect(gapsOf([channel({ days })], frame())).toEqual({
    weeks: [{ week: '2030-03-04', channels: [{ channelId: 'a', has: 1, wants: 2 }] }],
    days: [{ day: '2030-03-07', channelIds: ['a'] }],
  })
})

test('a post on another day than planned still counts', () => {
  const days = ['2030-03-05', '2030-03-06', '2030-03-16', '2030-03-17']
  expect(gapsOf([channel({ days })], frame())).toEqual({ weeks: [], days: [] })
})

test('with more days than posts only the week is short', () => {
  const daily = channel({ perWeek: 3, weekdays: [1, 2, 3, 4, 5], days: ['2030-03-04'] })
  const found = gapsOf([daily], frame({ to: '2030-03-11' }))
  expect(found.weeks).toEqual([{ week: '2030-03-04', channels: [{ channelId: 'a', has: 1, wants: 3 }] }])
  expect(found.days).toEqual([])
})

test('what is over is no gap any more, neither weeks nor days', () => {
  const found = gapsOf([channel()], frame({ today: '2030-03-12' }))
  expect(found.weeks.map(({ week }) => week)).toEqual(['2030-03-11'])
  expect(found.days.map(({ day }) => day)).toEqual(['2030-03-14'])
})

test('free days take their share off what a week wants', () => {
  const isFree = (day: string) => day === '2030-03-07'
  expect(gapsOf([channel({ days: ['2030-03-04', '2030-03-12', '2030-03-13'] })], frame({ isFree }))).toEqual({
    weeks: [],
    days: [],
  })
  expect(gapsOf([channel()], frame({ isFree: () => true }))).toEqual({ weeks: [], days: [] })
})

test('weeks begin on the day of the workspace', () => {
  const found = gapsOf([channel()], frame({ weekStartsOn: 7 }))
  expect(found.weeks.map(({ week }) => week)).toEqual(['2030-03-03', '2030-03-10', '2030-03-17'])
})
