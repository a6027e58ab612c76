import { expect, test } from 'vitest'
import { createPost } from '../posts/make.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { PaperQuery } from './contract.ts'
import { monthAt, printCalendar, stateOf } from './service.ts'

test('a month is as many whole weeks as it touches, from the day on which weeks begin', () => {
  expect(monthAt('2030-02-14', 1).map((week) => week[0])).toEqual([
    ...['2030-01-28', '2030-02-04', '2030-02-11', '2030-02-18', '2030-02-25'],
  ])
  expect(monthAt('2027-02-14', 1)).toHaveLength(4)
  expect(monthAt('2030-09-30', 7).map((week) => week[0])).toEqual([
    ...['2030-09-01', '2030-09-08', '2030-09-15', '2030-09-22', '2030-09-29'],
  ])
})

test('what needs a look is told before what went well', () => {
  const of = (...states: string[]) =>
    stateOf({ stage: 'scheduled', deliveries: states.map((state) => ({ id: '', channelId: '', state })) })
  expect([of('published', 'failed'), of('published'), of('published', 'waiting')]).toEqual([
    ...['trouble', 'published', 'scheduled'],
  ])
})

test('what has no room in its day stands in the list behind, and nothing of other tenants', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const wish = { at: '2030-02-14T09:00', zone: 'Europe/Riga' }
  const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length
  const print = (more: object = {}) =>
    printCalendar(w.ctx, w.actor('client'), PaperQuery.parse({ date: '2030-02-14', ...more }))
  await createPost(w.ctx, w.actor('editor'), writing('สวัสดีชาวโลก', [channel], { wish }))
  const few = await print({ language: 'th' })
  expect(few.fileName).toBe('calendar-month-2030-02-14.pdf')
  expect(few.body.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pagesOf(few.body)).toBe(1)
  for (let n = 0; n < 14; n++)
    await createPost(w.ctx, w.actor('editor'), writing(`Bread ${n}`, [channel], { wish }))
  expect(pagesOf((await print()).body)).toBe(2)
  const there = await w.tenant()
  const other = await printCalendar(w.ctx, there.actor('owner'), PaperQuery.parse({ date: '2030-02-14' }))
  expect(pagesOf(other.body)).toBe(1)
})
