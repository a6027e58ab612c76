import { expect, test } from 'vitest'
import { boundsOf } from './bounds.ts'
import { cutsOf, Filter, type Part } from './contract.ts'

const cut = (filter: object, parts: readonly Part[]) => {
  const read = Filter.parse(filter)
  return boundsOf(read, cutsOf(read), parts)
}
const part = (dimensions: Part['dimensions'], cells: Record<string, number>): Part => ({
  dimensions,
  cells: Object.entries(cells).map(([values, share]) => ({ values: values.split(' '), share })),
})
const together = part(['age', 'gender'], {
  ...{ '18-24 female': 0.2, '18-24 male': 0.1, '25-34 female': 0.3, '25-34 male': 0.15 },
  ...{ '35-120 female': 0.15, '35-120 male': 0.1 },
})
const ages = part(['age'], { '18-24': 0.3, '25-34': 0.45, '35-120': 0.25 })
const genders = part(['gender'], { female: 0.65, male: 0.35 })
const young = { ages: { from: 18, to: 34 }, genders: ['female'] }

test('what is told together is cut exactly', () => {
  expect(cut(young, [together])).toMatchObject({ share: { low: 0.5, high: 0.5 }, apart: false, blurred: [] })
})

test('what is told apart gives bounds and never one number', () => {
  const { share, apart } = cut(young, [ages, genders])
  // 75 % are young, 65 % women: at least 40 % must be both, at most 65 % can.
  expect(share.low).toBeCloseTo(0.4)
  expect(share.high).toBeCloseTo(0.65)
  expect(apart).toBe(true)
})

test('a band that lies partly inside may be inside or not', () => {
  const { share, blurred } = cut({ ages: { from: 20, to: 34 } }, [ages])
  expect(share.low).toBeCloseTo(0.45)
  expect(share.high).toBeCloseTo(0.75)
  expect(blurred).toEqual(['age'])
})

test('what a source does not tell may be anything: nothing at least, and no more than the rest allows', () => {
  const { share, untold } = cut({ ...young, languages: ['lv'] }, [together])
  expect(share).toEqual({ low: 0, high: 0.5 })
  expect(untold).toEqual(['language'])
})

test('what was not told of a whole, and what was not understood, may be inside', () => {
  expect(cut({ genders: ['female'] }, [part(['gender'], { female: 0.5, male: 0.3 })]).share).toEqual({
    low: 0.5,
    high: 0.7,
  })
  expect(
    cut({ genders: ['female'] }, [part(['gender'], { female: 0.5, '?': 0.2, male: 0.3 })]).share,
  ).toEqual({
    low: 0.5,
    high: 0.7,
  })
})

/** People are made, tables are cut from them, and the truth is held against the bounds. */
test('the truth never lies outside, whatever the people are like', () => {
  let state = 4
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  const sexes = ['female', 'male', 'other'] as const
  const lands = ['LV', 'EE', 'LT'] as const
  for (let round = 0; round < 300; round++) {
    const lean = below(4)
    const people = Array.from({ length: 60 }, () => {
      const age = 13 + below(60)
      return {
        ...{ age, gender: age > 30 && lean > 1 ? 'male' : (sexes[below(3)] ?? 'other') },
        place: lands[age % 2 === 0 && lean > 0 ? 0 : below(3)] ?? 'LV',
      }
    })
    const band = (age: number) => `${Math.floor(age / 10) * 10}-${Math.floor(age / 10) * 10 + 9}`
    const table = (dimensions: Part['dimensions']): Part => {
      const cells: Record<string, number> = {}
      for (const one of people) {
        const key = dimensions.map((by) =>
          by === 'age' ? band(one.age) : by === 'gender' ? one.gender : one.place,
        )
        cells[key.join(' ')] = (cells[key.join(' ')] ?? 0) + 1 / people.length
      }
      return part(dimensions, cells)
    }
    const all = [
      table(['age']),
      table(['gender']),
      table(['place']),
      table(['age', 'gender']),
      table(['gender', 'place']),
    ]
    const parts = all.filter(() => below(2) === 0)
    const from = 15 + below(30)
    const filter = { ages: { from, to: from + below(30) }, genders: ['female'], places: ['LV'] }
    const inside = people.filter(
      ({ age, gender, place }) =>
        age >= from && age <= filter.ages.to && gender === 'female' && place === 'LV',
    )
    const { share } = cut(filter, parts)
    const truth = inside.length / people.length
    expect(truth).toBeGreaterThanOrEqual(share.low - 1e-9)
    expect(truth).toBeLessThanOrEqual(share.high + 1e-9)
  }
})
