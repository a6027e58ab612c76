import { expect, test } from 'vitest'
import { bandsOf, likenessOf, piecesOf, plainWords } from './words.ts'

const alike = (a: string, b: string) => likenessOf(piecesOf(a), piecesOf(b))
const meet = (a: string, b: string) => {
  const bands = new Set(bandsOf(piecesOf(a)))
  return bandsOf(piecesOf(b)).some((band) => bands.has(band))
}

test('case, marks, spaces and tracking do not make other words', () => {
  expect(plainWords('Hello,  World! https://a.lv/x?utm_source=x')).toBe(
    plainWords('hello world https://a.lv/x#top'),
  )
  expect(plainWords('Hello world')).not.toBe(plainWords('Hello words'))
  expect(plainWords('🎉 !!')).toBe('')
})

test.each([
  [
    'Our bakery opens at seven on Saturday, come early for warm rye bread and coffee by the window',
    'Our bakery opens at seven on Sunday, come early for warm rye bread and coffee by the window!',
  ],
  ['ร้านขนมปังของเราเปิดเจ็ดโมงเช้าวันเสาร์ มาเร็วได้ขนมปังอุ่น ๆ', 'ร้านขนมปังของเราเปิดเจ็ดโมงเช้าวันอาทิตย์ มาเร็วได้ขนมปังอุ่น ๆ'],
  [
    '我们的面包店星期六早上七点开门，早来有热黑麦面包和咖啡',
    '我们的面包店星期日早上七点开门，早来有热黑麦面包和咖啡',
  ],
])('a word changed is found in any script', (a, b) => {
  expect(alike(a, b)).toBeGreaterThan(0.6)
  expect(meet(a, b)).toBe(true)
})

test('other posts of the same house are not alike', () => {
  const a = 'Our bakery opens at seven on Saturday, come early for warm rye bread'
  const b = 'We are looking for a baker who likes early mornings and sourdough: write to us'
  expect(alike(a, b)).toBeLessThan(0.2)
  expect(meet(a, b)).toBe(false)
})

test('a long text is read quickly', () => {
  const text = Array.from({ length: 3000 }, (_, i) => `word${i * 7919}`).join(' ')
  const start = performance.now()
  expect(bandsOf(piecesOf(text))).toHaveLength(12)
  expect(performance.now() - start).toBeLessThan(500)
})
