import { expect, test } from 'vitest'
import {
  changed,
  countByCategory,
  movedBy,
  nextTime,
  ofDay,
  presetWeek,
  type Week,
  withDayOn,
  withoutSlot,
  withSlots,
} from './week.ts'

const at = (weekday: number, time: string, category: Week[number]['category'] = null) => ({
  weekday,
  time,
  category,
})
const week: Week = [at(1, '09:00', 'brand'), at(1, '17:00'), at(3, '12:00')]

test('what is added stands in order, and a time that was there takes the new category', () => {
  expect(withSlots(week, [at(1, '12:00'), at(1, '09:00', 'educational')])).toEqual([
    at(1, '09:00', 'educational'),
    at(1, '12:00'),
    at(1, '17:00'),
    at(3, '12:00'),
  ])
})

test('one slot is taken out or changed without touching the others', () => {
  expect(withoutSlot(week, at(1, '17:00'))).toEqual([at(1, '09:00', 'brand'), at(3, '12:00')])
  expect(changed(week, at(3, '12:00'), at(5, '08:00'))).toEqual([
    at(1, '09:00', 'brand'),
    at(1, '17:00'),
    at(5, '08:00'),
  ])
})

test('a day on other days replaces what stood there', () => {
  const copied = withDayOn(week, 1, [3, 5])
  expect(ofDay(copied, 3)).toEqual([at(3, '09:00', 'brand'), at(3, '17:00')])
  expect(ofDay(copied, 5)).toEqual([at(5, '09:00', 'brand'), at(5, '17:00')])
  expect(ofDay(copied, 1)).toEqual(ofDay(week, 1))
})

test('arrows move a slot by a quarter of an hour or by a day, around the end of the week', () => {
  expect(movedBy(week, at(3, '12:00'), 'ArrowUp')).toEqual(at(3, '11:45'))
  expect(movedBy(week, at(1, '09:00', 'brand'), 'ArrowLeft')).toEqual(at(7, '09:00', 'brand'))
  expect(movedBy(week, at(3, '12:00'), 'Enter')).toBeNull()
})

test('no arrow moves a slot onto another', () => {
  expect(movedBy([at(1, '09:00'), at(2, '09:00')], at(1, '09:00'), 'ArrowRight')).toBeNull()
  expect(movedBy([at(1, '23:45')], at(1, '23:45'), 'ArrowDown')).toBeNull()
})

test('the time that is offered comes after the last one of the day', () => {
  expect(nextTime(week, 1)).toBe('19:00')
  expect(nextTime(week, 2)).toBe('09:00')
  expect(nextTime([at(1, '23:00')], 1)).toBe('09:00')
})

test('a preset fills its days', () => {
  expect(presetWeek('twice')).toHaveLength(10)
  expect(ofDay(presetWeek('daily'), 7)).toEqual([at(7, '12:00')])
})

test('slots are counted by what they are for', () => {
  expect(countByCategory(week)).toEqual([
    { category: 'brand', count: 1 },
    { category: null, count: 2 },
  ])
})
