import { expect, test } from 'vitest'
import { type Names, type Part, takeApart } from './take-apart.ts'

const names: Names = {
  today: '2026-11-12',
  networks: [{ id: 'bluesky', name: 'Bluesky', joined: true }],
  channels: [{ id: 'bakery', name: 'Riga Bakery' }],
  campaigns: [],
  manual: [{ id: 'ovens', name: 'Ovens sold' }],
}

/** Mulberry32: the same sentences in every run. */
function chanceOf(seed: number) {
  let state = seed
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(even() * n)
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T }
}

/** Results as people of five languages say them; `#` is where the number stands. */
const tongues = {
  en: {
    results: [
      'get # more followers',
      'increase likes by # %',
      'raise sales by # %',
      'reach # clicks',
      'win # customers',
    ],
    bounds: ['ad spend may grow by # % at most', 'at least # replies', 'no more than # leads'],
    joints: [', ', ' and ', ', while '],
  },
  lv: {
    results: ['iegūt # jaunus sekotājus', 'palielināt pārdošanu par # %', 'sasniegt # klikšķus'],
    bounds: ['reklāmas izmaksas ne vairāk kā # %', 'vismaz # komentāri'],
    joints: [', ', ' un '],
  },
  ru: {
    results: ['набрать # новых подписчиков', 'увеличить продажи на # %', 'получить # кликов'],
    bounds: ['расходы на рекламу не более # %', 'не меньше # комментариев'],
    joints: [', ', ' и '],
  },
  th: {
    results: ['เพิ่มผู้ติดตาม # คน', 'เพิ่มยอดขาย # %', 'ได้คลิก # ครั้ง'],
    bounds: ['ค่าโฆษณาไม่เกิน # %', 'ความคิดเห็นอย่างน้อย #'],
    joints: [', ', ' และ '],
  },
  vi: {
    results: ['thêm # người theo dõi mới', 'tăng doanh số # %', 'đạt # lượt nhấp'],
    bounds: ['chi phí quảng cáo không quá # %', 'ít nhất # bình luận'],
    joints: [', ', ' và '],
  },
} as const

const numbersIn = (part: Part): string[] => [
  ...[part.change, part.floor, ...part.constraints.map(({ change }) => change)].flatMap((one) =>
    one ? [String(one.value)] : [],
  ),
  ...(part.from === null ? [] : [String(part.from)]),
  ...part.unread.flatMap((said) => said.match(/\d+/g) ?? []),
]

test.each(Object.keys(tongues) as (keyof typeof tongues)[])(
  'no number and no result of a sentence is lost: %s',
  (tongue) => {
    const chance = chanceOf(tongue.charCodeAt(0) * 31 + tongue.charCodeAt(1))
    const { results, bounds, joints } = tongues[tongue]
    for (let round = 0; round < 400; round++) {
      const said: string[] = []
      const numbers: string[] = []
      for (let i = 0; i < 1 + chance.below(4); i++) {
        const number = 2 + chance.below(95)
        numbers.push(String(number))
        said.push(chance.pick(i > 0 && chance.below(3) === 0 ? bounds : results).replace('#', String(number)))
      }
      const text = said.reduce((all, one) => `${all}${chance.pick(joints)}${one}`)
      const { parts, left } = takeApart(text, names)
      const kept = [...parts.flatMap(numbersIn), ...left.flatMap((one) => one.match(/\d+/g) ?? [])]
      for (const number of numbers) expect(kept, text).toContain(number)
      expect(parts.length, text).toBeGreaterThan(0)
    }
  },
)

test('parted and put together again, a sentence of many results keeps every one', () => {
  const text =
    'get 11 followers, 12 likes, 13 replies, 14 clicks, 15 reposts, 16 saves, 17 quotes and 18 views by Friday'
  const { parts, left } = takeApart(text, names)
  expect(parts).toHaveLength(5)
  expect(left).toHaveLength(3)
  const again = takeApart([...parts.map(({ said }) => said), ...left].join(', '), names)
  expect(again.parts.map(({ about }) => about)).toEqual(parts.map(({ about }) => about))
  expect([...again.parts.map(({ change }) => change?.value), ...again.left]).toHaveLength(8)
  expect([...parts.map(({ said }) => said), ...left].join(' ').match(/\d+/g)).toEqual([
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
  ])
})

const shards = [
  ...Object.values(tongues).flatMap(({ results, bounds, joints }) => [...results, ...bounds, ...joints]),
  ...[
    'by the end of summer',
    'ภายในสิ้นฤดูฝน ๒๕๗๐',
    'līdz',
    'до',
    '30.02.',
    '99/99',
    '2570',
    'Q9',
    'thứ 8',
    '0',
    '%',
    '1e999',
  ],
  ...[
    '\u0301\u0301',
    '\ud83d',
    '👩‍👩‍👧',
    '\u202e',
    '\0',
    '(((',
    '\\',
    '$&',
    '١٢٣',
    'İ',
    'ß',
    '½',
    '٪',
    '1.000.000,50',
    "'",
    '"',
  ],
]

test('whatever is written, taking it apart ends, quickly and without a fall', () => {
  const chance = chanceOf(7)
  const begun = performance.now()
  for (let round = 0; round < 1500; round++) {
    let text = ''
    while (text.length < 40 + chance.below(300))
      text += chance.below(4) === 0 ? String.fromCodePoint(chance.below(0x3000)) : chance.pick(shards)
    const { parts } = takeApart(text.slice(0, 500), names)
    for (const { deadline, change } of parts) {
      if (deadline) expect(deadline.day).toMatch(/^\d{4}-\d\d-\d\d$/)
      if (change) expect(Number.isFinite(change.value), text).toBe(true)
    }
  }
  expect(performance.now() - begun).toBeLessThan(60_000)
})
