import { createHash, randomBytes } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type XUser = {
  id: string
  username: string
  name: string
  bio: string
  createdAt: Date
  premium: boolean
  counts: Partial<Record<RawMetric, number | null>>
  /** Tokens and until when they are good. */
  access: Map<string, Date>
  refresh: Set<string>
  secrets: string[]
}

export type XPost = {
  id: string
  authorId: string
  text: string
  at: Date
  replyTo: string | null
  repostOf: string | null
  mediaIds: string[]
  poll: { options: string[]; minutes: number } | null
  replySettings: string | null
  tagged: string[]
  community: { id: string; followers: boolean } | null
  paid: boolean
  madeWithAi: boolean
  /** By the interface: X refuses the same words again only there. */
  byApp: boolean
  edits: string[]
  counts: Partial<Record<RawMetric, number | null>>
  likes: string[]
  reposts: string[]
}

export type XUpload = {
  id: string
  owner: string
  category: string
  mime: string
  total: number
  pieces: Map<number, Buffer>
  done: boolean
  /** How often it must still be asked for until it is ready. */
  checks: number
  alt: string
  /** The kinds of warning that cover it. */
  warnings: string[]
  /** The picture that stands for a film. */
  cover: string | null
  subtitles: { language: string; name: string; text: string }[]
  at: Date
}

export const epoch = 1_288_834_974_657
const hours = 3_600_000
export const accessMs = 2 * hours
const codeMs = 30_000

/** What X keeps. */
export class XState {
  now: () => Date = () => new Date()
  skew = 0
  /** How often films must be asked for until they are ready, and how long a client is told to wait. */
  filmChecks = 1
  /** Whether films may have a picture of their own. */
  takesCovers = true
  /** Whether what is posted in communities stands in the timeline of an account. */
  listsCommunities = true
  checkAfterSecs = 0
  readonly app = { clientId: 'client-of-tests', clientSecret: 'app-secret-of-tests-1234' }
  readonly users = new Map<string, XUser>()
  posts: XPost[] = []
  readonly uploads = new Map<string, XUpload>()
  readonly requests: { userId: string; at: Date }[] = []
  readonly codes = new Map<
    string,
    { userId: string; challenge: string; redirect: string; scope: string; at: Date }
  >()
  #count = 0

  clock = (): Date => new Date(this.now().getTime() + this.skew)

  /** Ids hold the instant above their lowest 22 bits. */
  id = (at = this.clock()): string =>
    String((BigInt(at.getTime() - epoch) << 22n) + BigInt(++this.#count % 4_000_000))

  addUser(name: string): XUser {
    const id = this.id()
    const user: XUser = {
      id,
      username: `${name.toLowerCase()}_${this.#count}`,
      name,
      bio: `${name} bakes. https://example.com/${name.toLowerCase()}`,
      createdAt: this.clock(),
      premium: false,
      counts: {},
      access: new Map(),
      refresh: new Set(),
      secrets: [],
    }
    this.users.set(id, user)
    return user
  }

  issue(user: XUser): { access: string; refresh: string; endsAt: Date } {
    const [access, refresh] = ['at', 'rt'].map((kind) => `${randomBytes(24).toString('base64url')}:${kind}`)
    if (!access || !refresh) throw new Error('unreachable')
    const endsAt = new Date(this.clock().getTime() + accessMs)
    user.access.set(access, endsAt)
    user.refresh.add(refresh)
    user.secrets.push(access, refresh)
    return { access, refresh, endsAt }
  }

  /** Somebody allows the app at X, as they were sent there. */
  allow(user: XUser, url: string, scope?: string): { code: string; state: string } {
    const asked = new URL(url).searchParams
    const code = randomBytes(20).toString('base64url')
    this.codes.set(code, {
      userId: user.id,
      challenge: asked.get('code_challenge') ?? '',
      redirect: asked.get('redirect_uri') ?? '',
      scope: scope ?? asked.get('scope') ?? '',
      at: this.clock(),
    })
    return { code, state: asked.get('state') ?? '' }
  }

  redeem(code: string, verifier: string, redirect: string): { user: XUser; scope: string } | null {
    const known = this.codes.get(code)
    this.codes.delete(code)
    const user = known && this.users.get(known.userId)
    if (!known || !user) return null
    const fresh = this.clock().getTime() - known.at.getTime() <= codeMs
    const proven = createHash('sha256').update(verifier).digest('base64url') === known.challenge
    return fresh && proven && redirect === known.redirect ? { user, scope: known.scope } : null
  }

  byRefresh(token: string): XUser | null {
    for (const user of this.users.values()) if (user.refresh.delete(token)) return user
    return null
  }

  byAccess(token: string): XUser | null {
    for (const user of this.users.values()) {
      const ends = user.access.get(token)
      if (ends && ends > this.clock()) return user
    }
    return null
  }

  add(post: Partial<XPost> & Pick<XPost, 'authorId' | 'text'>): XPost {
    const whole: XPost = {
      id: this.id(),
      at: this.clock(),
      replyTo: null,
      repostOf: null,
      mediaIds: [],
      poll: null,
      replySettings: null,
      tagged: [],
      community: null,
      paid: false,
      madeWithAi: false,
      byApp: false,
      edits: [],
      counts: {},
      likes: [],
      reposts: [],
      ...post,
    }
    this.posts.push(whole)
    return whole
  }

  post = (id: string): XPost | undefined => this.posts.find((one) => one.id === id)

  of = (userId: string): XPost[] => this.posts.filter(({ authorId }) => authorId === userId)
}
