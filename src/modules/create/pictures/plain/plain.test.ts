import noto from '@fontsource/noto-sans/unicode.json' with { type: 'json' }
import thai from '@fontsource/noto-sans-thai/unicode.json' with { type: 'json' }
import { expect, test } from 'vitest'
import {
  cropTo,
  isPlain,
  mirrored,
  neededFor,
  plainRecipe,
  resized,
  straightened,
  turned,
  turnRight,
  within,
} from './geometry.ts'
import { strangeSigns } from './signs.ts'
import { heldIn, holds } from './slant.ts'

const size = { width: 400, height: 300 }

test('a shape is cut as large as can be, around what matters most, and never beyond the edge', () => {
  expect(cropTo(size, 1, { x: 0.5, y: 0.5 })).toEqual({ left: 50, top: 0, width: 300, height: 300 })
  expect(cropTo(size, 1, { x: 0.9, y: 0.5 })).toEqual({ left: 100, top: 0, width: 300, height: 300 })
  expect(cropTo(size, 16 / 9, { x: 0, y: 1 })).toEqual({ left: 0, top: 75, width: 400, height: 225 })
  expect(cropTo(size, 100, { x: 0.5, y: 0.5 })).toMatchObject({ width: 400, height: 4 })
})

test('four turns, two mirrors, and turns in a mirror come back to where they began', () => {
  const begin = { ...plainRecipe(size), crop: { left: 10, top: 20, width: 100, height: 50 } }
  const focus = { x: 0.2, y: 0.7 }
  let now = { ...begin, focus }
  let seen = size
  for (let i = 0; i < 4; i++) {
    now = turnRight(now, seen)
    seen = turned(seen, 90)
  }
  expect(now).toMatchObject({ turn: 0, crop: begin.crop })
  expect(now.focus.x).toBeCloseTo(focus.x)
  expect(mirrored(mirrored(begin, size), size)).toEqual(begin)
  const inMirror = turnRight(mirrored(begin, size), size)
  expect(inMirror.turn).toBe(270)
})

test('a crop is moved inside rather than made smaller', () => {
  expect(within({ left: 380, top: -5, width: 100, height: 50 }, size)).toEqual({
    left: 300,
    top: 0,
    width: 100,
    height: 50,
  })
})

test('a recipe that does nothing is known', () => {
  expect(isPlain(plainRecipe(size), size)).toBe(true)
  expect(isPlain({ ...plainRecipe(size), turn: 180 }, size)).toBe(false)
})

test('every sign that is taken lies in a font that comes with the program', () => {
  const ranges = [...Object.values(noto), thai.thai].flatMap((list) =>
    list.split(',').map((range) => {
      const [from = '0', to = from] = range.replace('U+', '').split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    }),
  )
  const lost: string[] = []
  for (let code = 0x20; code < 0x3000; code++) {
    const sign = String.fromCodePoint(code)
    // What is written as letter and mark in one is looked up as that.
    if (sign.normalize('NFC') !== sign || strangeSigns(sign).length > 0) continue
    if (!ranges.some(([from, to]) => code >= from && code <= to)) lost.push(code.toString(16))
  }
  expect(lost).toEqual([])
})

test('words of the five languages are no strange signs; emoji and other scripts are named', () => {
  for (const text of ['Ķīļu «tirgus» – 5 €', 'Ёлка № 1', 'ขนมปัง ๑๒ ฿', 'Bánh mì Đà Nẵng ₫', 'Café’s “best”…'])
    expect(strangeSigns(text)).toEqual([])
  expect(strangeSigns('a 🍞 面🍞')).toEqual(['🍞', '面'])
})

test('a side or corner is moved within the picture; a shape that is kept keeps the opposite corner', () => {
  const begin = { left: 100, top: 100, width: 100, height: 100 }
  expect(resized(begin, 'e', { x: 50, y: 9 }, size, null)).toEqual({ ...begin, width: 150 })
  expect(resized(begin, 'nw', { x: -500, y: -500 }, size, null)).toEqual({
    ...{ left: 0, top: 0, width: 200, height: 200 },
  })
  expect(resized(begin, 'se', { x: 900, y: 0 }, size, 1)).toEqual({ ...begin, width: 200, height: 200 })
  expect(resized(begin, 'nw', { x: 20, y: 0 }, size, 1)).toEqual({
    ...{ left: 120, top: 120, width: 80, height: 80 },
  })
  expect(resized(begin, 's', { x: 0, y: -95 }, size, 2)).toMatchObject({ top: 100, width: 32, height: 16 })
})

test('a crop of a picture that is made straight never reaches beyond it, wherever it is moved or pulled', () => {
  // Numbers that look made up by chance, the same each time.
  let seed = 7
  const next = (most: number) => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed % most
  }
  for (let time = 0; time < 4000; time++) {
    const of = { width: 40 + next(800), height: 40 + next(800) }
    const angle = (next(901) - 450) / 10
    const crop = { left: next(900) - 50, top: next(900) - 50, width: 16 + next(900), height: 16 + next(900) }
    const held = heldIn(of, crop, angle === 0 ? 1 : angle)
    expect([of, angle, held, holds(of, held, angle === 0 ? 1 : angle)]).toEqual([of, angle, held, true])
    const pull = { x: next(1000) - 500, y: next(1000) - 500 }
    const pulledTo = resized(held, 'se', pull, of, time % 2 ? null : held.width / held.height, angle || 1)
    expect(holds(of, pulledTo, angle || 1)).toBe(true)
    const needed = neededFor({ crop: held, angle: angle || 1 }, of)
    expect(holds(of, needed, 0)).toBe(true)
  }
})

test('a slider that comes back to nothing gives the whole picture back; a crop that was chosen stays its size', () => {
  const whole = plainRecipe(size)
  const there = [3, 17.5, 45, 12, -8].reduce((now, angle) => straightened(now, size, angle), whole)
  expect(there.crop.width).toBeLessThan(size.width)
  expect(straightened(there, size, 0)).toEqual(whole)
  const chosen = { ...whole, crop: { left: 150, top: 100, width: 60, height: 50 } }
  expect(straightened(chosen, size, 20).crop).toEqual(chosen.crop)
  const atEdge = { ...whole, crop: { left: 0, top: 0, width: 100, height: 80 } }
  expect(straightened(atEdge, size, 20).crop).toMatchObject({ width: 100, height: 80 })
  expect(straightened(atEdge, size, 20).crop.left).toBeGreaterThan(0)
})

test('a shape is cut as large as a slanted picture holds it', () => {
  const square = cropTo(size, 1, { x: 0.5, y: 0.5 }, 45)
  expect(square.width).toBe(square.height)
  expect(square.width).toBeGreaterThan(300 / Math.SQRT2 - 8)
  expect(mirrored({ ...plainRecipe(size), angle: 5 }, size).angle).toBe(-5)
})
