/** Until when: days as the five languages say them, from "by the 30th" to "до конца года" and "ภายในสิ้นปี 2570". */
import type { Day } from '../../measure/numbers/index.ts'
import { dayFrom, endOf, parts, plus, type Unit } from './calendar.ts'
import type { Span } from './fold.ts'
import { foldWord } from './fold.ts'
import { smallNumbers } from './lexicon.ts'
import { look, type Words, wordsOf } from './look.ts'
import { type Climate, duringWords, seasonDay, seasonWords } from './seasons.ts'

/** `climate`: how the season was reckoned by which it is said. */
export type FoundDay = Span & { day: Day; climate?: Climate }

const months: Words<number> = [
  'january|jan|janvār*|январ*|มกราคม|ม.ค.',
  'february|feb|februār*|феврал*|กุมภาพันธ์|ก.พ.',
  'march|mar|mart*|март*|มีนาคม|มี.ค.',
  'april|apr|aprīl*|апрел*|เมษายน|เม.ย.',
  'may|maij*|мая|май|мае|маю|พฤษภาคม|พ.ค.',
  'june|jun|jūnij*|июн*|มิถุนายน|มิ.ย.',
  'july|jul|jūlij*|июл*|กรกฎาคม|ก.ค.',
  'august|aug|augus*|август*|สิงหาคม|ส.ค.',
  'september|sep|sept|septembr*|сентябр*|กันยายน|ก.ย.',
  'october|oct|oktobr*|октябр*|ตุลาคม|ต.ค.',
  'november|nov|novembr*|ноябр*|พฤศจิกายน|พ.ย.',
  'december|dec|decembr*|декабр*|ธันวาคม|ธ.ค.',
].flatMap((list, place) => wordsOf(place + 1, list))

export const units: Words<Unit> = [
  ...wordsOf('day' as const, 'day|days|dien*|день|дня|дней|วัน|ngày'),
  ...wordsOf('week' as const, 'week*|nedēļ*|недел*|สัปดาห์|อาทิตย์|tuần'),
  ...wordsOf('month' as const, 'month*|mēne*|месяц*|เดือน|tháng'),
  ...wordsOf('quarter' as const, 'quarter*|ceturks*|квартал*|ไตรมาส|quý'),
  ...wordsOf('year' as const, 'year*|gad*|год|года|году|лет|ปี|năm'),
]

const ends: Words<'end'> = wordsOf(
  'end' as const,
  'end of|the end of the|end of the|end of this|beigām|beigas|beigās|конца|концу|конец|конце|สิ้น|ปลาย|cuối|hết',
)
const these: Words<'this' | 'next'> = [
  ...wordsOf('this' as const, 'this|the current|šo|šī|šogad|šajā|этого|этот|этом|эту|นี้|này|nay'),
  ...wordsOf('next' as const, 'next|the coming|nākam*|следующ*|หน้า|tới|sau|sang'),
]
/** After these a bare day of the month, month or year is a deadline and no amount. */
const untils: Words<'until'> = wordsOf(
  'until' as const,
  'by|by the|before|until|till|no later than|līdz|до|к|ко|не позднее|ภายใน|ก่อน|ถึง|ให้ทัน|trước|đến|vào|chậm nhất',
)
const within: Words<'within'> = wordsOf(
  'within' as const,
  'in|within|over|during|in the next|over the next|within the next|laikā|за|в течение|через|ภายใน|ใน|trong|trong vòng|sau',
)

/** A civil year as others count it: Thai people count from the death of the Buddha. */
const yearOf = (said: number): number => (said >= 2400 && said < 2800 ? said - 543 : said)

type Reader = (text: string, today: Day, climate: Climate) => FoundDay[]

/** All deadlines in a folded text, from left to right. None of them lies inside another. */
export function findDays(text: string, today: Day, climate: Climate = 'north'): FoundDay[] {
  const found: FoundDay[] = []
  for (const read of readers)
    for (const one of read(text, today, climate))
      if (!found.some(({ from, to }) => one.from < to && from < one.to)) found.push(one)
  return found.sort((a, b) => a.from - b.from)
}

const every = (text: string, pattern: RegExp): (Span & { group: (name: string) => string })[] =>
  [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    group: (name) => match.groups?.[name] ?? '',
  }))

/** The next such day after today; without a year nobody means one that is over. */
function upcoming(today: Day, month: number, date: number, year: number | null): Day {
  if (year !== null) return dayFrom(year, month, date)
  const now = parts(today).year
  const soon = dayFrom(now, month, date)
  return soon > today ? soon : dayFrom(now + 1, month, date)
}

const possible = (month: number, date: number): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= 31

const iso: Reader = (text) =>
  every(text, /(?<!\d)(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)(?!\d)/g).flatMap(({ from, to, group }) => {
    const [month, date] = [Number(group('m')), Number(group('d'))]
    return possible(month, date) ? [{ from, to, day: dayFrom(yearOf(Number(group('y'))), month, date) }] : []
  })

/** 30.06.2027, 30/6/2570, 30/6 and 30.06. — day first, unless only the other way makes sense. */
const numeric: Reader = (text, today) =>
  every(
    text,
    /(?<![\d.,/])(?<a>\d{1,2})(?<mark>[./])(?<b>\d{1,2})(?:[./](?<y>\d{4})|(?<dot>\.))?(?![\d%/])/g,
  ).flatMap(({ from, to, group }) => {
    const isDate =
      group('y') !== '' || group('mark') === '/' || (group('dot') !== '' && group('b').length === 2)
    const [a, b] = [Number(group('a')), Number(group('b'))]
    const [month, date] = b > 12 && a <= 12 ? [a, b] : [b, a]
    if (!isDate || !possible(month, date)) return []
    return [
      { from, to, day: upcoming(today, month, date, group('y') === '' ? null : yearOf(Number(group('y')))) },
    ]
  })

const gap = /^[\s,]*$/
const yearBehind =
  /^[\s,]*(?:nam|พ\.ศ\.|ค\.ศ\.|ปี|g\.)?\s*(?<y>(?:19|20|24|25|26)\d\d)(?!\d)(?:\s*(?:gada|года|г\.))?/u
const yearAhead = /(?<!\d)(?<y>(?:19|20|24|25|26)\d\d)\.?\s*(?:gada|года)?\s*$/u
const dateAhead = /(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th|\.|-?го|-?му|-?е)?\s*(?:of\s+|เดือน\s*)?$/u
const dateBehind = /^\s*(?:the\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|\s*%|[.,]\d)/u

/** "30 June 2027", "June 30", "2027. gada 30. jūnijs", and a month alone for its last day. */
const named: Reader = (text, today) =>
  look(text, months).flatMap(({ from, to, means: month }) => {
    const ahead = dateAhead.exec(text.slice(0, from))
    const behind = ahead ? null : dateBehind.exec(text.slice(to))
    const date = Number((ahead ?? behind)?.groups?.d ?? 0)
    const begins = ahead ? ahead.index : from
    const stops = to + (behind?.[0].length ?? 0)
    const year = yearBehind.exec(text.slice(stops)) ?? yearAhead.exec(text.slice(0, begins))
    const isBehind = year !== null && year.index === 0 && yearBehind.test(text.slice(stops))
    // "may" is a word of its own, and so is "mar": alone they need something that makes them a month.
    const alone = !ahead && !behind && year === null
    const short = /^(may|mar|jan|dec|sep|oct|jun|jul|apr|aug|nov|feb|sept)$/.test(text.slice(from, to))
    if (alone && short && !isUntil(text, from)) return []
    if (date > 31) return []
    return [
      {
        from: year && !isBehind ? year.index : begins,
        to: isBehind ? stops + (year?.[0].length ?? 0) : stops,
        day: upcoming(today, month, date || 31, year ? yearOf(Number(year.groups?.y)) : null),
      },
    ]
  })

/** Vietnamese months have numbers: "ngày 30 tháng 6 năm 2027", "cuối tháng 6". */
const vietnamese: Reader = (text, today) =>
  every(
    text,
    /(?:ngay\s+(?<d>\d{1,2})\s+)?thang\s+(?<m>\d{1,2})(?!\d)(?:\s*(?:nam|,|\/)?\s*(?<y>\d{4}))?/g,
  ).flatMap(({ from, to, group }) => {
    const [month, date] = [Number(group('m')), Number(group('d') || 31)]
    if (!possible(month, date)) return []
    return [{ from, to, day: upcoming(today, month, date, group('y') ? yearOf(Number(group('y'))) : null) }]
  })

/** "Q3 2027", "3rd quarter", "quý 3", "ไตรมาส 3". */
const quarters: Reader = (text, today) => {
  const patterns = [
    /(?<![\p{L}\p{N}])q\s?(?<q>[1-4])(?!\d)(?:\s*,?\s*(?<y>\d{4}))?/gu,
    /(?<!\d)(?<q>[1-4])(?:st|nd|rd|th|\.|-?(?:го|й|и))?\s*(?:quarter|ceturks|квартал)[\p{L}]*(?:\s+(?<y>\d{4}))?/gu,
    /(?:quy|ไตรมาส(?:ที่)?)\s*(?<q>[1-4])(?!\d)(?:\s*(?:nam|ปี|\/)?\s*(?<y>\d{4}))?/gu,
  ]
  const numbered = patterns.flatMap((pattern) =>
    every(text, pattern).map(({ from, to, group }) => ({
      from,
      to,
      day: upcoming(today, Number(group('q')) * 3, 31, group('y') ? yearOf(Number(group('y'))) : null),
    })),
  )
  // "the third quarter", "третьего квартала", "quý ba".
  const named = look(text, ordinals).flatMap(({ from, to, means }) => {
    const behind = /^\s*(?:quarter|ceturks|квартал)\p{L}*/u.exec(text.slice(to))
    const ahead = /(?:quy|ไตรมาสที่|ไตรมาส)\s*$/u.exec(text.slice(0, from))
    if (!behind && !ahead) return []
    const stop = to + (behind?.[0].length ?? 0)
    const year = yearBehind.exec(text.slice(stop))
    const start = ahead ? ahead.index : from
    const day = upcoming(today, means * 3, 31, year ? yearOf(Number(year.groups?.y)) : null)
    return [{ from: start, to: stop + (year?.[0].length ?? 0), day }]
  })
  return [...numbered, ...named]
}

const ordinals: Words<number> = [
  'first|pirmā|pirmais|первого|первый|первому|первом|แรก|หนึ่ง|một|i',
  'second|otrā|otrais|второго|второй|второму|втором|สอง|hai|ii',
  'third|trešā|trešais|третьего|третий|третьему|третьем|สาม|ba|iii',
  'fourth|last|ceturtā|ceturtais|четвертого|четвертый|четвертому|четвертом|สี่|สุดท้าย|bốn|tư|iv',
].flatMap((list, place) => wordsOf(place + 1, list))

const words = (list: string): string =>
  list
    .split('|')
    .map(foldWord)
    .sort((a, b) => b.length - a.length)
    .join('|')
const unitWord = words(
  'days|day|weeks|week|months|month|quarters|quarter|years|year|dienu|dienām|dienās|dienas|nedēļu|nedēļām|nedēļās|nedēļas|nedēļa|mēnešu|mēnešiem|mēnešos|mēneša|mēnesi|ceturkšņa|ceturksni|ceturkšņu|gadu|gada|gadiem|день|дня|дней|недели|неделю|недель|месяца|месяцев|месяц|квартала|квартал|кварталов|год|года|лет|วัน|สัปดาห์|อาทิตย์|เดือน|ไตรมาส|ปี|ngày|tuần|tháng|quý|năm',
)
const smallWord = words(
  'one|a|an|two|three|four|five|six|seven|eight|nine|ten|twelve|viena|vienas|vienu|divu|divām|divās|divus|divas|trīs|trijās|četru|četrās|četrus|piecu|sešu|sešās|sešus|septiņu|astoņu|deviņu|divām|diviem|trim|četrām|četriem|piecām|pieciem|sešām|sešiem|septiņām|septiņiem|astoņām|astoņiem|deviņām|deviņiem|desmit|divpadsmit|один|одну|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười',
)

export const numberSaid = (said: string): number => {
  if (/^\d+$/.test(said)) return Number(said)
  return look(said, smallNumbers)[0]?.means ?? 1
}
export const unitSaid = (said: string): Unit => look(said, units)[0]?.means ?? 'month'

/** "in 3 months", "за полгода", "3 mēnešu laikā", "ภายใน 3 เดือน". */
const spans: Reader = (text, today) => {
  const count = `(?<n>\\d{1,3}|${smallWord})[\\s-]*`
  const maybe = `(?:${count})?`
  const patterns = [
    // Without a number, "in the next quarter" is a period and not a length.
    `(?<![\\p{L}])(?:in|within|over|during)(?: the)?(?: next| coming)?\\s+${count}(?<u>${unitWord})(?![\\p{L}])`,
    `${maybe}(?<u>${unitWord})\\s+laika`,
    `(?<![\\p{L}])(?:за|в течение|через)\\s+${maybe}(?<u>${unitWord})(?![\\p{L}])`,
    `(?:ภายใน|ใน)(?:เวลา)?\\s*${count}\\s*(?<u>${unitWord})(?!นี้|หน้า|ที่|\\s*\\d)`,
    `(?<![\\p{L}])(?:after|pec|sau)\\s+${count}(?<u>${unitWord})(?![\\p{L}])`,
    `(?<![\\p{L}\\p{N}])${count}(?<u>${unitWord})\\s+(?:from (?:now|today)|nua)(?![\\p{L}])`,
    `(?:อีก)\\s*${count}\\s*(?<u>${unitWord})(?!นี้|หน้า|ที่)`,
    `(?<![\\p{L}])trong(?: vong)?\\s+${count}(?<u>${unitWord})(?! nay| toi| sau| \\d)(?![\\p{L}])`,
  ].map((pattern) => new RegExp(pattern, 'gu'))
  const half = every(
    text,
    /(?<![\p{L}])(?:in half a year|within half a year|pusgada laika|за полгода|ภายในครึ่งปี|trong nua nam)/gu,
  )
  return [
    ...half.map(({ from, to }) => ({ from, to, day: plus(today, 6, 'month') })),
    ...patterns.flatMap((pattern) =>
      every(text, pattern).map(({ from, to, group }) => ({
        from,
        to,
        day: plus(today, group('n') ? numberSaid(group('n')) : 1, unitSaid(group('u'))),
      })),
    ),
  ]
}

/** "the end of the year", "līdz gada beigām", "до конца квартала", "สิ้นเดือน", "cuối năm", "next month". */
const periods: Reader = (text, today) => {
  const found: FoundDay[] = []
  const period = [...look(text, ends), ...look(text, these)]
  for (const { from, to, means: unit } of look(text, units)) {
    if (unit === 'day') continue
    const beside = period.filter((one) => gap.test(between(text, one, { from, to })))
    if (beside.length === 0 && !/^(?:sogad|nakamgad)/.test(text.slice(from, to))) continue
    const next = [
      ...beside,
      ...period.filter((one) => beside.some((near) => gap.test(between(text, one, near)))),
    ].some(({ means }) => means === 'next')
    // In Vietnamese a numbered month or quarter is another thing.
    if (/^\s*\d/.test(text.slice(to)) && /[a-z]$/.test(text.slice(from, to)) && unit !== 'year') continue
    const year = unit === 'year' ? /^\s*(?:nam|พ\.ศ\.)?\s*(?<y>(?:20|25)\d\d)/u.exec(text.slice(to)) : null
    const ahead = unit === 'year' ? /(?<y>20\d\d)\.?\s*$/.exec(text.slice(0, from)) : null
    const said = year?.groups?.y ?? ahead?.groups?.y
    const day = said
      ? dayFrom(yearOf(Number(said)), 12, 31)
      : endOf(next ? plus(firstOf(today, unit), 1, unit) : today, unit)
    const start = Math.min(from, ...beside.map((one) => one.from), ahead ? ahead.index : from)
    const stop = Math.max(to + (year?.[0].length ?? 0), ...beside.map((one) => one.to))
    found.push({ from: start, to: stop, day: day > today ? day : endOf(plus(day, 1, unit), unit) })
  }
  for (const { from, to } of every(text, /(?<![\p{L}])(?:sogad|в этом году|year[- ]end)(?![\p{L}])/gu))
    found.push({ from, to, day: endOf(today, 'year') })
  for (const { from, to } of every(text, /(?<![\p{L}])(?:nakamgad)(?![\p{L}])/gu))
    found.push({ from, to, day: endOf(plus(today, 1, 'year'), 'year') })
  return found
}

/** So that a month after 31 January is not 3 March. */
const firstOf = (day: Day, unit: Unit): Day => (unit === 'week' ? day : `${day.slice(0, 7)}-01`)

function between(text: string, a: Span, b: Span): string {
  if (a.from < b.to && b.from < a.to) return ''
  return a.from < b.from ? text.slice(a.to, b.from) : text.slice(b.to, a.from)
}

/** "by the 30th", "līdz 30. datumam", "к 30-му числу", "ภายในวันที่ 30", "trước ngày 30". */
const dates: Reader = (text, today) => {
  const patterns = [
    /(?<![\p{L}])the\s+(?<d>\d{1,2})(?:st|nd|rd|th)(?![\p{L}])/gu,
    /(?<![\p{L}])(?<d>\d{1,2})(?:st|nd|rd|th)(?![\p{L}])(?!\s*(?:quarter|place))/gu,
    /(?<![\p{L}])lidz\s+(?<d>\d{1,2})\.(?!\d)(?:\s*datum\p{L}*)?/gu,
    /(?<![\p{L}])(?:до|к|ко)\s+(?<d>\d{1,2})(?:-?(?:го|му)(?:\s+числ\p{L}*)?|\s+числ\p{L}*)/gu,
    /วันที่\s*(?<d>\d{1,2})(?!\d)/gu,
    /(?<![\p{L}])ngay\s+(?:mung\s+)?(?<d>\d{1,2})(?!\d|\/)/gu,
  ]
  return patterns.flatMap((pattern) =>
    every(text, pattern).flatMap(({ from, to, group }) => {
      const date = Number(group('d'))
      return date >= 1 && date <= 31 ? [{ from, to, day: nextDate(today, date) }] : []
    }),
  )
}

function nextDate(today: Day, date: number): Day {
  const { year, month } = parts(today)
  const soon = dayFrom(year, month, date)
  if (soon > today) return soon
  const later = plus(`${today.slice(0, 7)}-01`, 1, 'month')
  return dayFrom(parts(later).year, parts(later).month, date)
}

const isUntil = (text: string, from: number): boolean =>
  look(text, [...untils, ...within]).some((one) => one.to <= from && gap.test(text.slice(one.to, from)))

/** "by the end of summer", "līdz vasarai", "к концу лета", "ภายในสิ้นฤดูร้อน", "trước mùa hè". */
const seasons: Reader = (text, today, climate) => {
  const during = look(text, duringWords).map((one) => ({ ...one, isDuring: true }))
  return [...during, ...look(text, seasonWords).map((one) => ({ ...one, isDuring: false }))].flatMap(
    ({ from, to, means, isDuring }) => {
      const year = yearBehind.exec(text.slice(to)) ?? yearAhead.exec(text.slice(0, from))
      const isBehind = yearBehind.test(text.slice(to))
      const span = {
        from: year && !isBehind ? year.index : from,
        to: isBehind ? to + (year?.[0].length ?? 0) : to,
      }
      const said = besideSeason(text, span)
      if (!isDuring && !said.some(({ means: mark }) => mark !== null)) return []
      const is = (mark: Mark) => said.some((one) => one.means === mark)
      const isUntil = is('until') && !is('end') && !is('within') && !isDuring
      return [
        {
          from: Math.min(span.from, ...said.map((one) => one.from)),
          to: Math.max(span.to, ...said.map((one) => one.to)),
          day: seasonDay(today, means, climate, {
            until: isUntil ? 'first' : 'last',
            year: year ? yearOf(Number(year.groups?.y)) : null,
            after: is('next'),
          }),
          climate,
        },
      ]
    },
  )
}

type Mark = 'end' | 'this' | 'next' | 'until' | 'within'
/** In these a season is a time, and not what one waits for. */
const inSeason: Words<'within'> = wordsOf('within' as const, 'vào|ภายใน|ใน|trong|during|over|in|в течение')
/** Between a mark and its season nothing stands but these. */
const seasonGap = /^[\s,]*(?:(?:the|this|next|of|of the)\s+)?$/

/** The words that make a season a day, right beside it or beside one another. */
function besideSeason(text: string, span: Span) {
  const within = look(text, inSeason)
  const isWithin = ({ from, to }: Span) => within.some((one) => one.from === from && one.to === to)
  const marks = [
    ...look(text, ends),
    ...look(text, these),
    ...within,
    ...look(text, untils).filter((one) => !isWithin(one)),
    // "May fall by 5 %": what one waits until or within stands before it.
  ].filter(
    ({ from, to, means }) => to <= span.from || (from >= span.to && means !== 'until' && means !== 'within'),
  )
  const near = (a: Span, b: Span) => seasonGap.test(between(text, a, b))
  const close = marks.filter((one) => near(one, span))
  const chained = marks.filter((one) => !close.includes(one) && close.some((other) => near(one, other)))
  return [...close, ...chained]
}

const weekdays: Words<number> = [
  'monday*|mon|pirmdien*|понедельник*|วันจันทร์|thứ hai|thứ 2',
  'tuesday*|tue|otrdien*|вторник*|วันอังคาร|thứ ba|thứ 3',
  'wednesday*|wed|trešdien*|среда|среды|среде|среду|วันพุธ|thứ tư|thứ 4',
  'thursday*|thu|ceturtdien*|четверг*|วันพฤหัสบดี|วันพฤหัส|thứ năm|thứ 5',
  'friday*|fri|piektdien*|пятниц*|วันศุกร์|thứ sáu|thứ 6',
  'saturday*|sat|sestdien*|суббот*|วันเสาร์|thứ bảy|thứ 7',
  'sunday*|svētdien*|воскресень*|วันอาทิตย์|chủ nhật',
].flatMap((list, place) => wordsOf(place + 1, list))

/** "by Friday", "līdz piektdienai", "к пятнице", "ภายในวันศุกร์", "trước thứ Sáu": the next one; "every Friday" is none. */
const byWeekday: Reader = (text, today) => {
  const marks = [...look(text, these), ...look(text, untils), ...look(text, within)]
  return look(text, weekdays).flatMap(({ from, to, means: weekday }) => {
    const near = marks.filter(
      (one) => (one.to <= from || one.from >= to) && gap.test(between(text, one, { from, to })),
    )
    if (near.length === 0) return []
    const ahead = marks.filter((one) =>
      near.some((other) => other !== one && gap.test(between(text, one, other))),
    )
    const said = [...near, ...ahead]
    const now = weekdayOf(today)
    const coming = plus(today, ((weekday - now + 6) % 7) + 1, 'day')
    // "Next Friday" is the one of next week; the Vietnamese "tới" is the one that comes.
    const isNext = said.some((one) => one.means === 'next' && text.slice(one.from, one.to) !== 'toi')
    return [
      {
        from: Math.min(from, ...said.map((one) => one.from)),
        to: Math.max(to, ...said.map((one) => one.to)),
        day: isNext && weekday > now ? plus(coming, 7, 'day') : coming,
      },
    ]
  })
}

const weekdayOf = (day: Day): number => new Date(`${day}T00:00Z`).getUTCDay() || 7

/** "by 2027", "в 2027 году", "ภายในปี 2570": to the end of that year. */
const years: Reader = (text) =>
  every(
    text,
    /(?:ปี|พ\.ศ\.|nam)?\s*(?<!\d)(?<y>(?:20|25|26)\d\d)(?!\d|\s*%|[.,]\d)(?:\.?\s*(?:gad\p{L}*|год\p{L}*|г\.))?/gu,
  ).flatMap(({ from, to, group }) => {
    const marked = /ปี|พ\.ศ\.|nam|gad|год|г\./u.test(text.slice(from, to))
    // What follows must be no thing that is counted: "by 2027 followers" is an amount.
    const alone = /^\s*(?:$|[.,;!]|and|un|и|และ|va)(?![\p{L}])/u.test(text.slice(to))
    if (!marked && !(alone && isUntil(text, from))) return []
    return [{ from, to, day: dayFrom(yearOf(Number(group('y'))), 12, 31) }]
  })

/** Feasts by which people mean the end of the year. */
const feasts: Reader = (text, today) => [
  ...every(text, /(?<![\p{L}])(?:christmas|ziemassvetk\p{L}*|рождеств\p{L}*|giang sinh)|คริสต์มาส/gu).map(
    ({ from, to }) => ({
      from,
      to,
      day: upcoming(today, 12, 24, null),
    }),
  ),
  ...every(
    text,
    /(?<![\p{L}])(?:new year(?:'s)?|jaun\p{L}* gad\p{L}*|новог\p{L}* год\p{L}*|нового года|new years)|ปีใหม่/gu,
  ).map(({ from, to }) => ({ from, to, day: upcoming(today, 12, 31, null) })),
]

/** The more a form says, the sooner it is asked. */
const readers: readonly Reader[] = [
  iso,
  numeric,
  vietnamese,
  quarters,
  seasons,
  byWeekday,
  named,
  spans,
  feasts,
  dates,
  periods,
  years,
]

/** The word before a deadline belongs to it: "by", "до", "ภายใน". */
export function withUntil(text: string, day: FoundDay): FoundDay {
  const ahead = text.slice(0, day.from)
  const word = look(ahead, [...untils, ...within]).findLast((one) => gap.test(ahead.slice(one.to)))
  return word ? { ...day, from: word.from } : day
}

const unitDays = { day: 1, week: 7, month: 30, quarter: 91, year: 365 } as const

/** For how long: "two-week", "на две недели", "2 nedēļu", "hai tuần", in days. */
export function findLength(text: string, taken: readonly Span[]): (Span & { days: number }) | null {
  const pattern = new RegExp(
    `(?<![\\p{N}])(?<n>\\d{1,3}|${smallWord})[\\s-]*(?<u>${unitWord})(?![a-zа-я])`,
    'gu',
  )
  const found = every(text, pattern).find(
    (one) => !taken.some(({ from, to }) => one.from < to && from < one.to),
  )
  if (!found) return null
  const { from, to, group } = found
  return { from, to, days: Math.min(366, numberSaid(group('n')) * unitDays[unitSaid(group('u'))]) }
}
