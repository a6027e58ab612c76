/**
 * Where somebody does at a network what a manifest's steps say, as plain data: screen and manual draw it. Names are those of the
 * network's own pages, in their language; what we say ourselves stands in the network's words under `guide`, by key.
 */
import type { Source } from './manifest.ts'

/** What has another name with everybody who does it. */
export const ownThings = [
  'app',
  'project',
  'server',
  'community',
  'account',
  'channel',
  'bot',
  'mailbox',
] as const
export type OwnThing = (typeof ownThings)[number]

/**
 * A name as it stands there. `means` is the key of what it says, for pages that do not speak English; `unsure`: nobody could
 * confirm it, and it may be called otherwise.
 */
export type Label = string | { says: string; means?: string; unsure?: true } | { own: OwnThing }

/** What this Carillon knows and gives to copy, by the part of the guide that may speak of it. */
export const knownValues = {
  app: ['back', 'home', 'host', 'files', 'scopes'],
  webhooks: ['webhook', 'verify', 'secret'],
  ways: [],
} as const

export type KnownValue = (typeof knownValues)[keyof typeof knownValues][number]

/** What only whoever registers knows; said in the screen's own words. */
export const ownValues = [
  'name',
  'about',
  'site',
  'privacy',
  'terms',
  'mail',
  'logo',
  'organisation',
  'account',
  'channel',
] as const
export type OwnValue = (typeof ownValues)[number]

/** What is typed there: a value of ours, something of one's own, the very text, or what the network's words say. */
export type Enter = KnownValue | OwnValue | { text: string } | { words: string }

export type Option = { name: Label; chosen?: true }

/** What there is to do, in its order. */
export type Row =
  | { do: 'fill'; at: Label; with: Enter }
  /** `scopes`: those of the manifest. */
  | { do: 'choose'; at: Label; among: readonly Option[] | 'scopes'; many?: true }
  | { do: 'switch'; at: Label; to: 'on' | 'off' }
  /** Copied from there into a field of ours, by its name. */
  | { do: 'copy'; at: Label; to: string }
  | { do: 'press'; at: Label }
  /** In a talk: what one writes, and what is answered. */
  | { do: 'send'; with: Enter }
  | { do: 'read'; at: Label }

/** One page of theirs, with what matters on it. */
export type Place = {
  /** A page in a browser, unless it is something else. */
  kind?: 'talk' | 'mail' | 'phone'
  /** The page's address without `https://`; whom one writes to; the program. */
  at: Label
  /** What is pressed to come there, in its order. */
  menus?: readonly Label[]
  rows: readonly Row[]
  source: Source
  /** Its names were read in the page's own source code, which its makers publish; else in what somebody writes about it. */
  inCode?: true
}

/** The places of steps, by the number of the step; those of a way, in their order. */
export type Guide = {
  /** The language of the network's pages. */
  speaks: 'en' | 'ru' | 'zh'
  app?: Readonly<Record<number, readonly Place[]>>
  webhooks?: Readonly<Record<number, readonly Place[]>>
  ways?: Readonly<Record<string, readonly Place[]>>
}

export type GuidePart = 'app' | 'webhooks' | 'ways'

/** What stands there of a name; nothing where everybody has another. */
export const saidOf = (label: Label): string =>
  typeof label === 'string' ? label : 'says' in label ? label.says : ''

/** Where the places of a guide were read, all on one day, below one address or each at its own. */
export const readOn =
  (on: string, base = '') =>
  (path: string, confidence: Source['confidence'] = 'primary'): Source => ({
    from: base + path,
    on,
    confidence,
  })

/** Pages that are all reached from one address, by the same first menus. */
export const pagesAt =
  (at: Label, first: readonly Label[]) =>
  (menus: readonly Label[], rows: Place['rows'], source: Source): Place => ({
    at,
    menus: [...first, ...menus],
    rows,
    source,
  })

export const unsure = (says: string): Label => ({ says, unsure: true })
