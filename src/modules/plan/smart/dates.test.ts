import { expect, test } from 'vitest'
import { findDays, withUntil } from './dates.ts'
import { fold } from './fold.ts'
import { type Climate, climateOf } from './seasons.ts'

/** A Thursday in autumn. */
const today = '2026-11-12'
const dayIn = (text: string, climate: Climate = 'north', on = today) => {
  const folded = fold(text).text
  return findDays(folded, on, climate).map((one) => withUntil(folded, one).day)[0] ?? null
}

test.each([
  ['by the end of summer', '2027-08-31'],
  ['by the end of the summer 2028', '2028-08-31'],
  ['by summer', '2027-05-31'],
  ['before the summer', '2027-05-31'],
  ['over the summer', '2027-08-31'],
  ['this autumn', '2026-11-30'],
  ['next autumn', '2027-11-30'],
  ['by the end of next winter', '2027-02-28'],
  ['līdz vasaras beigām', '2027-08-31'],
  ['līdz 2028. gada vasaras beigām', '2028-08-31'],
  ['līdz vasarai', '2027-05-31'],
  ['šovasar', '2027-08-31'],
  ['до конца лета', '2027-08-31'],
  ['к концу зимы', '2027-02-28'],
  ['к лету', '2027-05-31'],
  ['летом', '2027-08-31'],
  ['до конца лета 2028 года', '2028-08-31'],
  ['ภายในสิ้นฤดูร้อน', '2027-08-31'],
  ['ภายในสิ้นฤดูร้อน 2571', '2028-08-31'],
  ['ก่อนฤดูร้อน', '2027-05-31'],
  ['trước cuối mùa hè', '2027-08-31'],
  ['đến hết mùa hè năm 2028', '2028-08-31'],
  ['trước mùa hè', '2027-05-31'],
  ['trong mùa xuân', '2027-05-31'],
])('a season is a day: %s', (text, day) => {
  expect(dayIn(text)).toBe(day)
})

test('in the south summer ends in February, and Thailand has seasons of its own', () => {
  expect(dayIn('by the end of summer', 'south')).toBe('2027-02-28')
  expect(dayIn('by summer', 'south')).toBe('2026-11-30')
  expect(dayIn('by the end of winter', 'south')).toBe('2027-08-31')
  expect(dayIn('ภายในสิ้นฤดูร้อน', 'thai')).toBe('2027-05-15')
  expect(dayIn('ภายในสิ้นฤดูฝน 2570', 'thai')).toBe('2027-10-15')
  expect(dayIn('ภายในสิ้นฤดูหนาว', 'thai')).toBe('2027-02-15')
})

test.each([
  ['Europe/Riga', 'north'],
  ['America/New_York', 'north'],
  ['Australia/Sydney', 'south'],
  ['America/Argentina/Buenos_Aires', 'south'],
  ['Africa/Johannesburg', 'south'],
  ['Pacific/Auckland', 'south'],
  ['Asia/Bangkok', 'thai'],
  ['Asia/Ho_Chi_Minh', 'north'],
])('where %s lies, its zone tells', (zone, climate) => {
  expect(climateOf(zone)).toBe(climate)
})

test.each([
  ['by Friday', '2026-11-13'],
  ['by Thursday', '2026-11-19'],
  ['by Wednesday', '2026-11-18'],
  ['by next Friday', '2026-11-20'],
  ['līdz piektdienai', '2026-11-13'],
  ['līdz nākamajai piektdienai', '2026-11-20'],
  ['до пятницы', '2026-11-13'],
  ['к понедельнику', '2026-11-16'],
  ['ภายในวันศุกร์', '2026-11-13'],
  ['ก่อนวันอาทิตย์', '2026-11-15'],
  ['trước thứ Sáu', '2026-11-13'],
  ['trước chủ nhật', '2026-11-15'],
])('a day of the week is the next one: %s', (text, day) => {
  expect(dayIn(text)).toBe(day)
})

test.each([
  ['in six weeks', '2026-12-24'],
  ['six weeks from now', '2026-12-24'],
  ['pēc sešām nedēļām', '2026-12-24'],
  ['sešu nedēļu laikā', '2026-12-24'],
  ['через шесть недель', '2026-12-24'],
  ['за шесть недель', '2026-12-24'],
  ['ภายในหกสัปดาห์', '2026-12-24'],
  ['อีก 6 สัปดาห์', '2026-12-24'],
  ['trong sáu tuần', '2026-12-24'],
  ['sau 6 tuần', '2026-12-24'],
  ['by the end of the third quarter', '2027-09-30'],
  ['līdz trešā ceturkšņa beigām', '2027-09-30'],
  ['до конца третьего квартала 2028', '2028-09-30'],
  ['ภายในไตรมาสที่สาม', '2027-09-30'],
  ['trước hết quý ba', '2027-09-30'],
])('a length and a quarter in words: %s', (text, day) => {
  expect(dayIn(text)).toBe(day)
})

test.each([
  'a post every Friday',
  'tip Tuesday',
  'our summer sale',
  'ad spend may not fall by 5 %',
  'vasaras izpārdošana',
  'летняя распродажа',
  'mua hàng',
])('no day by which: %s', (text) => {
  expect(dayIn(text)).toBeNull()
})
