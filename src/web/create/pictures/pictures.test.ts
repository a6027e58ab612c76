import { expect, test } from 'vitest'
import { contrast, hardShare, luminanceOf } from './contrast.ts'
import { step } from './use-history.ts'

test('black on white is 21 to 1, and letters are hard to read where the picture has their brightness', () => {
  expect(contrast(luminanceOf('#000000'), luminanceOf('#ffffff'))).toBeCloseTo(21)
  const pixels = [255, 255, 255, 255, 240, 240, 240, 255, 0, 0, 0, 255, 20, 20, 20, 255]
  expect(hardShare('#ffffff', pixels)).toBe(0.5)
  expect(hardShare('#ffffff', [])).toBe(0)
})

test('what follows closely under one name is one step; anything else is its own, and a new step ends what was taken back', () => {
  const begin = { all: [0], at: 0, mark: null, when: 0 }
  const to = (value: number) => () => value
  const one = step(begin, to(1), 'x', 1000)
  const two = step(one, to(2), 'x', 1500)
  expect(two).toMatchObject({ all: [0, 2], at: 1 })
  const three = step(two, to(3), 'x', 5000)
  expect(three.all).toEqual([0, 2, 3])
  expect(step({ ...three, at: 1, mark: null }, to(9), 'x', 5100).all).toEqual([0, 2, 9])
  expect(step(three, (now) => now, 'x', 9000)).toBe(three)
})
