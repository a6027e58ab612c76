import { randomBytes } from 'node:crypto'
import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Token = {
  value: string
  kind: 'short' | 'long'
  permissions: string[]
  bornAt: number
  endsAt: number
  /** The subcode by which it is refused. */
  gone: number | null
}

export type Numbers = Partial<Record<RawMetric, number | null>>

export type User = {
  id: string
  username: string
  name: string
  accountType: string
  bio: string
  website: string
  tokens: Token[]
  numbers: Numbers
  quota: number
}

export type File = { kind: 'image' | 'video'; mime: string; alt: string }

export type Container = {
  id: string
  userId: string
  type: 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM'
  product: 'FEED' | 'REELS' | 'STORY'
  item: boolean
  caption: string
  files: File[]
  asked: Record<string, unknown>
  madeAt: number
  /** How often it is looked at before it is ready. */
  looks: number
  /** A sentence with the number of what is wrong. */
  error: string | null
  published: boolean
}

export type Media = {
  id: string
  userId: string
  type: Container['type']
  product: Container['product']
  caption: string
  files: File[]
  asked: Record<string, unknown>
  at: Date
  nth: number
  numbers: Numbers
  closed: boolean
}

export type Comment = { id: string; mediaId: string; userId: string; text: string; at: Date; nth: number }

const hour = 3_600_000
export const day = 24 * hour

export const allRights = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
]

/** Professional accounts, what was laid down for them, what is out, and who wrote beneath it. */
export class InstagramState {
  now: () => Date = () => new Date()
  skew = 0
  users = new Map<string, User>()
  /** What is told of each account. */
  subscribed = new Map<string, string[]>()
  containers = new Map<string, Container>()
  media: Media[] = []
  comments: Comment[] = []
  /** Codes that people come back with, by whom they are of and what was allowed. */
  codes = new Map<string, { user: User; permissions: string[] }>()
  /** How often a container that is made from now on is looked at before it is ready. */
  looks = 0
  /** Metrics that this Instagram does not know yet. */
  unknownMetrics = new Set<string>()
  #last = 17_841_400_000_000_000n
  #nth = 0

  /** The network's own clock, in whole seconds as it tells them. */
  clock = (): number => Math.floor((this.now().getTime() + this.skew) / 1000) * 1000
  id = (): string => String(++this.#last)
  nth = (): number => ++this.#nth

  addUser(over: Partial<User> = {}): User {
    const id = this.id()
    const user: User = {
      id,
      username: `bells.${id.slice(-6)}`,
      name: `Bells ${id.slice(-6)}`,
      accountType: 'BUSINESS',
      ...{ bio: '', website: '' },
      tokens: [],
      numbers: { followers: 0, following: 0 },
      quota: 100,
      ...over,
    }
    this.users.set(id, user)
    return user
  }

  addToken(user: User, kind: Token['kind'], permissions = allRights): Token {
    const bornAt = this.clock()
    const token = {
      value: `IG${randomBytes(30).toString('hex')}`,
      kind,
      permissions,
      bornAt,
      endsAt: bornAt + (kind === 'long' ? 60 * day : hour),
      gone: null,
    }
    user.tokens.push(token)
    return token
  }

  holderOf(value: string): { user: User; token: Token } | null {
    for (const user of this.users.values()) {
      const token = user.tokens.find((one) => one.value === value)
      if (token) return { user, token }
    }
    return null
  }

  expire(userId: string, what: 'access' | 'all'): void {
    for (const token of this.users.get(userId)?.tokens ?? []) token.gone = what === 'all' ? 460 : 463
  }

  publish(container: Omit<Container, 'item' | 'madeAt' | 'looks' | 'error' | 'published'>): Media {
    const { userId, type, product, caption, files, asked } = container
    const media: Media = {
      id: this.id(),
      userId,
      type,
      product,
      caption,
      files,
      asked,
      at: new Date(this.clock()),
      nth: this.nth(),
      closed: false,
      numbers: { likes: 0, saves: 0, reposts: 0, views: 0, reach: 0 },
    }
    this.media.push(media)
    return media
  }

  /** A post that somebody makes in Instagram itself. */
  native(userId: string, caption: string): Media {
    const files: File[] = [{ kind: 'image', mime: 'image/jpeg', alt: '' }]
    return this.publish({ id: '', userId, type: 'IMAGE', product: 'FEED', caption, files, asked: {} })
  }

  comment(mediaId: string, userId: string, text: string): Comment {
    const made = { id: this.id(), mediaId, userId, text, at: new Date(this.clock()), nth: this.nth() }
    this.comments.push(made)
    return made
  }

  publishedLately = (userId: string): number =>
    this.media.filter((one) => one.userId === userId && one.at.getTime() > this.clock() - day).length

  seen(userId: string): Seen[] {
    const posts = this.media.filter((one) => one.userId === userId)
    const own = this.comments.filter(
      (one) => one.userId === userId && posts.some(({ id }) => id === one.mediaId),
    )
    const all = [
      ...posts.map((one) => ({ nth: one.nth, seen: seenOf(one) })),
      ...own.map((one) => ({
        nth: one.nth,
        seen: { remoteId: one.id, text: one.text, replyTo: one.mediaId, media: [], publishedAt: one.at },
      })),
    ]
    return all.sort((a, b) => a.nth - b.nth).map(({ seen }) => seen)
  }
}

export const seenOf = ({ id, caption, files, at }: Media): Seen => ({
  remoteId: id,
  text: caption,
  replyTo: null,
  media: files.map(({ alt, mime }) => ({ alt, mime })),
  publishedAt: at,
})
