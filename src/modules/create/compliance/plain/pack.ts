/** What a pack is: rules of one jurisdiction, as data. A new one is a new file in `packs/`, entered in `packs/index.ts`. */
import type { ClaimKind, Confidence, ConnectionKind, Jurisdiction, RuleCode } from '../contract.ts'
import type { Tongue } from './language.ts'

/** `*`: whatever the language of the post. */
export type Words = Partial<Record<Tongue | '*', readonly string[]>>

export type Source = { url: string; on: string }

/** A text and whether the rule finds something in it; the test of the packs runs them all. */
export type Case = {
  text: string
  finds: boolean
  kind?: ConnectionKind | null
  network?: string
  day?: string
  more?: Record<string, string | boolean>
}

export type Rule = {
  id: string
  code: RuleCode
  /** What is unverified or contradicted never blocks, whatever stands here. */
  severity: 'error' | 'warning'
  confidence: Confidence
  source: Source
  validFrom: string
  validUntil: string | null
  says: string
  cases: readonly Case[]
  /** Which claim it is about, by which words it is known, and what they mean otherwise. */
  claim?: ClaimKind
  words?: Words
  except?: Words
  /** Networks that it is about; without them all. */
  networks?: readonly string[]
  /** Units from the start of the text within which the label begins. */
  within?: number
}

/** Wording that counts as a label, from a day on. */
export type Accepted = { words: Words; from?: string; until?: string }

export type Pack = {
  id: string
  /** Null: holds everywhere. */
  jurisdiction: Jurisdiction | null
  /** Countries, by which a persona is known to be under it. */
  countries: readonly string[]
  version: string
  name: string
  /** Kinds of connection that its rules are about. */
  kinds: readonly ConnectionKind[]
  accepts: readonly Accepted[]
  /** Wording that is often taken for a label and is none. */
  rejects: Words
  /** The plain word for advertising in any language counts. */
  plainWords: boolean
  /** Whether the network’s own mark is enough, or stands beside the words. */
  native: 'enough' | 'beside'
  /** What is put before a text without a label; `{sponsor}`, `{number}` and `{erid}` are filled in. */
  offers: Partial<Record<Tongue, string>>
  rules: readonly Rule[]
}

export const paidKinds = [
  'payment',
  'gift',
  'discount',
  'affiliate',
  'employment',
  'family',
  'contest',
  'own_brand',
  'early_access',
  'ambassador',
] as const satisfies readonly ConnectionKind[]
