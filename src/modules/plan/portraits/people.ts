/** What a persona says of people, in numbers. */

import { evidences, type Fact, type FactField } from '../personas/contract.ts'
import { countryOfCity } from './cities.ts'

/** Of these ages, both ends included. */
export type Ages = { from: number; to: number; share: number }
export type Parts = ReadonlyMap<string, number>

/** Null where the persona says nothing; shares may come to less than one. */
export type People = {
  ages: readonly Ages[] | null
  genders: Parts | null
  devices: Parts | null
  languages: Parts | null
  countries: Parts | null
  /** Cities that count as the country in which they lie. */
  cities: readonly City[]
  /** What stands there and was not understood. */
  unread: readonly string[]
  /** Of these what was to be a place: where that is does not count. */
  unreadPlaces: readonly string[]
}

export type City = { said: string; country: string }

export const oldest = 120

/** `25-34`, `25–34`, `65+`, `18`; null for anything else. */
export function agesOf(text: string): { from: number; to: number } | null {
  const plain = text.trim().replaceAll('–', '-').replaceAll('—', '-').replaceAll(' ', '')
  const [, first, dash, last, plus] = /^(\d{1,3})(?:(-)(\d{1,3})|(\+))?$/.exec(plain) ?? []
  if (first === undefined) return null
  const from = Number(first)
  const to = dash ? Number(last) : plus ? oldest : from
  return from <= to && to <= oldest ? { from, to } : null
}

const words: Record<'gender' | 'devices', Record<string, readonly string[]>> = {
  gender: {
    female: [
      'female',
      'females',
      'woman',
      'women',
      'f',
      'sieviete',
      'sievietes',
      'женщина',
      'женщины',
      'жен',
      'ж',
      'nữ',
      'phụ nữ',
      'หญิง',
      'ผู้หญิง',
    ],
    male: [
      'male',
      'males',
      'man',
      'men',
      'm',
      'vīrietis',
      'vīrieši',
      'мужчина',
      'мужчины',
      'муж',
      'м',
      'nam',
      'đàn ông',
      'ชาย',
      'ผู้ชาย',
    ],
    other: ['other', 'others', 'unknown', 'cits', 'citi', 'другое', 'другие', 'khác', 'อื่นๆ'],
  },
  devices: {
    mobile: [
      'mobile',
      'phone',
      'phones',
      'smartphone',
      'smartphones',
      'tālrunis',
      'telefons',
      'viedtālrunis',
      'мобильный',
      'телефон',
      'смартфон',
      'điện thoại',
      'di động',
      'โทรศัพท์',
      'มือถือ',
    ],
    desktop: [
      'desktop',
      'computer',
      'pc',
      'laptop',
      'dators',
      'klēpjdators',
      'компьютер',
      'ноутбук',
      'пк',
      'máy tính',
      'คอมพิวเตอร์',
    ],
    tablet: ['tablet', 'tablets', 'planšete', 'планшет', 'máy tính bảng', 'แท็บเล็ต'],
  },
}

const tongues = ['en', 'lv', 'ru', 'th', 'vi'] as const

/** Name in any of the house's languages, or code → code. */
function namesOf(type: 'region' | 'language', codes: Iterable<string>): Map<string, string> {
  const known = new Map<string, string>()
  const all = [...codes]
  for (const tongue of tongues)
    for (const style of ['short', 'long'] as const) {
      const names = new Intl.DisplayNames([tongue], { type, style, fallback: 'none' })
      for (const code of all) {
        const name = names.of(code)
        if (!name || name === code) continue
        // `Myanmar (Burma)` is called either.
        for (const said of [name, ...name.split(/[()]/)].map((one) => one.trim().toLowerCase()))
          if (said) known.set(said, code)
      }
    }
  for (const code of all) known.set(code.toLowerCase(), code)
  return known
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const pairs = letters.flatMap((a) => letters.map((b) => a + b))
let countryNames: Map<string, string> | undefined
let languageNames: Map<string, string> | undefined

/** Made once, at the first question: some thousands of names. */
const countries = (): Map<string, string> => {
  countryNames ??= new Map([
    ...namesOf('region', countryCodes()),
    ...([
      ['usa', 'US'],
      ['uk', 'GB'],
      ['uae', 'AE'],
    ] as const),
  ])
  return countryNames
}
const languages = (): Map<string, string> => {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  languageNames ??= namesOf(
    'language',
    pairs.filter((code) => names.of(code) && new Intl.Locale(code).language === code),
  )
  return languageNames
}

/** These have names and are no countries. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB'])

/** Without codes that have gone over into others, as SU has into RU: they bear the same name. */
function countryCodes(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return pairs
    .map((pair) => pair.toUpperCase())
    .filter(
      (code) => names.of(code) && !noCountries.has(code) && new Intl.Locale(`und-${code}`).region === code,
    )
}

const known: Record<string, (text: string) => string | undefined> = {
  gender: (text) => wordOf('gender', text),
  devices: (text) => wordOf('devices', text),
  place: (text) => placeOf(text)?.country,
  language: (text) => languages().get(text),
}

/** What a written group is called here: `women` → female, `Latvia` → LV; undefined for what is not understood. */
export const codeOf = (field: 'gender' | 'place' | 'language', text: string): string | undefined =>
  known[field]?.(text.trim().toLowerCase())

/** States of the United States, which stand behind cities as countries do: `Los Angeles, CA` lies in no Canada. */
const states = new Set(
  'al ak az ar ca co ct dc de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy'.split(
    ' ',
  ),
)

/** A country, else a well-known city, alone or as the part of an address: `Riga, Latvia`. */
function placeOf(text: string): { country: string; isCity: boolean } | undefined {
  const parts = text.split(',').map((part) => part.trim())
  const last = parts.at(-1) ?? ''
  if (parts.length > 1 && states.has(last)) return inState(parts.slice(0, -1), last)
  // The country stands last, and some cities bear the name of one.
  const country = [text, ...parts.reverse()].map((part) => countries().get(part)).find(Boolean)
  if (country) return { country, isCity: false }
  const city = [text, ...parts.reverse()].map(countryOfCity).find(Boolean)
  return city ? { country: city, isCity: true } : undefined
}

/** Behind a city a code of two letters is a state or a country; where the city is not known and both can be, nothing is said. */
function inState(parts: readonly string[], code: string): { country: string; isCity: boolean } | undefined {
  const city = parts.map(countryOfCity).find(Boolean)
  const country = countries().get(code)
  if (!country) return { country: 'US', isCity: true }
  return city && (city === 'US' || city === country) ? { country: city, isCity: true } : undefined
}

const wordOf = (field: 'gender' | 'devices', text: string): string | undefined =>
  Object.entries(words[field]).find(([, said]) => said.includes(text))?.[0]

/** What a persona says, by its best evidence for each thing. */
export function peopleOf(facts: readonly Fact[]): People {
  const unread: string[] = []
  const unreadPlaces: string[] = []
  const cities: City[] = []
  const parts = (field: 'gender' | 'devices' | 'place' | 'language') => {
    const found = best(facts, field, ({ shares, words }) => shares.length > 0 || words !== '')
    if (!found) return null
    if (field === 'place') cities.push(...citiesIn(found))
    return partsOf(field, found, field === 'place' ? unreadPlaces : unread)
  }
  const people = {
    ages: agesIn(facts, unread),
    genders: parts('gender'),
    devices: parts('devices'),
    languages: parts('language'),
    countries: parts('place'),
  }
  return { ...people, cities, unread: [...unreadPlaces, ...unread], unreadPlaces }
}

/** Of several facts of one kind, the one that is known best, and of these the newest. */
function best(facts: readonly Fact[], field: FactField, tells: (fact: Fact) => boolean): Fact | undefined {
  const rank = ({ shares, evidence, knownOn }: Fact) =>
    `${shares.length > 0 ? 1 : 0}${evidences.indexOf(evidence)}${knownOn ?? ''}`
  return facts
    .filter((fact) => fact.field === field && tells(fact))
    .sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]
}

/** The countries that a persona names, by code. */
export const countriesOf = (facts: readonly Fact[]): string[] => [
  ...(peopleOf(facts).countries?.keys() ?? []),
]

function agesIn(facts: readonly Fact[], unread: string[]): Ages[] | null {
  const fact = best(
    facts,
    'age',
    ({ shares, range, words }) => shares.length > 0 || range !== null || words !== '',
  )
  if (!fact) return null
  const read = fact.shares.flatMap(({ value, share }) => {
    const ages = agesOf(value)
    if (!ages && value !== '…') unread.push(value)
    return ages ? [{ ...ages, share }] : []
  })
  const said = fact.range ?? agesOf(fact.words)
  if (read.length === 0) return said ? [{ ...said, share: 1 }] : null
  const sum = read.reduce((all, { share }) => all + share, 0)
  return sum > 1 ? read.map((one) => ({ ...one, share: one.share / sum })) : read
}

const saidIn = ({ shares, words: all }: Fact): readonly { value: string; share: number }[] =>
  shares.length > 0 ? shares : [{ value: all, share: 1 }]

const citiesIn = (fact: Fact): City[] =>
  saidIn(fact).flatMap(({ value }) => {
    const place = placeOf(value.trim().toLowerCase())
    return place?.isCity ? [{ said: value.trim().slice(0, 80), country: place.country }] : []
  })

/** Without shares, single words such as `women` mean all of them. */
function partsOf(
  field: 'gender' | 'devices' | 'place' | 'language',
  fact: Fact,
  unread: string[],
): Parts | null {
  const found = new Map<string, number>()
  for (const { value, share } of saidIn(fact)) {
    const code = known[field]?.(value.trim().toLowerCase())
    if (code) found.set(code, (found.get(code) ?? 0) + share)
    else if (value !== '…') unread.push(value.slice(0, 80))
  }
  if (found.size === 0) return null
  const sum = [...found.values()].reduce((all, share) => all + share, 0)
  return sum > 1 ? new Map([...found].map(([code, share]) => [code, share / sum])) : found
}
