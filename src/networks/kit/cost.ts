import type { Draft } from './content.ts'
import type { Manifest, TextRule } from './manifest.ts'
import { urlsIn } from './text.ts'

/** What a network charges for a draft. */
export type Charge = {
  currency: string
  /** In millionths of the currency, so that sums are exact. */
  micros: number
  posts: number
  /** What it would be if none of them had a URL in it. */
  plain: number
}

/** Each part, and a first reply, is a post of its own. Null where nothing is charged. */
export function chargeFor(
  { parts, firstReply }: Pick<Draft, 'parts' | 'firstReply'>,
  { cost, text }: Pick<Manifest, 'cost'> & { text: Pick<TextRule, 'urls'> },
): Charge | null {
  if (!cost) return null
  const texts = [...parts.map((part) => part.text), ...(firstReply ? [firstReply] : [])]
  const withUrl = texts.filter((one) => urlsIn(one, text).length > 0).length
  const plain = texts.length * microsOf(cost.post)
  const micros = plain + withUrl * (microsOf(cost.postWithUrl) - microsOf(cost.post))
  return { currency: cost.currency, micros, posts: texts.length, plain }
}

const microsOf = (decimal: string): number => Math.round(Number(decimal) * 1_000_000)
