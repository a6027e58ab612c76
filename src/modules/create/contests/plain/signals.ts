/**
 * What sets somebody aside for a person to look at. Each signal is told with its weight; together they only ask for a look, and
 * nobody is ever excluded by them.
 */
import { z } from 'zod'

export const weights = {
  new_account: 2,
  no_posts: 2,
  no_picture: 1,
  same_words: 2,
  burst: 3,
  excluded_before: 3,
} as const
export const signalNames = Object.keys(weights) as [keyof typeof weights]
export const SignalName = z.enum(signalNames)
export type SignalName = z.infer<typeof SignalName>

/** Whoever weighs so much is set aside. */
export const asideFrom = 3

/** An account younger than this when it took part. */
export const youngDays = 30
/** So many others with the very same words, or from the same place within an hour. */
export const mostSame = 3

export const Signal = z.object({ signal: SignalName, weight: z.int(), count: z.number().nullable() })
export type Signal = z.infer<typeof Signal>

/** What is known of one person over all their ways; null: not told. */
export type Known = {
  accountDays: number | null
  hasPicture: boolean | null
  posts: number | null
  sameWords: number
  samePlace: number
  excludedBefore: boolean
}

export function signalsOf(known: Known): Signal[] {
  const found: Signal[] = []
  const add = (signal: SignalName, count: number | null = null) =>
    found.push({ signal, weight: weights[signal], count })
  if (known.accountDays !== null && known.accountDays < youngDays)
    add('new_account', Math.max(0, Math.floor(known.accountDays)))
  if (known.posts === 0) add('no_posts')
  if (known.hasPicture === false) add('no_picture')
  if (known.sameWords >= mostSame) add('same_words', known.sameWords)
  if (known.samePlace >= mostSame) add('burst', known.samePlace)
  if (known.excludedBefore) add('excluded_before')
  return found
}

export const weigh = (signals: readonly Signal[]): number =>
  signals.reduce((sum, { weight }) => sum + weight, 0)
