import { expect, test } from 'vitest'
import { fits, fittingOf, shapeOf } from './fit.ts'
import type { ImageRule } from './manifest.ts'

const rule = (over: Partial<ImageRule> = {}): ImageRule => ({
  ...{ max: 4, mime: ['image/jpeg', 'image/png'], maxBytes: 1_000_000, maxSide: 2000 },
  ...{
    alt: { max: 1000, required: false },
    source: { from: 'test', on: '2026-11-29', confidence: 'primary' },
  },
  ...over,
})
const picture = (over: object = {}) => ({
  mime: 'image/jpeg',
  bytes: 500_000,
  width: 1600,
  height: 1200,
  ...over,
})

test('what fits goes out as it is', () => {
  expect(fits(picture(), rule())).toBe(true)
  expect(fittingOf(picture(), rule())).toBeNull()
})

test('too wide, too heavy and another type are each told', () => {
  expect(fittingOf(picture({ width: 4000, height: 3000 }), rule())).toEqual({
    ...{ types: null, size: { width: 2000, height: 1500 }, maxBytes: null, still: false },
  })
  expect(fittingOf(picture({ bytes: 2_000_000 }), rule())).toMatchObject({ size: null, maxBytes: 1_000_000 })
  expect(fittingOf(picture({ mime: 'image/webp' }), rule())).toMatchObject({
    types: ['image/jpeg', 'image/png'],
  })
  expect(fittingOf(picture(), rule({ maxPixels: 480_000 }))?.size).toEqual({ width: 800, height: 600 })
})

test('of an animation that does not fit its first frame is left, never as a GIF', () => {
  const fitting = fittingOf(
    picture({ mime: 'image/gif', bytes: 9_000_000 }),
    rule({ mime: ['image/gif', 'image/png'] }),
  )
  expect(fitting).toMatchObject({ still: true, maxBytes: 1_000_000 })
})

test('what moves has bounds of its own where it is left as it is', () => {
  const gif = (bytes: number) => picture({ mime: 'image/gif', bytes })
  const moving = rule({ mime: ['image/gif', 'image/png'], moving: { maxBytes: 3_000_000 } })
  expect(fits(gif(2_000_000), moving)).toBe(true)
  expect(fittingOf(gif(4_000_000), moving)).toMatchObject({ still: true, maxBytes: 1_000_000 })
  expect(fits(picture({ mime: 'image/png', bytes: 2_000_000 }), moving)).toBe(false)
})

test('a shape is refused or shown in part, and a pixel more or less is no other shape', () => {
  const source = { from: 'test', on: '2026-11-30', confidence: 'primary' } as const
  const shape = { taken: { least: 4 / 5, most: 1.91 }, whole: { least: 1 }, good: [], source }
  const of = (width: number, height: number) => shapeOf({ width, height }, rule({ shape }))
  expect([of(1000, 1000), of(900, 1000), of(700, 1000), of(2000, 1000)]).toEqual([
    ...[null, 'cut', 'refused', 'refused'],
  ])
  expect(of(1081, 1351)).toBe('cut')
  expect(shapeOf({ width: 1, height: 900 }, rule())).toBeNull()
})
