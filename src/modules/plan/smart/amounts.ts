/** Numbers as people write them: 1 000, 1.000, 1,000, 3,5 %, 30%, 5k, 5 тыс., ๓๐ %. */
import type { Span } from './fold.ts'
import { foldWord } from './fold.ts'
import { factors, smallNumbers } from './lexicon.ts'
import { look, overlaps } from './look.ts'

export type Amount = Span & {
  /** `percent`: 30 is 30 %. `factor`: so many times. */
  kind: 'percent' | 'count' | 'factor'
  value: number
}

const grouped = /(?<![\d.,])\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*(?![\d])(?:[.,]\d{1,2}(?!\d))?/g
const plain = /\d{1,12}(?:[.,]\d{1,6})?/g

const multipliers: readonly [pattern: RegExp, by: number][] = (
  [
    ['k|tk', 1e3, false],
    [
      'thousand|tūkst\\.|tūkstoši|tūkstošus|tūkstošiem|tūkstošu|tūkst|тыс\\.|тыс|тысяч|тысячи|тысяча|nghìn|ngàn|พัน',
      1e3,
      true,
    ],
    ['หมื่น', 1e4, true],
    ['แสน', 1e5, true],
    ['million|miljoni|miljonus|miljonu|milj\\.|млн|миллион|миллиона|миллионов|triệu|ล้าน', 1e6, true],
  ] as const
).map(([list, by, spaced]) => [
  new RegExp(`^${spaced ? '\\s*' : ''}(?:${list.split('|').map(foldWord).join('|')})(?![a-zа-я])`, 'u'),
  by,
])

const percents = new RegExp(
  `^[\\s-]*(?:%|(?:${['percent', 'per cent', 'procent', 'процент', 'phần trăm', 'เปอร์เซ็นต์'].map(foldWord).join('|')})[a-zа-я]*)`,
  'u',
)
const percentAhead = /ร้อยละ\s*$/u

export function findAmounts(text: string, taken: readonly Span[]): Amount[] {
  const found: Amount[] = []
  const free = (one: Span) => ![...taken, ...found].some((other) => overlaps(one, other))
  for (const pattern of [grouped, plain])
    for (const match of text.matchAll(pattern)) {
      const span = { from: match.index, to: match.index + match[0].length }
      if (free(span)) found.push(withUnit(text, span, pattern === grouped))
    }
  for (const { from, to, means } of look(text, factors, [...taken, ...found]))
    found.push({ from, to, kind: 'factor', value: means })
  return found.sort((a, b) => a.from - b.from)
}

function withUnit(text: string, { from, to }: Span, isGrouped: boolean): Amount {
  const said = text.slice(from, to)
  const rest = text.slice(to)
  const percent = percents.exec(rest)
  const ahead = percentAhead.exec(text.slice(0, from))
  if (percent ?? ahead)
    return {
      from: ahead ? ahead.index : from,
      to: to + (percent?.[0].length ?? 0),
      kind: 'percent',
      // 12,345 % is twelve and a bit: nobody wishes for twelve thousand percent.
      value:
        isGrouped && !/ /.test(said) && said.length < 8
          ? Number(said.replace(',', '.'))
          : read(said, isGrouped),
    }
  const twice = /^\s?[x×](?![\p{L}\p{N}])/u.exec(rest)
  if (twice) return { from, to: to + twice[0].length, kind: 'factor', value: read(said, isGrouped) }
  const times = multipliers.find(([pattern]) => pattern.test(rest))
  const length = times ? (times[0].exec(rest)?.[0].length ?? 0) : 0
  const value = read(said, isGrouped && !/^0/.test(said)) * (times?.[1] ?? 1)
  return { from, to: to + length, kind: 'count', value: Number(value.toPrecision(12)) }
}

/** Groups of exactly three digits are thousands in every one of our languages; what follows another mark is a fraction. */
function read(said: string, isGrouped: boolean): number {
  if (!isGrouped) return Number(said.replace(',', '.'))
  const fraction = /[.,](\d{1,2})$/.exec(said)
  const whole = said.slice(0, fraction?.index ?? said.length).replace(/[ .,'’]/g, '')
  return Number(`${whole}.${fraction?.[1] ?? 0}`)
}

/** A number in words, such as the two of "two posts". */
export const findSmall = (text: string, taken: readonly Span[]): Amount[] =>
  look(text, smallNumbers, taken).map(({ from, to, means }) => ({ from, to, kind: 'count', value: means }))
