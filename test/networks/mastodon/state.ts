import { randomBytes } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

/**
 * mastodon: a server of today. old: one before 4.3, without version 2 of the instance, PKCE, many posts at once.
 * bare: a server of another make that only speaks the language: fields missing, no rate headers, no keys kept,
 * no source, Markdown made of the text, 500 on unknown media.
 */
export type Flavour = 'mastodon' | 'old' | 'bare'

export type Numbers = Partial<Record<RawMetric, number | null>>

export type FakeAccount = {
  id: string
  username: string
  secrets: string[]
  numbers: Numbers
  /** What stands in its profile otherwise than everybody's. */
  profile: Record<string, unknown>
  suspended?: boolean
  /** Where its people went. */
  moved?: FakeAccount
}

export type FakeStatus = {
  id: string
  accountId: string
  text: string
  spoiler: string
  createdAt: Date
  editedAt: Date | null
  replyTo: string | null
  media: FakeMedia[]
  poll: { options: string[]; multiple: boolean; endsAt: Date; hidden?: boolean } | null
  visibility: string
  quote: string | null
  quoting: string | null
  sensitive: boolean
  language: string | null
  numbers: Numbers
  /** HTML that stands instead of what the server would make of the text. */
  rendering: string | null
}

export type FakeMedia = {
  id: string
  accountId: string
  mime: string
  description: string
  bytes: number
  createdAt: Date
  statusId: string | null
  /** Looks that still find it being worked on. */
  looksLeft: number
}

type Grant = { accountId: string; scopes: string[] }
type Code = {
  app: string
  accountId: string
  scopes: string[]
  redirectUri: string
  challenge: string | null
}

export type Limits = { perFiveMinutes: number; perHalfHour: number }

/** All that the server keeps. Its clock is the test's, plus the skew. */
export class MastodonState {
  readonly flavour: Flavour
  readonly limits: Limits
  now: () => Date = () => new Date()
  skew = 0
  /** Looks that find uploaded media unfinished. */
  looks = 0
  /** Shows nothing to who is not signed in. */
  closed = false
  /** Fields that the test asked to leave out of the next answers. */
  readonly leftOut = new Set<string>()
  readonly accounts = new Map<string, FakeAccount>()
  readonly statuses = new Map<string, FakeStatus>()
  readonly media = new Map<string, FakeMedia>()
  readonly tokens = new Map<string, Grant>()
  readonly apps = new Map<
    string,
    { secret: string; redirectUris: string[]; scopes: string[]; name: string }
  >()
  readonly codes = new Map<string, Code>()
  readonly keys = new Map<string, { statusId: string; at: number }>()
  private readonly windows = new Map<string, { ends: number; left: number }>()
  private sequence = 0

  constructor(flavour: Flavour, limits: Limits) {
    this.flavour = flavour
    this.limits = limits
  }

  time(): Date {
    return new Date(this.now().getTime() + this.skew)
  }

  /** Ids grow with time, as the network's do. */
  id(): string {
    return ((BigInt(this.time().getTime()) << 16n) + BigInt(++this.sequence % 65_536)).toString()
  }

  addAccount(username: string): FakeAccount {
    const account = { id: this.id(), username, secrets: [], numbers: {}, profile: {} }
    this.accounts.set(account.id, account)
    return account
  }

  grant(account: FakeAccount, scopes: string[]): string {
    const token = randomBytes(24).toString('base64url')
    this.tokens.set(token, { accountId: account.id, scopes })
    account.secrets.push(token)
    return token
  }

  addStatus(facts: Pick<FakeStatus, 'accountId' | 'text'> & Partial<FakeStatus>): FakeStatus {
    const status: FakeStatus = {
      id: this.id(),
      spoiler: '',
      createdAt: this.time(),
      editedAt: null,
      replyTo: null,
      media: [],
      poll: null,
      visibility: 'public',
      quote: null,
      quoting: null,
      sensitive: false,
      language: 'en',
      numbers: {},
      rendering: null,
      ...facts,
    }
    this.statuses.set(status.id, status)
    for (const media of status.media) media.statusId = status.id
    return status
  }

  /** Media that nobody used for a day are swept away. */
  unusedMedia(id: string, accountId: string): FakeMedia | null {
    const media = this.media.get(id)
    if (!media || media.accountId !== accountId || media.statusId !== null) return null
    return this.time().getTime() - media.createdAt.getTime() < 24 * 3_600_000 ? media : null
  }

  /** A key is remembered for an hour after its post was made. */
  statusByKey(accountId: string, key: string): FakeStatus | 'deleted' | null {
    const kept = this.keys.get(`${accountId} ${key}`)
    if (!kept || this.flavour === 'bare' || this.time().getTime() - kept.at > 3_600_000) return null
    return this.statuses.get(kept.statusId) ?? 'deleted'
  }

  statusesOf(accountId: string): FakeStatus[] {
    return [...this.statuses.values()]
      .filter((status) => status.accountId === accountId)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  }

  /** Takes one request from a window; `left` is -1 when there is none to take. */
  take(name: string, most: number, seconds: number): { left: number; ends: Date; most: number } {
    const now = this.time().getTime()
    const window = this.windows.get(name)
    const open = window && window.ends > now ? window : { ends: now + seconds * 1000, left: most }
    open.left--
    this.windows.set(name, open)
    return { left: Math.max(open.left, -1), ends: new Date(open.ends), most }
  }
}
