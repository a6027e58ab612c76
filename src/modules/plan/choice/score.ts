/** How well one network fits: each reason with its interval, and what they come to. */

import type { Parts, People } from '../portraits/index.ts'
import type {
  Bar,
  ChoiceSettings,
  Fit,
  Format,
  Interval,
  Note,
  Reason,
  ReasonPart,
  Used,
} from './contract.ts'
import { around, exactly, nothingKnown, weighedByKnown } from './interval.ts'
import { likenessOf } from './likeness.ts'
import { reachIn, type Told } from './reach.ts'

/** What a reason counts. That such people are there at all weighs most. */
export const weights: Record<ReasonPart, number> = { reach: 0.45, likeness: 0.2, formats: 0.2, hours: 0.15 }

export type Asked = {
  network: string
  takes: readonly Format[]
  figures: readonly Told[]
  bars: readonly Bar[]
  people: People
  /** Of the audience: from the persona, else where the workspace says that it speaks to people. */
  countries: Parts
  settings: ChoiceSettings
  capacityHours: number | null
  today: string
}

/** A bar of which nobody is sure is told, and bars nothing. */
export const bites = ({ confidence }: Bar): boolean => confidence !== 'low'

export function fitOf(asked: Asked): Fit {
  const { network, figures, people, countries, today } = asked
  const bars = asked.bars.filter((bar) => countries.size === 0 || countries.has(bar.country))
  const barredIn = new Set(bars.filter(bites).map(({ country }) => country))
  const barred = countries.size > 0 && [...countries.keys()].every((country) => barredIn.has(country))
  const of = (measure: Told['measure']) => figures.filter((figure) => figure.measure === measure)
  const reach = reachIn(figures, people, countries, barredIn, today)
  const alike = likenessOf(of('profile'), people, countries, today)
  const hours = hoursOf(asked)
  const reasons: Reason[] = [
    reasonOf(
      'reach',
      reach.value,
      reach.known,
      countries.size === 0 ? [...reach.notes, 'nowhere'] : reach.notes,
      reach.used,
    ),
    reasonOf('likeness', alike.value, alike.known, alike.notes, alike.used),
    formatsOf(asked),
    ofHours(hours, asked.capacityHours),
  ]
  const known = reasons.filter((reason) => reason.known)
  const rests = known.reduce((sum, { weight }) => sum + weight, 0)
  const days = reasons.flatMap(({ used }) => used.map(({ knownOn }) => knownOn)).sort()
  return {
    network,
    score: barred ? null : weighedByKnown(reasons),
    rests,
    reasons,
    bars,
    barred,
    hours,
    with: commonOf(asked),
    stay: stayOf(figures, countries),
    newest: days.at(-1) ?? null,
    oldest: days[0] ?? null,
  }
}

const reasonOf = (
  part: ReasonPart,
  value: Interval,
  known: boolean,
  notes: Iterable<Note>,
  used: readonly Used[] = [],
): Reason => ({ part, weight: weights[part], value, known, notes: [...notes], used: used.map(plain) })

const plain = ({
  network,
  country,
  measure,
  dimension,
  value,
  number,
  source,
  url,
  knownOn,
  confidence,
  own,
}: Used): Used => ({
  ...{ network, country, measure, dimension, value, number, source, url, knownOn, confidence, own },
})

/** Told beside the score: a long stay is not in itself a better one. */
const stayOf = (figures: readonly Told[], countries: Parts): Used[] =>
  figures
    .filter(({ measure, number }) => (measure === 'minutes' || measure === 'visit') && number !== null)
    .sort((a, b) => Number(countries.has(b.country)) - Number(countries.has(a.country)))
    .slice(0, 3)
    .map(plain)

const commonOf = ({ settings, takes }: Asked): Format[] =>
  settings.formats.map(({ format }) => format).filter((format) => takes.includes(format))

/** How much of what the team makes can be shown there. */
function formatsOf(asked: Asked): Reason {
  const made = asked.settings.formats.length
  if (made === 0) return reasonOf('formats', nothingKnown, false, ['no_formats'])
  const common = commonOf(asked).length
  return reasonOf('formats', exactly(common / made), true, common === 0 ? ['nothing_made'] : [])
}

/** Of the cheapest that the network takes; null where that cannot be told. */
export function hoursOf(asked: Pick<Asked, 'settings' | 'takes'>): number | null {
  const { formats, perWeek, upkeep } = asked.settings
  const hours = formats.filter(({ format }) => asked.takes.includes(format)).map((one) => one.hours)
  return hours.length === 0 ? null : perWeek * Math.min(...hours) + upkeep
}

/** What is left of the team's hours when this network alone is kept. */
function ofHours(hours: number | null, capacity: number | null): Reason {
  if (hours === null) return reasonOf('hours', nothingKnown, false, ['no_formats'])
  if (capacity === null) return reasonOf('hours', nothingKnown, false, ['no_capacity'])
  const left = capacity === 0 ? 0 : Math.max(0, 1 - hours / capacity)
  // Hours are said, not measured.
  return reasonOf('hours', around(left, 0.05), true, [])
}

/** By what is sure at least, then by what is likeliest; what is barred comes last. */
export const byFit = (a: Fit, b: Fit): number =>
  Number(a.barred) - Number(b.barred) ||
  (b.score?.low ?? 0) - (a.score?.low ?? 0) ||
  (b.score?.mid ?? 0) - (a.score?.mid ?? 0) ||
  (a.network < b.network ? -1 : 1)
