/** How much the people of a network are like those of a persona. */

import { type Ages, agesOf, type Parts, type People } from '../portraits/index.ts'
import type { Dimension, Interval, Note, Used } from './contract.ts'
import { around, isOld, marginOf, nothingKnown, ofCountries, weighedByKnown, widened } from './interval.ts'
import { overlap } from './overlap.ts'
import { type Found, figuresFor, type Told } from './reach.ts'

/** What is compared, and how much each counts. */
const compared = [
  { dimension: 'age', weight: 2 },
  { dimension: 'gender', weight: 1 },
  { dimension: 'device', weight: 0.5 },
  { dimension: 'language', weight: 1 },
] as const satisfies readonly { dimension: Dimension; weight: number }[]

export function likenessOf(profile: readonly Told[], people: People, countries: Parts, today: string): Found {
  const [country = null] = [...countries].sort(([, a], [, b]) => b - a).map(([code]) => code)
  const notes = new Set<Note>()
  const used: Used[] = []
  const parts: { weight: number; value: Interval; known: boolean }[] = []
  let known = false
  for (const { dimension, weight } of compared) {
    if (!says(people, dimension)) continue
    const found = compare(profile, dimension, people, country, today)
    parts.push({ weight, value: found?.value ?? nothingKnown, known: found !== null })
    if (!found) continue
    known = true
    used.push(...found.used)
    for (const note of found.notes) notes.add(note)
  }
  if (parts.length === 0) return { value: nothingKnown, known: false, notes: new Set(['not_asked']), used }
  if (!known) notes.add('no_profile')
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  return {
    value: weighedByKnown(parts.map((part) => ({ ...part, weight: part.weight / whole }))),
    known,
    notes,
    used,
  }
}

const says = (people: People, dimension: (typeof compared)[number]['dimension']): boolean =>
  ({ age: people.ages, gender: people.genders, device: people.devices, language: people.languages })[
    dimension
  ] !== null

function compare(
  profile: readonly Told[],
  dimension: (typeof compared)[number]['dimension'],
  people: People,
  country: string | null,
  today: string,
): Omit<Found, 'known'> | null {
  const { list, elsewhere } = figuresFor(
    profile.filter((figure) => figure.dimension === dimension),
    country,
  )
  if (list.length === 0) return null
  const theirs = new Map(list.map(({ value, number }) => [value, number]))
  const ours =
    dimension === 'age'
      ? intoBands(people.ages ?? [], [...theirs.keys()])
      : { gender: people.genders, device: people.devices, language: people.languages }[dimension]
  const margin = Math.max(...list.map((figure) => marginOf(figure, today)))
  const { low, mid, high } = overlap(ours ?? new Map(), theirs)
  const value: Interval = { low: around(low, margin).low, mid, high: around(high, margin).high }
  const notes = new Set<Note>()
  if (elsewhere) notes.add('elsewhere')
  if (list.some((figure) => isOld(figure, today))) notes.add('old')
  return { value: elsewhere ? widened(value, ofCountries) : value, notes, used: list }
}

/** The ages of a persona, cut as a network's figures are; years are taken to be even within a band. */
export function intoBands(ages: readonly Ages[], bands: readonly string[]): Parts {
  const shares = new Map<string, number>()
  for (const { from, to, share } of ages) {
    let left = share
    for (const band of bands) {
      const read = agesOf(band)
      const common = read ? Math.min(to, read.to) - Math.max(from, read.from) + 1 : 0
      if (common <= 0) continue
      const part = Math.min(left, (share * common) / (to - from + 1))
      shares.set(band, (shares.get(band) ?? 0) + part)
      left -= part
    }
    if (left > 1e-9) shares.set(`${from}-${to}`, (shares.get(`${from}-${to}`) ?? 0) + left)
  }
  return shares
}
