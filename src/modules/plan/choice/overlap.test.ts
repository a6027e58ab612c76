import { expect, test } from 'vitest'
import { Fact } from '../personas/contract.ts'
import { type Ages, agesOf, peopleOf } from '../portraits/index.ts'
import { intoBands } from './likeness.ts'
import { overlap } from './overlap.ts'

/** Same seed, same numbers. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

function whole(chance: () => number, groups: number): Map<string, number> {
  const raw = Array.from({ length: groups }, () => chance() ** 2)
  const sum = raw.reduce((a, b) => a + b, 0)
  return new Map(raw.map((value, i) => [String(i), value / sum]))
}

const without = (parts: Map<string, number>, chance: () => number): Map<string, number> =>
  new Map([...parts].filter(() => chance() < 0.6))

test('whole distributions: one number, alike both ways, all of itself, and 1 less the total variation', () => {
  const chance = chanceOf(1)
  for (let round = 0; round < 500; round++) {
    const [a, b] = [whole(chance, 5), whole(chance, 5)]
    const found = overlap(a, b)
    expect(found.high - found.low).toBeLessThan(1e-9)
    expect(overlap(b, a).mid).toBeCloseTo(found.mid, 9)
    expect(overlap(a, a).low).toBeCloseTo(1, 9)
    const variation =
      [...a].reduce((sum, [group, share]) => sum + Math.abs(share - (b.get(group) ?? 0)), 0) / 2
    expect(found.mid).toBeCloseTo(1 - variation, 9)
  }
})

test('what is not told of either side widens the answer, and the truth is always in it', () => {
  const chance = chanceOf(2)
  for (let round = 0; round < 2000; round++) {
    const [a, b] = [whole(chance, 5), whole(chance, 5)]
    const truth = overlap(a, b).mid
    const found = overlap(without(a, chance), without(b, chance))
    expect(found.low).toBeLessThanOrEqual(truth + 1e-9)
    expect(found.high).toBeGreaterThanOrEqual(truth - 1e-9)
    expect(found.low).toBeGreaterThanOrEqual(0)
    expect(found.high).toBeLessThanOrEqual(1)
  }
})

test('nothing told of one side says nothing', () => {
  expect(overlap(new Map([['female', 1]]), new Map())).toEqual({ low: 0, mid: 0.5, high: 1 })
})

test('ages cut into bands keep their sum, whatever the bands', () => {
  const chance = chanceOf(3)
  for (let round = 0; round < 300; round++) {
    const from = Math.floor(chance() * 60)
    const ages: Ages[] = [
      { from, to: from + Math.floor(chance() * 40), share: 0.6 },
      { from: 80, to: 90, share: 0.3 },
    ]
    const cut = intoBands(ages, ['18-24', '25-34', '35-49', '50+'])
    expect([...cut.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(0.9, 9)
  }
  expect([...intoBands([{ from: 30, to: 39, share: 1 }], ['18-34', '35-44'])]).toEqual([
    ['18-34', 0.5],
    ['35-44', 0.5],
  ])
})

test('ages are read as people write them', () => {
  expect(agesOf('25-34')).toEqual({ from: 25, to: 34 })
  expect(agesOf('25 – 34')).toEqual({ from: 25, to: 34 })
  expect(agesOf('65+')).toEqual({ from: 65, to: 120 })
  for (const none of ['young', '34-25', '25-', '', '999', '18-24 years']) expect(agesOf(none)).toBeNull()
})

const fact = (said: object) => Fact.parse(said)

test('a persona is read by its best evidence, in any of five languages; what is not understood is told', () => {
  const people = peopleOf([
    fact({ field: 'age', range: { from: 20, to: 29 }, evidence: 'sales' }),
    fact({
      field: 'age',
      shares: [
        { value: '25-34', share: 0.6 },
        { value: 'teens', share: 0.1 },
      ],
      evidence: 'network',
    }),
    fact({ field: 'gender', words: 'Sievietes' }),
    fact({
      field: 'place',
      shares: [
        { value: 'Латвия', share: 0.5 },
        { value: 'Lietuva', share: 0.1 },
        { value: 'EE', share: 0.1 },
        { value: 'Rīga', share: 0.2 },
      ],
    }),
    fact({
      field: 'language',
      shares: [
        { value: 'latviešu', share: 0.7 },
        { value: 'English', share: 0.3 },
      ],
    }),
    fact({ field: 'devices', shares: [{ value: 'điện thoại', share: 0.9 }] }),
  ])
  expect(people.ages).toEqual([{ from: 25, to: 34, share: 0.6 }])
  expect([...(people.genders ?? [])]).toEqual([['female', 1]])
  expect([...(people.countries ?? [])]).toEqual([
    ['LV', 0.7],
    ['LT', 0.1],
    ['EE', 0.1],
  ])
  expect([...(people.languages ?? [])]).toEqual([
    ['lv', 0.7],
    ['en', 0.3],
  ])
  expect([...(people.devices ?? [])]).toEqual([['mobile', 0.9]])
  expect(people.unread).toEqual(['teens'])
  expect(people.cities).toEqual([{ said: 'Rīga', country: 'LV' }])
})

test('a country is one code, also where older codes bear its name', () => {
  const codes = (...said: string[]) => [
    ...(peopleOf([
      fact({ field: 'place', shares: said.map((value) => ({ value, share: 1 / said.length })) }),
    ]).countries?.keys() ?? []),
  ]
  expect(codes('Россия', 'Germany', 'Serbia', 'Myanmar', 'Vietnam')).toEqual(['RU', 'DE', 'RS', 'MM', 'VN'])
  expect(codes('Việt Nam', 'ไทย', 'USA', 'lv', 'Lielbritānija')).toEqual(['VN', 'TH', 'US', 'LV'])
  const tongues = peopleOf([fact({ field: 'language', words: 'Hebrew' })]).languages
  expect([...(tongues ?? [])]).toEqual([['he', 1]])
})

test('a well-known city counts as its country, in any letters and inside of an address; what several countries have does not', () => {
  const read = (words: string) => {
    const { countries, unreadPlaces } = peopleOf([fact({ field: 'place', words })])
    return countries ? [...countries.keys()].join() : unreadPlaces
  }
  for (const [said, country] of [
    ...(['Rīga', 'рига', 'Riga, Rīgas rajons', 'Liepāja'] as const).map((one) => [one, 'LV']),
    ...(['กรุงเทพ', 'เชียงใหม่', 'Bangkok'] as const).map((one) => [one, 'TH']),
    ...(['Hà Nội', 'TP. Hồ Chí Minh', 'Đà Nẵng', 'Хошимин'] as const).map((one) => [one, 'VN']),
    ['Berlīne', 'DE'],
    ['Санкт-Петербург', 'RU'],
    ['San José, Costa Rica', 'CR'],
    ['Paris, United States', 'US'],
    // Codes of states are codes of countries too.
    ['Los Angeles, CA', 'US'],
    ['Toronto, CA', 'CA'],
    ['Chicago, IL', 'US'],
    ['Somewhere small, TX', 'US'],
    ['Berlin, DE', 'DE'],
  ] as const)
    expect(read(said ?? ''), said).toBe(country)
  for (const said of ['Somewhere small, DE', 'San José', 'A city quarter with schools', 'Women', 'City'])
    expect(read(said), said).toEqual([said])
})
