import { expect, test } from 'vitest'
import type { People } from '../portraits/index.ts'
import { type Bar, ChoiceSettings, type Format } from './contract.ts'
import { bestSet, type Candidate, carriedBy, cellsOf, coverageOf, reachedBy, together } from './coverage.ts'
import { marginOf } from './interval.ts'
import type { Told } from './reach.ts'
import { byFit, fitOf } from './score.ts'

const today = '2030-01-15'

/** Same seed, same numbers. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}
const source = { source: 'Survey', url: null, knownOn: '2029-12-01', confidence: 'high', own: false } as const

const use = (
  network: string,
  dimension: Told['dimension'],
  value: string,
  number: number,
  more: Partial<Told> = {},
): Told => ({
  ...{ network, country: 'LV', measure: 'use', dimension, value, number, ...source, ...more },
})
const profile = (network: string, dimension: Told['dimension'], value: string, number: number): Told => ({
  ...use(network, dimension, value, number),
  measure: 'profile',
})

const people: People = {
  ages: [{ from: 20, to: 29, share: 1 }],
  genders: null,
  devices: null,
  languages: null,
  countries: null,
  cities: [],
  unread: [],
  unreadPlaces: [],
}
const settings = ChoiceSettings.parse({
  formats: [
    { format: 'image', hours: 1 },
    { format: 'text', hours: 0.5 },
  ],
  perWeek: 4,
  upkeep: 1,
})
const latvia = new Map([['LV', 1]])

const fitted = (figures: readonly Told[], more: object = {}) =>
  fitOf({
    ...{
      network: 'alpha',
      takes: ['image', 'text'] as Format[],
      figures,
      bars: [] as Bar[],
      people,
      countries: latvia,
    },
    ...{ settings, capacityHours: 10, today, ...more },
  })

const part = (of: ReturnType<typeof fitted>, name: string) =>
  of.reasons.find((reason) => reason.part === name)

test('of a network that is known the score is narrow, and says on what it rests', () => {
  const found = fitted([
    use('alpha', 'age', '20-29', 0.8),
    profile('alpha', 'age', '20-29', 0.5),
    profile('alpha', 'age', '30-99', 0.5),
  ])
  expect(found.rests).toBeCloseTo(1)
  expect(part(found, 'reach')?.value.mid).toBeCloseTo(0.8)
  expect(part(found, 'likeness')?.value.mid).toBeCloseTo(0.5)
  expect(part(found, 'formats')?.value).toEqual({ low: 1, mid: 1, high: 1 })
  expect(found.hours).toBe(3)
  expect(part(found, 'hours')?.value.mid).toBeCloseTo(0.7)
  expect(found.score?.mid).toBeCloseTo(0.45 * 0.8 + 0.2 * 0.5 + 0.2 + 0.15 * 0.7)
  expect((found.score?.high ?? 1) - (found.score?.low ?? 0)).toBeLessThan(0.15)
  expect(found.newest).toBe('2029-12-01')
})

test('what is not known widens the score to all that it may be, and is not taken for a half', () => {
  const found = fitted([])
  expect(part(found, 'reach')).toMatchObject({
    known: false,
    value: { low: 0, high: 1 },
    notes: ['no_figures'],
  })
  expect(found.rests).toBeCloseTo(0.35)
  // Formats and hours alone: the middle rests on them.
  expect(found.score?.mid).toBeCloseTo((0.2 + 0.15 * 0.7) / 0.35, 1)
  expect((found.score?.high ?? 0) - (found.score?.low ?? 0)).toBeGreaterThan(0.6)
})

test('ages of which nothing is told count as anything, unless the use of all is known', () => {
  const young = fitted([use('alpha', 'age', '25-34', 0.9)])
  expect(part(young, 'reach')?.value.low).toBeLessThan(0.5)
  expect(part(young, 'reach')?.value.high).toBeGreaterThan(0.9)
  expect(part(young, 'reach')?.notes).toContain('ages_missing')
  const all = fitted([use('alpha', 'age', '25-34', 0.9), use('alpha', 'all', '', 0.6)])
  expect(part(all, 'reach')?.value.low).toBeGreaterThan(0.5)
  expect(part(all, 'reach')?.notes).toContain('whole_only')
})

test('an audience of nearly all ages is like everybody; a narrow one may be far from it', () => {
  const wide = fitted([use('alpha', 'all', '', 0.6)], {
    people: { ...people, ages: [{ from: 18, to: 77, share: 1 }] },
  })
  const narrow = fitted([use('alpha', 'all', '', 0.6)])
  expect(part(wide, 'reach')?.value.low).toBeGreaterThan(0.55)
  expect(part(narrow, 'reach')?.value.low).toBeLessThan(0.4)
})

test('figures of another country are taken for want of better ones, widened and said', () => {
  const found = fitted([use('alpha', 'age', '20-29', 0.5, { country: 'US' })])
  expect(part(found, 'reach')?.notes).toContain('elsewhere')
  const { low = 1, high = 0 } = part(found, 'reach')?.value ?? {}
  expect(high - low).toBeGreaterThan(0.4)
})

test('of a network whose people are elsewhere, the use there tells nothing of here', () => {
  const there = use('alpha', 'all', '', 0.7, { country: 'RU' })
  const regions = { ...profile('alpha', 'country', 'RU', 0.9), country: '' }
  const found = part(fitted([there, regions]), 'reach')
  expect(found).toMatchObject({ known: false, value: { low: 0 } })
  expect(found?.notes).toContain('mostly_elsewhere')
  expect(found?.used.map(({ value }) => value)).toContain('RU')
  expect(part(fitted([there]), 'reach')?.known).toBe(true)
})

test('how long people stay is told beside the score and is no part of it', () => {
  const figures = [use('alpha', 'age', '20-29', 0.8)]
  const stay: Told = { ...use('alpha', 'all', '', 51), measure: 'minutes' }
  const found = fitted([...figures, stay])
  expect(found.stay).toMatchObject([{ measure: 'minutes', number: 51 }])
  expect(found.score).toEqual(fitted(figures).score)
})

test('more women on a network, more of a persona who is a woman', () => {
  const figures = [
    use('alpha', 'age', '20-29', 0.4),
    use('alpha', 'gender', 'female', 0.6),
    use('alpha', 'gender', 'male', 0.2),
  ]
  const of = (gender: string) =>
    part(fitted(figures, { people: { ...people, genders: new Map([[gender, 1]]) } }), 'reach')?.value.mid
  expect(of('female')).toBeCloseTo(0.6)
  expect(of('male')).toBeCloseTo(0.2)
})

test('a figure that is taken away is not known; one that is older is less sure', () => {
  expect(part(fitted([use('alpha', 'age', '20-29', 0, { number: null })]), 'reach')?.known).toBe(false)
  expect(marginOf({ confidence: 'low', knownOn: '2014-01-01' }, today)).toBeGreaterThan(
    marginOf({ confidence: 'low', knownOn: today }, today) + 0.1,
  )
  expect(
    part(fitted([use('alpha', 'age', '20-29', 0.5, { knownOn: '2020-01-01' })]), 'reach')?.notes,
  ).toContain('old')
})

const bar = (country: string, confidence: Bar['confidence'] = 'medium'): Bar => ({
  ...{
    network: 'alpha',
    country,
    kind: 'access',
    since: '2022',
    source: 'Law',
    url: 'https://law.example',
    readOn: today,
    confidence,
  },
})

test('a network that is barred everywhere has no score and stands last; barred in part, it loses that part', () => {
  const figures = [use('alpha', 'age', '20-29', 0.8), use('alpha', 'age', '20-29', 0.8, { country: 'RU' })]
  const gone = fitted(figures, { bars: [bar('LV')] })
  expect(gone).toMatchObject({ barred: true, score: null })
  const half = fitted(figures, {
    bars: [bar('RU')],
    countries: new Map([
      ['LV', 0.5],
      ['RU', 0.5],
    ]),
  })
  expect(half.barred).toBe(false)
  expect(part(half, 'reach')?.value.mid).toBeCloseTo(0.4)
  expect([gone, half].sort(byFit)[0]).toBe(half)
  // Nobody is sure of it: it is told and bars nothing.
  expect(fitted(figures, { bars: [bar('LV', 'low')] })).toMatchObject({
    barred: false,
    bars: [{ confidence: 'low' }],
  })
  // It holds elsewhere.
  expect(fitted(figures, { bars: [bar('CN')] }).bars).toEqual([])
})

test('nothing that the team makes can be shown there', () => {
  const found = fitted([], { takes: ['video'] })
  expect(part(found, 'formats')).toMatchObject({ value: { mid: 0 }, notes: ['nothing_made'] })
  expect(found.hours).toBeNull()
})

const candidate = (
  network: string,
  byAge: Record<string, number>,
  hours = 2,
  barredIn: string[] = [],
): Candidate => ({
  network,
  figures: Object.entries(byAge).map(([ages, number]) => use(network, 'age', ages, number)),
  barredIn: new Set(barredIn),
  hours,
})

const young = { '18-29': 0.8, '30-49': 0.4, '50+': 0.1 }
const old = { '18-29': 0.2, '30-49': 0.4, '50+': 0.7 }
const broad: Pick<People, 'ages' | 'genders'> = { ages: [{ from: 18, to: 67, share: 1 }], genders: null }

const see = (all: readonly Candidate[], countries = latvia) => {
  const cells = cellsOf(broad, all)
  const reached = reachedBy(all, cells, broad, countries, today)
  return { cells, reached, coverage: coverageOf(all, cells, reached, countries) }
}

test('the part of the audience that no chosen network reaches is named', () => {
  const { coverage } = see([candidate('alpha', young)])
  expect(coverage.parts.map(({ ages }) => ages)).toEqual(['18-29', '30-49', '50-67'])
  expect(coverage.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  expect(coverage.unreached).toEqual(['50-67'])
  expect(see([candidate('alpha', young), candidate('beta', old)]).coverage.unreached).toEqual([])
  expect(see([candidate('alpha', young, 2, ['LV'])]).coverage.barred).toEqual(['LV'])
  // One of which nothing is known may reach anybody: it widens, and is named.
  const { coverage: wide } = see([candidate('alpha', young), candidate('beta', {})])
  expect(wide).toMatchObject({ unknown: ['beta'], unreached: ['50-67'], reached: { high: 1 } })
  expect(wide.reached.mid).toBeCloseTo(coverage.reached.mid)
})

test('together networks reach at least the most of one and at most all of them; more networks never reach fewer', () => {
  const chance = chanceOf(7)
  for (let round = 0; round < 500; round++) {
    const values = Array.from({ length: 1 + Math.floor(chance() * 5) }, () => {
      const low = chance()
      const high = low + (1 - low) * chance()
      return { low, mid: (low + high) / 2, high }
    })
    const all = together(values)
    const fewer = together(values.slice(1))
    expect(all.low).toBeLessThanOrEqual(all.mid)
    expect(all.mid).toBeLessThanOrEqual(all.high)
    expect(all.high).toBeLessThanOrEqual(1)
    for (const end of ['low', 'mid', 'high'] as const)
      expect(all[end]).toBeGreaterThanOrEqual(fewer[end] - 1e-9)
    for (const one of values) expect(all.low).toBeGreaterThanOrEqual(one.low)
  }
})

test('the best set is the best of all sets that the hours carry', () => {
  const chance = chanceOf(11)
  for (let round = 0; round < 40; round++) {
    const all = Array.from({ length: 6 }, (_, i) =>
      candidate(
        `n${i}`,
        { '18-29': chance(), '30-49': chance(), '50+': chance() },
        1 + Math.floor(chance() * 5),
      ),
    )
    const { cells, reached } = see(all)
    const capacity = 3 + chance() * 8
    const found = bestSet(all, cells, reached, capacity)
    const worth = (set: readonly number[]) =>
      cells.reduce(
        (sum, { share }, c) =>
          sum + share * (1 - set.reduce((left, i) => left * (1 - (reached[i]?.[c]?.value.low ?? 0)), 1)),
        -0.02 * set.length,
      )
    const hoursOf = (set: readonly number[]) => set.reduce((sum, i) => sum + (all[i]?.hours ?? 0), 0)
    const sets = Array.from({ length: 64 }, (_, bits) => all.flatMap((_, i) => (bits & (1 << i) ? [i] : [])))
    const best = Math.max(...sets.filter((set) => hoursOf(set) <= capacity).map(worth))
    const chosen = all.flatMap(({ network }, i) => (found?.networks.includes(network) ? [i] : []))
    expect(hoursOf(chosen)).toBeLessThanOrEqual(capacity)
    expect(worth(chosen)).toBeCloseTo(best, 9)
  }
})

test('nothing is proposed while the hours of the team are not known; and none that is barred', () => {
  const all = [candidate('alpha', young, 2, ['LV']), candidate('beta', old)]
  const { cells, reached } = see(all)
  expect(bestSet(all, cells, reached, null)).toBeNull()
  expect(bestSet(all, cells, reached, 10)?.networks).toEqual(['beta'])
  expect(bestSet(all, cells, reached, 1)).toBeNull()
})

test('how many networks the hours carry', () => {
  expect(carriedBy([2, 5, null, 3], 5)).toBe(2)
  expect(carriedBy([2, 5], null)).toBeNull()
  expect(carriedBy([null], 5)).toBeNull()
})
