import { describe, expect, test } from 'vitest'
import { candidatesOf } from './candidates.ts'
import { compareNames } from './compare-names.ts'
import { graphemesOf, likeness, slipsBetween } from './similarity.ts'
import { skeletonOf } from './skeleton.ts'

/** Same number, same names. */
function* someNames(many: number): Generator<string> {
  let state = 7
  const upTo = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % n
  }
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  for (let n = 0; n < many; n++)
    yield Array.from({ length: 4 + upTo(14) }, () => letters[upTo(letters.length)]).join('')
}

describe('what is seen of a name', () => {
  test('letters of other alphabets, wide letters and mathematical ones look like the plain ones', () => {
    for (const text of ['аррӏе', 'ａｐｐｌｅ', '𝐚𝐩𝐩𝐥𝐞', 'αpple', 'ap\u200bple', 'a\u2060pp\ufe0fle'])
      expect(compareNames('apple', text).how, text).toBe('lookalike')
  })

  test('a capital I is an l, a zero is an o, and rn is an m', () => {
    expect(compareNames('PayPal', 'PaypaI').how).toBe('lookalike')
    expect(compareNames('oakroom', '0akro0rn').how).toBe('lookalike')
    expect(compareNames('ICE Hotel', 'ice hotel').how).toBe('same')
  })

  test('a skeleton of a skeleton is the same', () => {
    for (const text of ['Birсh Ваkerу', 'Пекарня Берёзка', 'ร้านขนมปังเบิร์ช', 'Tiệm Bánh Đồng Quê', 'Œuvre №1'])
      expect(skeletonOf(skeletonOf(text))).toBe(skeletonOf(text))
  })

  test('names without their accents are the same names: so write people who have no keys for them', () => {
    expect(compareNames('Bánh Mì Đồng Quê', 'banh mi dong que').how).toBe('same')
    expect(compareNames('Maiznīca Bērzs', 'Maiznica Berzs').how).toBe('same')
  })

  test('a lost Thai tone mark is one slip, a lost vowel another', () => {
    expect(slipsBetween('ร้านขนม', 'รานขนม')).toBe(1)
    expect(compareNames('ร้านขนมปังเบิร์ช', 'ร้านขนมปังเบิรช')).toMatchObject({ how: 'slip', slips: 1 })
  })
})

describe('slips and likeness', () => {
  test('they are the same both ways, and nothing lies between a name and itself', () => {
    const names = [...someNames(60)]
    for (const [n, one] of names.entries()) {
      const other = names[names.length - 1 - n] ?? ''
      expect(slipsBetween(one, one)).toBe(0)
      expect(slipsBetween(one, other)).toBe(slipsBetween(other, one))
      expect(likeness(one, other)).toBeCloseTo(likeness(other, one), 6)
      expect(slipsBetween(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length))
      expect(likeness(one, one)).toBe(1)
    }
  })

  test('two neighbours swapped are one slip', () => {
    expect(slipsBetween('bakery', 'bakrey')).toBe(1)
    expect(compareNames('birchbakery', 'brichbakery')).toMatchObject({ how: 'slip', slips: 1 })
  })

  test('very long names are done with at once', () => {
    const long = 'a'.repeat(100_000)
    const start = performance.now()
    slipsBetween(long, `${long}b`)
    compareNames('birchbakery', long)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(graphemesOf('ก้').length).toBe(1)
  })
})

describe('what stands around a name', () => {
  test.each([
    ['birchbakery', 'birchbakery_official', 'claim'],
    ['birchbakery', 'supportbirchbakery', 'claim'],
    ['birchbakery', 'birchbakery.lv', 'place'],
    ['birchbakery', 'birchbakeryfans', 'honest'],
    ['birchbakery', 'birchbakery24', 'digits'],
    ['Birch Bakery', 'Birch Bakery Fan Club', 'honest'],
    ['Пекарня Берёзка', 'Пекарня Берёзка Официальный', 'claim'],
    ['Tiệm Bánh', 'Tiệm Bánh Chính Thức', 'claim'],
    ['เบเกอรี่ดอกบัว', 'เบเกอรี่ดอกบัว แฟนคลับ', 'honest'],
    ['Birch', 'Birchwood', 'rest'],
  ])('%s in %s: %s', (ours, theirs, kind) => {
    const found = compareNames(ours, theirs)
    expect(found.how).toBe('within')
    expect(found.around.map((one) => one.kind)).toContain(kind)
  })

  test('a short name does not lie within every long one', () => {
    expect(compareNames('art', 'party').how).toBe('other')
    expect(compareNames('art', 'the art house').how).toBe('within')
  })
})

describe('handles that somebody might take', () => {
  const rule = { separators: '_-.', least: 3, most: 30 }

  test('each is allowed, none is the handle itself, none comes twice, and there are as many as are asked for at most', () => {
    for (const name of someNames(60)) {
      const found = candidatesOf(name, rule, 80)
      const handles = found.map(({ handle }) => handle)
      expect(new Set(handles).size).toBe(handles.length)
      expect(handles).not.toContain(name)
      expect(handles.length).toBeLessThanOrEqual(80)
      for (const handle of handles) {
        expect(handle.length).toBeGreaterThanOrEqual(3)
        expect(handle.length).toBeLessThanOrEqual(30)
        expect(handle).toMatch(/^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/)
      }
    }
  })

  test('whoever took one of them would be noticed: each resembles the handle', () => {
    for (const name of someNames(40))
      if (name.length >= 6)
        for (const { handle, kind } of candidatesOf(name, rule, 120))
          expect(compareNames(name, handle).how, `${name} ${handle} ${kind}`).not.toBe('other')
  })

  test('those that are met in practice are among them', () => {
    const of = (name: string) => candidatesOf(name, rule, 400).map(({ handle }) => handle)
    expect(of('paypal')).toEqual(
      expect.arrayContaining(['paypa1', 'paypai', 'paypal_official', 'papyal', 'paypall']),
    )
    expect(of('modern')).toContain('rnodern')
    expect(of('birch-bakery')).toEqual(expect.arrayContaining(['birchbakery', 'birch_bakery']))
  })

  test('a short list has some of every kind', () => {
    const kinds = new Set(candidatesOf('millstone', rule, 12).map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['affix', 'homoglyph', 'separator', 'slip'])
  })
})
