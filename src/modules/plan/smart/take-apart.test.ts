import { expect, test } from 'vitest'
import { metricWords, parting, thingWords, vagueWords } from './lexicon.ts'
import { type Names, type Part, takeApart } from './take-apart.ts'

const today = '2026-11-12'
const names: Names = {
  today,
  networks: [
    { id: 'bluesky', name: 'Bluesky', joined: true },
    { id: 'mastodon', name: 'Mastodon', joined: true },
  ],
  channels: [{ id: 'bakery', name: 'Riga Bakery' }],
  campaigns: [{ id: 'spring', name: 'Spring (sale) 50 %+' }],
  manual: [{ id: 'ovens', name: 'Ovens sold' }],
}
const take = (text: string, more: Partial<Names> = {}) => takeApart(text, { ...names, ...more })
const parts = (text: string) => take(text).parts

function only(text: string): Part {
  const [part, ...more] = parts(text)
  if (!part || more.length > 0) throw new Error(`${text} gave ${more.length + 1} results`)
  return part
}

const aboutOf = ({ about }: Part): string | null => {
  if (about === null) return null
  if (about.kind === 'metric') return about.metric
  return about.kind === 'thing' ? about.thing : about.kind
}

test.each([
  ['increase sales and get more followers by 30 %', [null, 30]],
  ['palielināt pārdošanu un iegūt vairāk sekotāju par 30 %', [null, 30]],
  ['увеличить продажи и получить больше подписчиков на 30 %', [null, 30]],
  ['เพิ่มยอดขายและเพิ่มผู้ติดตาม 30 %', [null, 30]],
  ['tăng doanh số và tăng người theo dõi thêm 30 %', [null, 30]],
  // One verb for both: the number is for both.
  ['Increase sales and followers by 30%', [30, 30]],
  ['palielināt pārdošanu un sekotāju skaitu par 30%', [30, 30]],
  ['увеличить продажи и число подписчиков на 30%', [30, 30]],
  ['tăng doanh số và người theo dõi 30%', [30, 30]],
])('two results are two goals: %s', (text, percents) => {
  const found = parts(text)
  expect(found.map(aboutOf)).toEqual(['sales', 'followers'])
  expect(found.map(({ change }) => change?.value ?? null)).toEqual(percents)
})

test.each([
  ['by the 30th', '2026-11-30'],
  ['by the 5th', '2026-12-05'],
  ['by 30 June', '2027-06-30'],
  ['by June 30, 2028', '2028-06-30'],
  ['by 31 December 2026', '2026-12-31'],
  ['by 2027-02-28', '2027-02-28'],
  ['by 28/02/2027', '2027-02-28'],
  ['by 02/28/2027', '2027-02-28'],
  ['by the end of the year', '2026-12-31'],
  ['by the end of next month', '2026-12-31'],
  ['this quarter', '2026-12-31'],
  ['next quarter', '2027-03-31'],
  ['by Q3 2027', '2027-09-30'],
  ['within three months', '2027-02-12'],
  ['in the next 6 weeks', '2026-12-24'],
  ['by May', '2027-05-31'],
  ['by 2028', '2028-12-31'],
  ['by Christmas', '2026-12-24'],
  ['in the next quarter', '2027-03-31'],
  ['within a month', '2026-12-12'],
  ['līdz 30. datumam', '2026-11-30'],
  ['līdz 30. jūnijam', '2027-06-30'],
  ['līdz 2027. gada 30. jūnijam', '2027-06-30'],
  ['līdz 30.06.2027.', '2027-06-30'],
  ['līdz gada beigām', '2026-12-31'],
  ['līdz mēneša beigām', '2026-11-30'],
  ['līdz nākamā gada beigām', '2027-12-31'],
  ['3 mēnešu laikā', '2027-02-12'],
  ['divu nedēļu laikā', '2026-11-26'],
  ['до 30 июня', '2027-06-30'],
  ['к 30-му числу', '2026-11-30'],
  ['до 30.06.2027', '2027-06-30'],
  ['до конца года', '2026-12-31'],
  ['до конца квартала', '2026-12-31'],
  ['до конца следующего месяца', '2026-12-31'],
  ['за три месяца', '2027-02-12'],
  ['в течение 6 недель', '2026-12-24'],
  ['до 1 мая 2027 года', '2027-05-01'],
  ['в этом году', '2026-12-31'],
  ['ภายในวันที่ 30', '2026-11-30'],
  ['ภายในวันที่ 30 มิถุนายน 2570', '2027-06-30'],
  ['ภายในวันที่ ๓๐ มิถุนายน พ.ศ. ๒๕๗๐', '2027-06-30'],
  ['ภายในสิ้นปี', '2026-12-31'],
  ['ภายในสิ้นปี 2570', '2027-12-31'],
  ['ก่อนสิ้นเดือน', '2026-11-30'],
  ['ภายใน 3 เดือน', '2027-02-12'],
  ['ภายในเดือนมิถุนายน', '2027-06-30'],
  ['ภายในเดือนหน้า', '2026-12-31'],
  ['ภายใน 30/6/2570', '2027-06-30'],
  ['ภายในปี 2570', '2027-12-31'],
  ['trước ngày 30', '2026-11-30'],
  ['trước ngày 30/6/2027', '2027-06-30'],
  ['trước ngày 30 tháng 6 năm 2027', '2027-06-30'],
  ['đến hết tháng 6', '2027-06-30'],
  ['trước cuối năm', '2026-12-31'],
  ['trong 3 tháng', '2027-02-12'],
  ['trong quý 3', '2027-09-30'],
])('a day by which is read, and its number is no amount: %s', (said, day) => {
  const part = only(`500 followers ${said}`)
  expect(part.deadline?.day).toBe(day)
  expect(part.change).toMatchObject({ kind: 'count', value: 500 })
})

test('without a day there is none, and what is over is never meant', () => {
  expect(only('30 % more followers').deadline).toBeNull()
  // The thirtieth itself: whoever says so then means the next one.
  expect(take('12 posts by the 30th', { today: '2026-11-30' }).parts[0]?.deadline?.day).toBe('2026-12-30')
  expect(take('12 posts by the 31st', { today: '2027-02-03' }).parts[0]?.deadline?.day).toBe('2027-02-28')
  expect(take('more likes by the end of the year', { today: '2026-12-31' }).parts[0]?.deadline?.day).toBe(
    '2027-12-31',
  )
})

const phrases: Record<string, (number: string) => string> = {
  en: (n) => `get ${n} followers by 30 June 2027`,
  lv: (n) => `sasniegt ${n} sekotājus līdz 2027. gada 30. jūnijam`,
  ru: (n) => `набрать ${n} подписчиков до 30 июня 2027 года`,
  th: (n) => `เพิ่มผู้ติดตามเป็น ${n} คน ภายในวันที่ 30 มิถุนายน 2570`,
  vi: (n) => `đạt ${n} người theo dõi trước ngày 30/6/2027`,
}

/** Mulberry32: the same sentences in every run. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const grouped = (n: number, mark: string) => String(n).replace(/\B(?=(\d{3})+$)/g, mark)
const thaiDigits = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0x0e50 + Number(digit)))

test('any whole number is read in every way of writing it, in every language', () => {
  const even = chances(7)
  for (let round = 0; round < 200; round++) {
    const n = Math.floor(10 ** (1 + 6 * even()))
    const ways = [
      String(n),
      ...[' ', '\u00a0', '\u202f', '.', ',', '’'].map((mark) => grouped(n, mark)),
      thaiDigits(grouped(n, ',')),
    ]
    for (const [language, phrase] of Object.entries(phrases))
      for (const way of ways) {
        const part = only(phrase(way))
        expect([language, way, aboutOf(part), part.change?.value, part.deadline?.day]).toEqual([
          language,
          way,
          'followers',
          n,
          '2027-06-30',
        ])
      }
  }
})

test('any share is read with point or comma, with or without a space', () => {
  const even = chances(11)
  for (let round = 0; round < 200; round++) {
    const n = Math.round(1000 * even()) / 10
    for (const mark of ['.', ','])
      for (const space of ['', ' ', '\u00a0', '\u202f']) {
        const said = `${String(n).replace('.', mark)}${space}%`
        expect([said, only(`grow followers by ${said} by the end of the year`).change]).toEqual([
          said,
          { kind: 'percent', value: n, how: 'by' },
        ])
      }
  }
})

test.each([
  ['5k followers', 5000],
  ['2.5k followers', 2500],
  ['10 thousand followers', 10_000],
  ['10 tūkst. sekotāju', 10_000],
  ['10 тыс. подписчиков', 10_000],
  ['1,5 млн подписчиков', 1_500_000],
  ['10 nghìn người theo dõi', 10_000],
  ['ผู้ติดตาม 2 หมื่นคน', 20_000],
  ['1 234,5 просмотров', 1234.5],
  ['1,234.5 views', 1234.5],
])('%s is %d', (text, value) => {
  expect(only(text).change).toMatchObject({ kind: 'count', value })
})

test.each([
  ['30 процентов подписчиков', 30],
  ['par 30 procentiem vairāk sekotāju', 30],
  ['thêm 30 phần trăm người theo dõi', 30],
  ['เพิ่มผู้ติดตามร้อยละ ๓๐', 30],
  ['30 per cent more followers', 30],
])('%s is percent', (text, value) => {
  expect(only(text).change).toMatchObject({ kind: 'percent', value })
})

test.each([
  ['20 % more followers, not below 15 %', 15],
  ['par 20 % vairāk sekotāju, ne mazāk kā 15 %', 15],
  ['на 20 % больше подписчиков, не ниже 15 %', 15],
  ['เพิ่มผู้ติดตาม 20 % ไม่ต่ำกว่า 15 %', 15],
  ['tăng 20 % người theo dõi, không dưới 15 %', 15],
])('what must be kept in any case is the floor: %s', (text, floor) => {
  const part = only(text)
  expect(part.change?.value).toBe(20)
  expect(part.floor).toMatchObject({ kind: 'percent', value: floor })
})

test('a lone "at least" is the target, and a bound on another number is a constraint', () => {
  expect(only('at least 500 new followers')).toMatchObject({ change: { value: 500 }, floor: null })
  expect(only('30 % more followers with ad spend at most 500')).toMatchObject({
    constraints: [{ about: { thing: 'ad_spend' }, bound: 'most', change: { value: 500 } }],
  })
  expect(only('на 30 % больше подписчиков, стоимость клиента не выше 15')).toMatchObject({
    constraints: [{ about: { thing: 'cost_per_customer' }, bound: 'most', change: { value: 15 } }],
  })
})

test('whose numbers count: channels, campaigns and networks by their names, and networks that are not joined', () => {
  expect(only('30 % more followers of Riga Bakery').scope).toEqual({ kind: 'channel', id: 'bakery' })
  expect(only('500 likes for Spring (sale) 50 %+ by June')).toMatchObject({
    scope: { kind: 'campaign', id: 'spring' },
    change: { value: 500 },
  })
  expect(only('набрать 500 подписчиков в Мастодоне').scope).toEqual({ kind: 'network', id: 'mastodon' })
  expect(only('iegūt 500 sekotājus Bluesky').scope).toEqual({ kind: 'network', id: 'bluesky' })
  expect(only('12 posts in Instagram by the 30th')).toMatchObject({
    unjoined: 'Instagram',
    about: { kind: 'posts' },
  })
  expect(only('30 more ovens sold').about).toEqual({ kind: 'manual', id: 'ovens' })
})

test.each([
  ['2x followers', { kind: 'factor', value: 2 }],
  ['double our followers', { kind: 'factor', value: 2 }],
  ['dubultot sekotāju skaitu', { kind: 'factor', value: 2 }],
  ['в два раза больше подписчиков', { kind: 'factor', value: 2 }],
  ['tăng gấp đôi người theo dõi', { kind: 'factor', value: 2 }],
  ['เพิ่มผู้ติดตามเป็นสองเท่า', { kind: 'factor', value: 2 }],
  ['giảm người theo dõi xuống 500 mỗi tháng', { kind: 'count', value: 500, how: 'to' }],
  ['thêm 500 người theo dõi mới', { kind: 'count', value: 500, how: 'by' }],
])('how a number is meant: %s', (text, change) => {
  expect(only(text).change).toMatchObject(change)
})

test('longer names of numbers win over shorter ones', () => {
  expect(aboutOf(only('engagement rate from 2.5 % to 4 %'))).toBe('er_followers')
  expect(only('engagement rate from 2.5 % to 4 %')).toMatchObject({
    from: 2.5,
    change: { value: 4, how: 'to' },
  })
  expect(aboutOf(only('more likes of our posts by 10 %'))).toBe('likes')
  expect(aboutOf(only('reach 5,000 followers'))).toBe('followers')
  expect(aboutOf(only('increase our reach by 30 %'))).toBe('reach')
})

test.each([
  ['be more popular and improve our presence', ['more', 'popular', 'improve', 'presence']],
  ['kļūt populārākiem', ['populārākiem']],
  ['стать популярнее как можно скорее', ['популярнее', 'как можно скорее']],
  ['ทำให้แบรนด์โด่งดัง', ['โด่งดัง']],
  ['nổi tiếng hơn càng sớm càng tốt', ['nổi tiếng', 'càng sớm càng tốt']],
])('words that cannot be measured are told as they were written: %s', (text, vague) => {
  const taken = take(text)
  expect(taken.vague).toEqual(vague)
  expect(taken.parts.every(({ about, change }) => about === null && change === null)).toBe(true)
})

test('nothing that somebody can write or be called breaks it or keeps it long', () => {
  const even = chances(23)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(even() * list.length)] as T
  const bits = [
    ...[...metricWords, ...thingWords, ...parting, ...vagueWords].map(({ word }) => word.text),
    ...[
      '30 %',
      '1.000,5',
      '31.02.2027',
      '0/0/0000',
      'วันที่ ๙๙',
      'by the 32nd',
      '(((((',
      '.*+?^$ {}()|[]\\',
      '%%%',
      ',,,',
      '9'.repeat(40),
    ],
    ...['\u0000', '🥖', 'a'.repeat(60), ' '.repeat(50), '1 '.repeat(30), 'ç̈̈̈', 'ｆｕｌｌ', '\ud800'],
  ]
  const hostile = {
    channels: [
      { id: 'c', name: '(a+)+$' },
      { id: 'd', name: '   ' },
      { id: 'e', name: '.' },
    ],
    campaigns: [{ id: 'k', name: '[' }],
  }
  const begun = performance.now()
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 12 }, () => pick(bits))
      .join(pick([' ', '', ', ']))
      .slice(0, 500)
    const { parts, vague } = take(text, hostile)
    expect(parts.length).toBeGreaterThan(0)
    expect(parts.length).toBeLessThanOrEqual(5)
    expect(vague.length).toBeLessThanOrEqual(12)
    for (const { deadline, change } of parts) {
      if (deadline) expect(deadline.day).toMatch(/^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/)
      if (change) expect(Number.isFinite(change.value)).toBe(true)
    }
  }
  expect((performance.now() - begun) / 400).toBeLessThan(50)
})

test('five hundred names of channels and campaigns cost little', () => {
  const many = (kind: string) =>
    Array.from({ length: 500 }, (_, i) => ({
      id: `${kind}${i}`,
      name: `${kind} (a+)+$ ${'x'.repeat(90)} ${i}`,
    }))
  const text = `30 % more followers ${'(a+)+$ x'.repeat(50)}`.slice(0, 500)
  const begun = performance.now()
  take(text, { channels: many('channel'), campaigns: many('campaign') })
  expect(performance.now() - begun).toBeLessThan(500)
})
