import { createHash } from 'node:crypto'

export type Channel = {
  id: string
  title: string
  handle: string
  description: string
  banner: string | null
  longUploads: 'allowed' | 'eligible' | 'disallowed'
  /** Set by a test; otherwise counted. Null: not told. */
  counts: { followers?: number | null; views?: number | null; posts?: number | null }
  suspended: boolean
  phoneProven: boolean
  uploadsLeft: number
}

export type Captions = { id: string; language: string; words: string }

export type Video = {
  id: string
  channelId: string
  snippet: {
    title: string
    description: string
    tags: string[]
    categoryId: string
    defaultLanguage?: string
    defaultAudioLanguage?: string
  }
  status: {
    privacyStatus: string
    license: string
    embeddable: boolean
    publicStatsViewable: boolean
    selfDeclaredMadeForKids: boolean
    containsSyntheticMedia: boolean
  }
  paid: boolean
  mime: string
  bytes: Buffer
  notified: boolean
  uploadedAt: Date
  /** When it stopped being private, and the how manieth of all it then was. */
  shownAt: Date | null
  place: number
  verdict: { uploadStatus: 'failed' | 'rejected'; reason: string } | null
  cover: Buffer | null
  captions: Captions[]
  counts: Partial<Record<'likes' | 'views' | 'replies' | 'reposts' | 'saves', number | null>>
}

export type Session = {
  id: string
  channelId: string
  query: URLSearchParams
  wish: Record<string, unknown>
  mime: string
  total: number
  bytes: Buffer
  /** What came of it: asked again, it is said again. */
  made: { id: string } | null
  of: 'video' | 'captions'
}

export type Comment = {
  id: string
  videoId: string
  channelId: string
  text: string
  at: Date
  gone?: true
}

type Token = { channelId: string; endsAt: Date; scopes: string[] }

/** What YouTube keeps. */
export class YoutubeState {
  now: () => Date = () => new Date()
  skew = 0
  processingMs = 0
  /** Films of a project that is not audited stay private. */
  audited = true
  /** What is left of the project's day. */
  quotaLeft = Number.POSITIVE_INFINITY
  searchesLeft = Number.POSITIVE_INFINITY
  analyticsEnabled = true
  readonly channels = new Map<string, Channel>()
  readonly videos = new Map<string, Video>()
  readonly sessions = new Map<string, Session>()
  readonly comments: Comment[] = []
  readonly playlists = new Map<
    string,
    { channelId: string; title?: string; videos: { item: string; video: string }[] }
  >()
  readonly access = new Map<string, Token>()
  readonly refresh = new Map<string, { channelId: string; scopes: string[] }>()
  readonly codes = new Map<string, { channelId: string | null; challenge: string; scopes: string[] }>()
  readonly #secrets = new Map<string, string[]>()
  #n = 0

  clock = (): Date => new Date(this.now().getTime() + this.skew)
  next = (): number => ++this.#n

  /** As YouTube makes ids: eleven letters for a film. */
  id = (length = 11): string =>
    createHash('sha256').update(`youtube ${this.next()}`).digest('base64url').slice(0, length)

  addChannel(over: Partial<Channel> = {}): Channel {
    const n = this.next()
    const channel: Channel = {
      id: `UC${this.id(22)}`,
      title: `Bells ${n}`,
      handle: `@bells${n}`,
      description: '',
      banner: null,
      longUploads: 'allowed',
      counts: {},
      suspended: false,
      phoneProven: true,
      uploadsLeft: Number.POSITIVE_INFINITY,
      ...over,
    }
    this.channels.set(channel.id, channel)
    return channel
  }

  issue(channelId: string, scopes: string[]): { access: string; refresh: string } {
    const n = this.next()
    const refresh = `1//refresh-secret-${n}`
    this.refresh.set(refresh, { channelId, scopes })
    this.#remember(channelId, refresh)
    return { refresh, access: this.issueAccess(channelId, scopes) }
  }

  issueAccess(channelId: string, scopes: string[]): string {
    const access = `ya29.access-secret-${this.next()}`
    this.access.set(access, { channelId, scopes, endsAt: new Date(this.clock().getTime() + 3_600_000) })
    this.#remember(channelId, access)
    return access
  }

  expire(channelId: string, what: 'access' | 'all'): void {
    for (const [token, one] of this.access) if (one.channelId === channelId) this.access.delete(token)
    if (what === 'access') return
    for (const [token, one] of this.refresh) if (one.channelId === channelId) this.refresh.delete(token)
  }

  secretsOf = (channelId: string): string[] => this.#secrets.get(channelId) ?? []

  #remember(channelId: string, secret: string): void {
    this.#secrets.set(channelId, [...this.secretsOf(channelId), secret])
  }

  uploadStatusOf(video: Video): string {
    if (video.verdict) return video.verdict.uploadStatus
    const done = this.clock().getTime() >= video.uploadedAt.getTime() + this.processingMs
    return done ? 'processed' : 'uploaded'
  }

  /** From the first to the last, as they came out. */
  shown = (channelId: string): Video[] =>
    [...this.videos.values()]
      .filter((one) => one.channelId === channelId && one.status.privacyStatus !== 'private')
      .toSorted((a, b) => a.place - b.place)

  show(video: Video): void {
    if (video.shownAt !== null) return
    video.shownAt = this.clock()
    video.place = this.next()
  }

  commentsOf = (videoId: string): Comment[] =>
    this.comments.filter((one) => one.videoId === videoId && !one.gone)
}

/** YouTube tells whole seconds. */
export const told = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
export const whole = (at: Date): Date => new Date(told(at))
