import type { Draft } from './content.ts'
import type { Manifest, TextRule } from './manifest.ts'
import { namesIn } from './mentions.ts'
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

type Charged = Pick<Draft, 'parts' | 'firstReply'> & Partial<Pick<Draft, 'options'>>
type Charging = Pick<Manifest, 'cost'> & Partial<Pick<Manifest, 'options'>>

/** Each part, and a first reply, is a post of its own; what is told beside its pictures and films may cost. Null where nothing is charged. */
export function chargeFor(
  draft: Charged,
  manifest: Charging & { text: Pick<TextRule, 'urls'> },
): Charge | null {
  const { cost, text } = manifest
  if (!cost) return null
  const { parts, firstReply } = draft
  const texts = [...parts.map((part) => part.text), ...(firstReply ? [firstReply] : [])]
  const withUrl = texts.filter((one) => urlsIn(one, text).length > 0).length
  const plain = texts.length * microsOf(cost.post) + besideMicros(draft, manifest)
  const micros = plain + withUrl * (microsOf(cost.postWithUrl) - microsOf(cost.post))
  return { currency: cost.currency, micros, posts: texts.length, plain }
}

/** Descriptions, warnings, covers, and looking up who is tagged. */
function besideMicros({ parts, options = {} }: Charged, { cost, options: fields = [] }: Charging): number {
  const media = parts.flatMap((part) => part.media)
  const warning = options[cost?.asks?.warning ?? '']
  const preset = fields.find(({ name }) => name === cost?.asks?.warning)?.default
  const warned = Boolean(warning) && warning !== preset
  const told = media.filter(({ kind, alt }) => warned || (kind === 'image' && alt.trim() !== ''))
  const covered = media.filter(({ kind, cover }) => kind === 'video' && cover)
  const names = media.length > 0 ? namesIn(options[cost?.asks?.names ?? '']) : []
  const asked = new Set(names.map((name) => name.toLowerCase())).size
  return (
    (told.length + covered.length) * microsOf(cost?.alt ?? '0') +
    asked * microsOf(cost?.reads?.account ?? '0')
  )
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
