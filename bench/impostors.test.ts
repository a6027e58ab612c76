import { expect, test } from 'vitest'
import { comparePictures, hashPicture } from '../src/modules/plan/impostors/picture.ts'
import { chanceOf } from './impostors/chance.ts'
import { somePhoto, someSign, taken } from './impostors/pictures.ts'
import { byKind, judge, tally } from './impostors.ts'

test('of generated neighbourhoods nine of ten impostors are found, and nine of ten that are flagged are impostors', async () => {
  const judged = await judge(5, 30, 12)
  const { precision, recall } = tally(judged)
  expect(precision, byKind(judged)).toBeGreaterThan(0.9)
  expect(recall, byKind(judged)).toBeGreaterThan(0.9)
}, 60_000)

test('a picture that was taken and packed, cut, framed or toned anew is known again; another one is not', async () => {
  const chance = chanceOf(11)
  let [known, of, taken4] = [0, 0, 0]
  for (let n = 0; n < 80; n++) {
    const sign = n % 4 === 0 ? await somePhoto(chance) : await someSign(chance)
    const hash = await hashPicture(sign)
    const again = comparePictures(hash, await hashPicture(await taken(sign, chance)))
    const another = comparePictures(hash, await hashPicture(await someSign(chance)))
    of++
    if (again === 'same' || again === 'near') known++
    if (another === 'same') taken4++
  }
  expect(known / of).toBeGreaterThan(0.9)
  expect(taken4 / of).toBeLessThan(0.04)
}, 60_000)

test('what is no picture has no likeness, and one that is all of one tone tells nothing', async () => {
  expect(await hashPicture(Buffer.from('no picture'))).toBeNull()
  const plain = await (await import('sharp'))
    .default({
      create: { width: 64, height: 64, channels: 3, background: '#336699' },
    })
    .png()
    .toBuffer()
  const hash = await hashPicture(plain)
  expect(hash?.flat).toBe(true)
  expect(comparePictures(hash, hash)).toBe('unknown')
})
