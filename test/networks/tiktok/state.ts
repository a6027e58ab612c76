import { createHash, randomBytes } from 'node:crypto'
import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Counts = Partial<Record<RawMetric, number | null>>

export type TiktokUser = {
  openId: string
  username: string
  displayName: string
  bio: string
  /** A private account offers other levels, and neither duets nor stitches. */
  isPrivate: boolean
  commentsOff: boolean
  duetOff: boolean
  longest: number
  barred: boolean
  counts: Counts
  secrets: string[]
}

export type Publish = {
  id: string
  userId: string
  kind: 'film' | 'photos'
  draft: boolean
  info: Record<string, unknown>
  /** Of films: how many bytes there will be, how they are cut, and what has come. */
  size: number
  chunk: number
  total: number
  bytes: Buffer
  mime: string
  token: string
  photos: { address: string; mime: string }[]
  at: Date
  /** When all of it was there. */
  completeAt: Date | null
  failed: string | null
  post: Post | null
}

export type Post = {
  id: string
  userId: string
  publishId: string | null
  kind: 'film' | 'photos'
  title: string
  text: string
  privacy: string
  info: Record<string, unknown>
  media: { alt: string; mime: string }[]
  at: Date
  counts: Counts
  gone?: true
}

type Token = { userId: string; endsAt: Date; scopes: string[] }

export const allScopes = [
  'user.info.basic',
  'video.publish',
  'video.upload',
  'user.info.profile',
  'user.info.stats',
  'video.list',
]

const day = 86_400_000

/** What TikTok keeps. */
export class TiktokState {
  now: () => Date = () => new Date()
  skew = 0
  /** How long a complete film is worked on, and how long TikTok looks through what everybody may see. */
  processingMs = 0
  moderationMs = 0
  audited = true
  /** Whether photos are told of like films; TikTok says it nowhere. */
  photosTold = true
  /** What the app was approved for: a single scope more refuses the sign-in. */
  approved = new Set(allScopes)
  verified = 'https://carillon.example/fetched/'
  /** Why the next publishes fail after all of them is there. */
  failNext: string[] = []
  readonly users = new Map<string, TiktokUser>()
  readonly publishes = new Map<string, Publish>()
  readonly posts: Post[] = []
  readonly access = new Map<string, Token>()
  readonly refresh = new Map<string, Omit<Token, 'endsAt'>>()
  readonly codes = new Map<
    string,
    { userId: string; challenge: string; redirect: string; scopes: string[] }
  >()
  /** When which token asked for what. */
  readonly asked = new Map<string, number[]>()
  #n = 0

  clock = (): Date => new Date(this.now().getTime() + this.skew)
  next = (): number => ++this.#n

  addUser(over: Partial<TiktokUser> = {}): TiktokUser {
    const n = this.next()
    const user: TiktokUser = {
      openId: `-000${createHash('sha256').update(`tiktok ${n}`).digest('base64url').slice(0, 32)}`,
      username: `bells.${n}`,
      displayName: `Bells ${n}`,
      bio: 'We ring. https://bells.example',
      isPrivate: false,
      commentsOff: false,
      duetOff: false,
      longest: 600,
      barred: false,
      counts: {},
      secrets: [],
      ...over,
    }
    this.users.set(user.openId, user)
    return user
  }

  issue(user: TiktokUser, scopes: string[]): { access: string; refresh: string } {
    const access = `act.${randomBytes(24).toString('base64url')}!6393.e1`
    const refresh = `rft.${randomBytes(24).toString('base64url')}!6418.e1`
    this.access.set(access, {
      userId: user.openId,
      scopes,
      endsAt: new Date(this.clock().getTime() + day),
    })
    this.refresh.set(refresh, { userId: user.openId, scopes })
    user.secrets.push(access, refresh)
    return { access, refresh }
  }

  expire(openId: string, what: 'access' | 'all'): void {
    for (const [token, { userId }] of this.access) if (userId === openId) this.access.delete(token)
    if (what === 'access') return
    for (const [token, { userId }] of this.refresh) if (userId === openId) this.refresh.delete(token)
  }

  /** Somebody allows the app at TikTok, all of it or some, as they were sent there. */
  allow(user: TiktokUser, url: string, scopes?: string[]): { code: string; state: string; scopes: string } {
    const asked = new URL(url).searchParams
    const given = scopes ?? (asked.get('scope') ?? '').split(',')
    const code = randomBytes(20).toString('base64url')
    this.codes.set(code, {
      userId: user.openId,
      challenge: asked.get('code_challenge') ?? '',
      redirect: asked.get('redirect_uri') ?? '',
      scopes: given,
    })
    return { code, state: asked.get('state') ?? '', scopes: given.join(',') }
  }

  levelsOf = ({ isPrivate }: TiktokUser): string[] =>
    isPrivate
      ? ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']
      : ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']

  /** Nineteen digits, the later the larger. */
  postId = (): string => String(7_400_000_000_000_000_000n + BigInt(this.next()) * 1_048_583n)

  /** True when a token has asked for something too often within a minute. */
  isTooOften(token: string, what: string, most: number): boolean {
    const key = `${what} ${token}`
    const now = this.clock().getTime()
    const recent = (this.asked.get(key) ?? []).filter((at) => at > now - 60_000)
    this.asked.set(key, [...recent, now])
    return recent.length >= most
  }

  /** Within a day, by programs. */
  postsOf = (openId: string): Publish[] =>
    [...this.publishes.values()].filter(
      ({ userId, draft, completeAt }) =>
        userId === openId && !draft && completeAt && this.isToday(completeAt),
    )

  draftsOf = (openId: string): Publish[] =>
    [...this.publishes.values()].filter(
      ({ userId, draft, post, failed, at }) =>
        userId === openId && draft && !post && !failed && this.isToday(at),
    )

  private isToday = (at: Date): boolean => at.getTime() > this.clock().getTime() - day

  /** All of it is there: from now on TikTok works on it. */
  complete(publish: Publish, wrong: string | null): void {
    publish.completeAt = this.clock()
    publish.failed = wrong ?? this.failNext.shift() ?? null
    this.settle(publish)
  }

  /** Makes the post once it has been worked on. */
  settle(publish: Publish): void {
    const { completeAt, draft, failed, post } = publish
    if (!completeAt || draft || failed || post) return
    if (this.clock().getTime() < completeAt.getTime() + this.processingMs) return
    this.makePost(publish, publish.info)
  }

  makePost(publish: Publish, info: Record<string, unknown>): Post {
    const film = publish.kind === 'film'
    const post: Post = {
      id: this.postId(),
      userId: publish.userId,
      publishId: publish.id,
      kind: publish.kind,
      title: film ? '' : String(info.title ?? ''),
      text: String((film ? info.title : info.description) ?? ''),
      privacy: String(info.privacy_level ?? 'PUBLIC_TO_EVERYONE'),
      info,
      media: film ? [{ alt: '', mime: publish.mime }] : publish.photos.map(({ mime }) => ({ alt: '', mime })),
      at: this.clock(),
      counts: {},
    }
    publish.post = post
    this.posts.push(post)
    return post
  }

  /** Whether its id is told: of what everybody may see, and TikTok has looked through. */
  isTold = ({ privacy, at }: Post): boolean =>
    privacy === 'PUBLIC_TO_EVERYONE' && this.clock().getTime() >= at.getTime() + this.moderationMs

  native(openId: string, text: string): Post {
    const post: Post = {
      id: this.postId(),
      userId: openId,
      publishId: null,
      kind: 'film',
      title: '',
      text,
      privacy: 'PUBLIC_TO_EVERYONE',
      info: {},
      media: [{ alt: '', mime: 'video/mp4' }],
      at: this.clock(),
      counts: {},
    }
    this.posts.push(post)
    return post
  }

  ofUser(openId: string): Post[] {
    for (const publish of this.publishes.values()) this.settle(publish)
    return this.posts.filter(({ userId, gone }) => userId === openId && !gone)
  }
}

const whole = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000)

export const seenOf = (post: Post): Seen => ({
  remoteId:
    post.privacy === 'PUBLIC_TO_EVERYONE'
      ? `${post.kind === 'photos' ? 'photo/' : ''}${post.id}`
      : (post.publishId ?? post.id),
  text: post.text,
  replyTo: null,
  media: post.media,
  publishedAt: whole(post.at),
})
