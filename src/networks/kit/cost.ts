import type { Draft } from './content.ts'
import type { Manifest, TextRule } from './manifest.ts'
import { urlsIn } from './text.ts'

/** What a network charges for a draft. */
export type Charge = {
  currency: string
  /** In millionths of the currency, so that sums are exact. */
  micros: number
  posts: number
  /** What it would be if none of them had a URL in it; the same where none has. */
  plain: number
}

/** Each part, and a first reply, is a post of its own; a described picture may cost beside it. Null where nothing is charged. */
export function chargeFor(
  { parts, firstReply }: Pick<Draft, 'parts' | 'firstReply'>,
  { cost, text }: Pick<Manifest, 'cost'> & { text: Pick<TextRule, 'urls'> },
): Charge | null {
  if (!cost) return null
  const texts = [...parts.map((part) => part.text), ...(firstReply ? [firstReply] : [])]
  const withUrl = texts.filter((one) => urlsIn(one, text).length > 0).length
  const described = parts
    .flatMap(({ media }) => media)
    .filter(({ kind, alt }) => kind === 'image' && alt.trim())
  const plain = texts.length * microsOf(cost.post) + described.length * microsOf(cost.alt ?? '0')
  const micros = plain + withUrl * (microsOf(cost.postWithUrl) - microsOf(cost.post))
  return { currency: cost.currency, micros, posts: texts.length, plain }
}

/** What reading so much costs, in millionths of the currency; null where reading is free. */
export function chargeForReading(
  { posts = 0, accounts = 0 }: { posts?: number; accounts?: number },
  { cost }: Pick<Manifest, 'cost'>,
): { currency: string; micros: number } | null {
  if (!cost?.reads) return null
  const { currency, reads } = cost
  return { currency, micros: posts * microsOf(reads.post) + accounts * microsOf(reads.account) }
}

const microsOf = (decimal: string): number => Math.round(Number(decimal) * 1_000_000)
