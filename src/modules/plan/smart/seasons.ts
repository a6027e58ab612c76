/**
 * Deadlines by the season: "by the end of summer". When summer ends depends on where one is: the south has it half a year
 * later, and Thailand has three seasons of its own. The zone of the workspace says where; what was taken is told.
 */
import type { Day } from '../../measure/numbers/index.ts'
import { dayFrom, parts, plus } from './calendar.ts'
import { type Words, wordsOf } from './look.ts'

export type Climate = 'north' | 'south' | 'thai'

const southern =
  /^(?:Australia|Antarctica)\/|^Pacific\/(?:Auckland|Chatham|Fiji|Tongatapu|Noumea|Apia|Efate|Tahiti|Easter)$|^America\/(?:Sao_Paulo|Bahia|Campo_Grande|Cuiaba|Argentina\/|Buenos_Aires|Montevideo|Santiago|Punta_Arenas|Asuncion|La_Paz|Lima)|^Africa\/(?:Johannesburg|Harare|Maputo|Lusaka|Gaborone|Windhoek|Maseru|Mbabane|Blantyre|Luanda)$|^Indian\/(?:Antananarivo|Mauritius|Reunion)$/

export const climateOf = (zone: string): Climate =>
  zone === 'Asia/Bangkok' ? 'thai' : southern.test(zone) ? 'south' : 'north'

type Season = 'spring' | 'summer' | 'autumn' | 'winter' | 'rain' | 'dry'

export const seasonWords: Words<Season> = [
  ...wordsOf('spring' as const, 'spring|springtime|pavasar*|весна|весны|весне|весну|ฤดูใบไม้ผลิ|mùa xuân'),
  ...wordsOf(
    'summer' as const,
    'summer|summertime|vasara*|лето|лета|лету|ฤดูร้อน|หน้าร้อน|mùa hè|mùa hạ|hè này|hè',
  ),
  ...wordsOf('autumn' as const, 'autumn|fall|ruden*|осень|осени|ฤดูใบไม้ร่วง|mùa thu'),
  ...wordsOf('winter' as const, 'winter|wintertime|ziema*|зима|зимы|зиме|зиму|ฤดูหนาว|หน้าหนาว|mùa đông'),
  ...wordsOf('rain' as const, 'rainy season|ฤดูฝน|หน้าฝน|mùa mưa|сезон дождей|сезона дождей|lietus sezon*'),
  ...wordsOf('dry' as const, 'dry season|ฤดูแล้ง|หน้าแล้ง|mùa khô'),
]

/** These say by themselves that the season is meant as a time: летом, šovasar. */
export const duringWords: Words<Season> = [
  ...wordsOf('spring' as const, 'весной|šopavasar'),
  ...wordsOf('summer' as const, 'летом|šovasar'),
  ...wordsOf('autumn' as const, 'осенью|šoruden'),
  ...wordsOf('winter' as const, 'зимой|šoziem'),
]

/** First and last day, as month and day. Winter goes over the end of the year. */
type Span = { first: readonly [number, number]; last: readonly [number, number] }

const north: Record<'spring' | 'summer' | 'autumn' | 'winter', Span> = {
  spring: { first: [3, 1], last: [5, 31] },
  summer: { first: [6, 1], last: [8, 31] },
  autumn: { first: [9, 1], last: [11, 30] },
  winter: { first: [12, 1], last: [2, 29] },
}
/** As the Thai Meteorological Department counts them. */
const thai: Partial<Record<Season, Span>> = {
  summer: { first: [2, 16], last: [5, 15] },
  rain: { first: [5, 16], last: [10, 15] },
  winter: { first: [10, 16], last: [2, 15] },
}
/** Of southern Vietnam and its neighbours. */
const rains: Record<'rain' | 'dry', Span> = {
  rain: { first: [5, 1], last: [11, 30] },
  dry: { first: [12, 1], last: [4, 30] },
}
const opposite = { spring: 'autumn', summer: 'winter', autumn: 'spring', winter: 'summer' } as const

function spanOf(season: Season, climate: Climate): Span {
  const own = climate === 'thai' ? thai[season] : undefined
  if (own) return own
  if (season === 'rain' || season === 'dry') return rains[season]
  return north[climate === 'south' ? opposite[season] : season]
}

/** The last day of the next such season, or the day before its first; `after`: not the one that is now, but the one after it. */
export function seasonDay(
  today: Day,
  season: Season,
  climate: Climate,
  { until, year, after }: { until: 'first' | 'last'; year: number | null; after: boolean },
): Day {
  const { first, last } = spanOf(season, climate)
  const dayIn = (one: number): Day =>
    until === 'last' ? dayFrom(one, last[0], last[1]) : plus(dayFrom(one, first[0], first[1]), -1, 'day')
  if (year !== null) return dayIn(year)
  const now = parts(today).year
  const soon = [dayIn(now), dayIn(now + 1)].find((day) => day > today) ?? dayIn(now + 2)
  return after && isIn(today, first, last) && until === 'last' ? plus(soon, 1, 'year') : soon
}

function isIn(today: Day, first: Span['first'], last: Span['last']): boolean {
  const { month, date } = parts(today)
  const place = month * 100 + date
  const [begins, ends] = [first[0] * 100 + first[1], last[0] * 100 + last[1]]
  return begins <= ends ? place >= begins && place <= ends : place >= begins || place <= ends
}
