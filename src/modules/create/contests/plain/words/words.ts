/** What each language says in the rules of a contest. Counts come as numbers, days and instants as text of that language. */
import type { ClauseName } from '../packs.ts'

export type Told = { what: string; count: number; value: string }

export type RulesWords = {
  locale: string
  title: (name: string) => string
  headings: Record<
    | 'organiser'
    | 'period'
    | 'who'
    | 'how'
    | 'prizes'
    | 'draw'
    | 'winners'
    | 'data'
    | 'networks'
    | 'more'
    | 'law',
    string
  >
  organiser: (name: string, address: string, contact: string) => string
  period: (from: string, to: string, zone: string) => string
  everybody: string
  age: (years: number) => string
  countries: (names: string) => string
  excluded: (whom: string) => string
  ways: Record<'like' | 'comment' | 'repost', (network: string) => string>
  form: (address: string) => string
  once: string
  free: string
  purchase: string
  prize: (told: Told) => string
  draw: (winners: number, address: string) => string
  chance: string
  judged: string
  told: string
  answer: (days: number) => string
  delivery: (words: string) => string
  shown: string
  notShown: string
  data: string
  keep: (days: number) => string
  rights: (contact: string) => string
  privacy: (url: string) => string
  network: (network: string) => string
  clauses: Record<ClauseName, (facts: { address: string; contact: string }) => string>
  changed: (version: number, day: string) => string
  /** What is ticked in the form. */
  box: (facts: {
    name: string
    organiser: string
    version: number
    age: number | null
    address: string
  }) => string
}
