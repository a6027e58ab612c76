import { expect, test } from 'vitest'
import { createPost } from '../../create/posts/make.ts'
import { join, newsroom, writing } from '../../create/posts/samples.ts'
import { ContentPlanBody } from '../content-plan/contract.ts'
import { savePlan } from '../content-plan/index.ts'
import { HolidaysQuery } from './contract.ts'
import { readGaps, readHolidays } from './service.ts'

const plan = (more: object) =>
  ContentPlanBody.parse({
    ...{ version: 0, shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 }, pillars: [] },
    ...{ rubrics: [], cadences: [], rules: {}, ...more },
  })

test('gaps are counted on the clock of the channel, and only of channels that one sees', async () => {
  const w = await newsroom()
  const [tokyo, riga] = [await join(w, { timeZone: 'Asia/Tokyo' }), await join(w)]
  const cadences = [tokyo, riga].map((channelId) => ({ channelId, perWeek: 1, weekdays: [2], times: [] }))
  await savePlan(w.ctx, w.actor('owner'), plan({ cadences }))
  // Monday evening in Riga is Tuesday in Tokyo.
  const schedule = { kind: 'at', at: '2030-01-07T18:00', zone: 'Europe/Riga' } as const
  await createPost(w.ctx, w.actor('editor'), writing('Konnichiwa', [tokyo], { schedule }))
  const week = { from: '2030-01-07', to: '2030-01-14' }
  const all = await readGaps(w.ctx, w.actor('editor'), week)
  expect(all.weeks).toEqual([{ week: '2030-01-07', channels: [{ channelId: riga, has: 0, wants: 1 }] }])
  expect(all.days).toEqual([{ day: '2030-01-08', channelIds: [riga] }])
  const part = { ...w.actor('editor'), channels: { chosenOnly: true, parts: { [tokyo]: 'own' as const } } }
  expect(await readGaps(w.ctx, part, week)).toEqual({ weeks: [], days: [] })
  const there = await w.tenant()
  expect(await readGaps(w.ctx, there.actor('owner'), week)).toEqual({ weeks: [], days: [] })
})

test('holidays are those of the plan, in the language that is asked for', async () => {
  const w = await newsroom()
  const ask = (more: object) =>
    readHolidays(
      w.ctx,
      w.actor('client'),
      HolidaysQuery.parse({ from: '2030-11-01', to: '2030-12-01', ...more }),
    )
  expect(await ask({})).toEqual({ countries: [], items: [] })
  await savePlan(w.ctx, w.actor('owner'), plan({ rules: { country: 'LV' } }))
  const found = await ask({ language: 'lv' })
  expect(found.countries).toEqual(['LV'])
  expect(found.items.find(({ day }) => day === '2030-11-18')).toMatchObject({ country: 'LV', free: true })
  expect((await ask({ countries: 'TH,XX' })).countries).toEqual(['TH'])
  await expect(ask({ from: '2030-12-01', to: '2030-11-01' })).rejects.toMatchObject({
    code: 'calendar_day.window',
  })
})
