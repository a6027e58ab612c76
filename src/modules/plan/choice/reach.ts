/** How many people of an audience use a network. */

import { type Ages, agesOf, type Parts, type People } from '../portraits/index.ts'
import type { Figure, Interval, Note, Used } from './contract.ts'
import {
  around,
  exactly,
  isOld,
  marginOf,
  nothingKnown,
  ofCountries,
  ofGroups,
  times,
  weighedByKnown,
  widened,
} from './interval.ts'

export type Told = Pick<
  Figure,
  | 'network'
  | 'country'
  | 'measure'
  | 'dimension'
  | 'value'
  | 'number'
  | 'source'
  | 'url'
  | 'knownOn'
  | 'confidence'
  | 'own'
>

export type Found = { value: Interval; known: boolean; notes: ReadonlySet<Note>; used: readonly Used[] }

/** Of about so many years adults are; an audience of all of them is like everybody, whatever single ages do. */
const adultYears = 60

/** How many years an audience spans; null where it does not say. */
export const spanOf = (ages: readonly Ages[] | null): number | null =>
  ages?.reduce((sum, { from, to }) => sum + to - from + 1, 0) ?? null

/** With so many of its people elsewhere a network is one of other countries. */
const ofOneCountry = 0.8

type Part = { weight: number; value: Interval; known: boolean }

const isKnown = (figure: Told): figure is Told & { number: number } => figure.number !== null

/** Figures of one network and measure in a country; where it has none, those of the world, or of the country with most of them. */
export function figuresFor(
  figures: readonly Told[],
  country: string | null,
): { list: readonly (Told & { number: number })[]; elsewhere: boolean } {
  const known = figures.filter(isKnown)
  const by = Map.groupBy(known, (figure) => figure.country)
  const here = country === null ? undefined : by.get(country)
  if (here) return { list: here, elsewhere: false }
  const world = by.get('')
  if (world) return { list: world, elsewhere: country !== null }
  const [most] = [...by.entries()].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  )
  return { list: most?.[1] ?? [], elsewhere: true }
}

/** Among those of one age band; `ages` null: of whatever age. */
export function reachAmong(
  figures: readonly Told[],
  country: string | null,
  ages: readonly Ages[] | null,
  genders: Parts | null,
  today: string,
  { regions = [], span = spanOf(ages) }: { regions?: readonly Told[]; span?: number | null } = {},
): Found {
  const { list, elsewhere } = figuresFor(figures, country)
  if (list.length === 0)
    return { value: nothingKnown, known: false, notes: new Set(['no_figures']), used: [] }
  const notes = new Set<Note>()
  const used = new Map<string, Told>()
  const take = (figure: Told) => {
    used.set(`${figure.country} ${figure.dimension} ${figure.value}`, figure)
    if (isOld(figure, today)) notes.add('old')
  }
  const all = list.find(({ dimension }) => dimension === 'all')
  const bands = list.flatMap((figure) => {
    const read = figure.dimension === 'age' ? agesOf(figure.value) : null
    return read ? [{ ...read, figure }] : []
  })
  const apart = span === null ? 1 : Math.max(0, 1 - span / adultYears)
  const unsaid = (weight: number): Part => {
    if (!all) return { weight, value: nothingKnown, known: false }
    take(all)
    notes.add('whole_only')
    return { weight, value: around(all.number, marginOf(all, today) + ofGroups * apart), known: true }
  }
  const parts: Part[] = []
  let left = 1
  for (const { from, to, share } of ages ?? []) {
    const years = to - from + 1
    let open = share
    for (const band of bands) {
      const common = Math.min(to, band.to) - Math.max(from, band.from) + 1
      if (common <= 0) continue
      const weight = Math.min(open, (share * common) / years)
      take(band.figure)
      parts.push({ weight, value: around(band.figure.number, marginOf(band.figure, today)), known: true })
      open -= weight
    }
    if (open > 1e-9) {
      if (bands.length > 0) notes.add('ages_missing')
      parts.push(unsaid(open))
    }
    left -= share
  }
  // Ages that are not said: of somebody, whoever it is, the use of everybody is the best one knows.
  if (left > 1e-9) parts.push(unsaid(left))
  let value = weighedByKnown(parts)
  const factor = genderFactor(list, genders, take)
  if (factor !== null) value = times(value, factor)
  if (elsewhere) {
    notes.add('elsewhere')
    value = widened(value, ofCountries)
    // A network of one country tells by its use there nothing of another one.
    const abroad = country === null ? [] : regions.filter(({ value: code }) => code !== country)
    if (abroad.reduce((sum, { number }) => sum + (number ?? 0), 0) >= ofOneCountry) {
      abroad.forEach(take)
      notes.add('mostly_elsewhere')
      return { value: { ...value, low: 0 }, known: false, notes, used: [...used.values()] }
    }
  }
  const known = used.size > 0
  return { value, known, notes, used: [...used.values()] }
}

/** How much more, or less, such a mix of women and men uses it than an even one. */
function genderFactor(
  list: readonly (Told & { number: number })[],
  genders: Parts | null,
  take: (figure: Told) => void,
): number | null {
  const of = (value: string) => list.find((figure) => figure.dimension === 'gender' && figure.value === value)
  const [female, male] = [of('female'), of('male')]
  if (!genders || !female || !male) return null
  const [ofFemale = 0, ofMale = 0] = [genders.get('female'), genders.get('male')]
  const even = (female.number + male.number) / 2
  if (ofFemale + ofMale <= 0 || even <= 0) return null
  take(female)
  take(male)
  // Who is neither, or is not told, counts as an even mix.
  return 1 + (ofFemale * (female.number - even) + ofMale * (male.number - even)) / even
}

/**
 * Over the countries of an audience; those where the network is barred have nobody. `countries` empty: nobody said where, and
 * figures from anywhere are taken for want of better ones.
 */
export function reachIn(
  all: readonly Told[],
  people: Pick<People, 'ages' | 'genders'>,
  countries: Parts,
  barred: ReadonlySet<string>,
  today: string,
  span = spanOf(people.ages),
): Found {
  const figures = all.filter(({ measure }) => measure === 'use')
  const regions = all.filter(({ measure, dimension }) => measure === 'profile' && dimension === 'country')
  if (countries.size === 0) return reachAmong(figures, null, people.ages, people.genders, today, { span })
  const notes = new Set<Note>()
  const used = new Map<string, Used>()
  const parts: Part[] = []
  let known = false
  for (const [country, weight] of countries) {
    if (barred.has(country)) {
      parts.push({ weight, value: exactly(0), known: true })
      known = true
      continue
    }
    const found = reachAmong(figures, country, people.ages, people.genders, today, {
      regions,
      span,
    })
    parts.push({ weight, value: found.value, known: found.known })
    known ||= found.known
    for (const note of found.notes) notes.add(note)
    for (const one of found.used) used.set(`${one.country} ${one.dimension} ${one.value}`, one)
  }
  const left = 1 - [...countries.values()].reduce((sum, share) => sum + share, 0)
  if (left > 1e-9) {
    const found = reachAmong(figures, null, people.ages, people.genders, today, { span })
    parts.push({ weight: left, value: widened(found.value, ofCountries), known: found.known })
  }
  return { value: weighedByKnown(parts), known, notes, used: [...used.values()] }
}
