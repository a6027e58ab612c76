import { expect, test } from 'vitest'
import { type Share, sequence, worstWindow } from './sequence.ts'

const formula: readonly Share[] = [
  { id: 'engaging', share: 40 },
  { id: 'brand', share: 30 },
  { id: 'educational', share: 25 },
  { id: 'promotional', share: 5 },
]

const free = (n: number) => Array.from({ length: n }, () => ({ fixed: null }))

/** Mulberry32: same seed, same cases. */
function chanceOf(seed: number): (upTo: number) => number {
  let state = seed
  return (upTo) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * upTo)
  }
}

test('every window of twenty has the default mix to the post', () => {
  expect(worstWindow(formula, sequence(formula, free(500)))?.deviation).toBe(0)
})

test('whatever the shares and however many categories, no window of twenty is a whole post away', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const chance = chanceOf(seed)
    const shares = Array.from({ length: 2 + chance(11) }, (_, i) => ({ id: `${i}`, share: 1 + chance(60) }))
    const ids = sequence(shares, free(20 + chance(200)))
    expect(worstWindow(shares, ids)?.deviation, `seed ${seed}`).toBeLessThan(1)
  }
})

test('shorter and longer windows are at most two posts away', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const chance = chanceOf(seed)
    const shares = formula.map(({ id }) => ({ id, share: 1 + chance(60) }))
    const ids = sequence(shares, free(150))
    for (const length of [3, 5, 7, 10, 14, 30, 60])
      expect(worstWindow(shares, ids, length)?.deviation, `seed ${seed}, ${length}`).toBeLessThan(2)
  }
})

test('a rubric each week that fits into the mix is made room for', () => {
  for (const perWeek of [4, 5, 6, 7, 9, 11, 14])
    for (const id of ['engaging', 'brand', 'educational']) {
      const places = Array.from({ length: perWeek * 20 }, (_, i) => ({
        fixed: i % perWeek === 1 ? id : null,
      }))
      const ids = sequence(formula, places)
      expect(ids.filter((_, i) => i % perWeek === 1).every((one) => one === id)).toBe(true)
      expect(worstWindow(formula, ids)?.deviation, `${id} in ${perWeek}`).toBeLessThanOrEqual(1)
    }
})

test('what went before counts: after twenty promotional posts none follows for a window', () => {
  const before = Array.from({ length: 20 }, () => 'promotional')
  const ids = sequence(formula, free(60), before)
  expect(ids.slice(0, 19)).not.toContain('promotional')
  expect(worstWindow(formula, ids.slice(20))?.deviation).toBeLessThanOrEqual(1)
})

test('each channel is even by itself too', () => {
  const places = Array.from({ length: 240 }, (_, i) => ({ fixed: null, groups: [`channel ${i % 3}`] }))
  const ids = sequence(formula, places)
  for (const channel of [0, 1, 2]) {
    const own = ids.filter((_, i) => i % 3 === channel)
    expect(worstWindow(formula, own)?.deviation).toBeLessThanOrEqual(3)
  }
})

test('the same again is the same; a share of nought gets nothing; a stranger stays where it is', () => {
  const shares = [...formula, { id: 'none', share: 0 }]
  const places = [...free(10), { fixed: 'stranger' }, ...free(30)]
  const ids = sequence(shares, places)
  expect(sequence(shares, places)).toEqual(ids)
  expect(ids[10]).toBe('stranger')
  expect(ids).not.toContain('none')
  expect(ids).toHaveLength(41)
})

test('under a window nothing is judged', () => {
  expect(worstWindow(formula, sequence(formula, free(19)))).toBeNull()
})
