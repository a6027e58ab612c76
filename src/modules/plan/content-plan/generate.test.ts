import { expect, test } from 'vitest'
import { somePlan } from '../../../../bench/mix.ts'
import { generatePlan, type PlanInput } from './generate.ts'
import type { Line } from './places.ts'

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, time: '10:00', category: null }))

const lineOf = (given: Partial<Line> = {}): Line => ({
  channelId: 'one',
  zone: 'Europe/Riga',
  perWeek: 3,
  candidates: weekdays,
  ...given,
})

const planOf = (given: Partial<PlanInput> = {}) =>
  generatePlan({
    from: '2030-01-07',
    weeks: 4,
    weekStartsOn: 1,
    spacingMinutes: 240,
    lines: [lineOf()],
    mix: [
      { id: 'engaging', share: 40 },
      { id: 'brand', share: 30 },
      { id: 'educational', share: 25 },
      { id: 'promotional', share: 5 },
    ],
    pillars: [],
    ownPillars: new Map(),
    rubrics: [],
    blackouts: [],
    bursts: [],
    occasions: [],
    after: null,
    taken: [],
    before: { categories: [], pillars: [] },
    ...given,
  })

const tip = {
  id: 'tip',
  channelIds: ['one'],
  weekday: 2,
  time: '08:30',
  everyWeeks: 1,
  category: 'educational',
  pillarId: null,
}

const daysOf = (plan: ReturnType<typeof planOf>) => plan.items.map(({ civil }) => civil.slice(0, 10))

test('plans of every making keep all windows of twenty within one post, their spacing and their free days', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const input = somePlan(seed)
    const plan = generatePlan(input)
    expect(plan.worst?.deviation ?? 0, `seed ${seed}`).toBeLessThanOrEqual(1 + 1e-9)
    expect(generatePlan(somePlan(seed))).toEqual(plan)
    for (const { channelId } of input.lines) {
      const own = plan.items.filter((one) => one.channelId === channelId)
      for (const [i, one] of own.entries()) {
        const next = own[i + 1]
        if (next) {
          const gap = Date.parse(`${next.civil}Z`) - Date.parse(`${one.civil}Z`)
          expect(gap).toBeGreaterThanOrEqual(Math.max(1, input.spacingMinutes) * 60_000)
        }
        for (const { from, to } of input.blackouts)
          expect(one.civil.slice(0, 10) >= from && one.civil.slice(0, 10) <= to).toBe(false)
      }
    }
  }
})

test('three posts on five days are Monday, Wednesday and Friday, on the clock of the channel', () => {
  const { items } = planOf({ weeks: 1, lines: [lineOf({ zone: 'Pacific/Auckland' })] })
  expect(items.map(({ civil }) => civil)).toEqual([
    '2030-01-07T10:00',
    '2030-01-09T10:00',
    '2030-01-11T10:00',
  ])
  // Monday at ten in Auckland is still Sunday in London, and belongs to the week all the same.
  expect(items[0]?.at.toISOString()).toBe('2030-01-06T21:00:00.000Z')
})

test('ten o’clock stays ten o’clock when the clocks change', () => {
  const { items } = planOf({ from: '2030-03-25', weeks: 2, lines: [lineOf({ perWeek: 1 })] })
  expect(items.map(({ at }) => at.toISOString())).toEqual([
    '2030-03-27T08:00:00.000Z',
    '2030-04-03T07:00:00.000Z',
  ])
})

test('a rubric has its day and counts to the cadence', () => {
  const { items } = planOf({ rubrics: [tip] })
  const tips = items.filter(({ rubricId }) => rubricId === 'tip')
  expect(tips.map(({ civil }) => civil)).toEqual([
    '2030-01-08T08:30',
    '2030-01-15T08:30',
    '2030-01-22T08:30',
    '2030-01-29T08:30',
  ])
  expect(new Set(tips.map(({ category }) => category))).toEqual(new Set(['educational']))
  expect(items).toHaveLength(12)
})

test('every second week stays the same week, wherever the plan begins', () => {
  const rubrics = [{ ...tip, everyWeeks: 2 }]
  const tipsFrom = (from: string) =>
    planOf({ from, rubrics })
      .items.filter(({ rubricId }) => rubricId)
      .map(({ civil }) => civil)
  expect(tipsFrom('2030-01-14')).toEqual(expect.arrayContaining(tipsFrom('2030-01-07').slice(1)))
})

test('days that are left free are filled elsewhere in the week, and what finds no place is told', () => {
  const oneDay = planOf({ weeks: 1, blackouts: [{ from: '2030-01-09', to: '2030-01-09', channelIds: [] }] })
  expect(oneDay.items).toHaveLength(3)
  expect(daysOf(oneDay)).not.toContain('2030-01-09')
  const most = planOf({ weeks: 2, blackouts: [{ from: '2030-01-07', to: '2030-01-10', channelIds: [] }] })
  expect(most.shortfalls).toEqual([{ channelId: 'one', week: '2030-01-07', missing: 2 }])
})

test('what stands already takes its place in week, spacing and mix, and is not made again', () => {
  const taken = [
    { channelId: 'one', civil: '2030-01-08T08:30', category: 'educational', pillarId: null, rubricId: 'tip' },
    { channelId: 'one', civil: '2030-01-09T11:00', category: 'promotional', pillarId: null, rubricId: null },
  ]
  const { items } = planOf({ weeks: 1, rubrics: [tip], taken })
  expect(items).toHaveLength(1)
  expect(items[0]?.category).not.toBe('promotional')
  expect(['2030-01-08', '2030-01-09']).not.toContain(items[0]?.civil.slice(0, 10))
})

test('a plan from Wednesday on is the plan from Monday on without its beginning', () => {
  expect(daysOf(planOf({ from: '2030-01-09', weeks: 1 })).slice(0, 2)).toEqual(['2030-01-09', '2030-01-11'])
})

test('a campaign adds posts on its days, with its name on them', () => {
  const bursts = [
    {
      campaignId: 'sale',
      channelIds: ['one'],
      from: '2030-01-14',
      to: '2030-01-20',
      perWeek: 2,
      category: null,
    },
  ]
  const { items } = planOf({ bursts })
  const own = items.filter(({ campaignId }) => campaignId === 'sale')
  expect(own).toHaveLength(2)
  expect(items).toHaveLength(14)
  for (const { civil } of own) expect(civil >= '2030-01-14' && civil < '2030-01-21').toBe(true)
})

test('a holiday is named on the post of its day', () => {
  const { items } = planOf({
    occasions: [{ from: '2030-01-09', to: '2030-01-09', name: 'Day of the baker', channelIds: [] }],
  })
  expect(items.find(({ civil }) => civil.startsWith('2030-01-09'))?.occasion).toBe('Day of the baker')
})

test('a channel with shares of its own keeps to these, and the others do not change', () => {
  const lines = [lineOf({ perWeek: 5 }), lineOf({ channelId: 'two', perWeek: 5 })]
  const pillars = [
    { id: 'craft', share: 50 },
    { id: 'people', share: 50 },
  ]
  const ownPillars = new Map([['two', [{ id: 'craft', share: 100 }]]])
  const { items } = planOf({ weeks: 8, lines, pillars, ownPillars })
  const craftOn = (channel: string) =>
    items.filter(({ channelId, pillarId }) => channelId === channel && pillarId === 'craft').length
  expect([craftOn('one'), craftOn('two')]).toEqual([20, 40])
})

test('pillars have their shares within the categories', () => {
  const pillars = [
    { id: 'craft', share: 50 },
    { id: 'people', share: 50 },
  ]
  const { items } = planOf({ weeks: 26, lines: [lineOf({ perWeek: 5 })], pillars })
  const engaging = items.filter(({ category }) => category === 'engaging')
  const craft = engaging.filter(({ pillarId }) => pillarId === 'craft').length
  expect(Math.abs(craft - engaging.length / 2)).toBeLessThanOrEqual(3)
})
