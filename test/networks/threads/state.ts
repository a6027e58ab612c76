import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Numbers = Partial<Record<RawMetric, number | null>>
export type User = { id: string; username: string; numbers: Numbers; bio: string; secrets: string[] }
export type Token = {
  value: string
  userId: string
  long: boolean
  scopes: readonly string[]
  madeAt: Date
  endsAt: Date
  /** Why it is refused, as a subcode. */
  ended: number | null
}
export type File = { alt: string; mime: string }
export type Poll = Record<string, string>

/** What a container and the post that it becomes have in common. */
export type Words = {
  userId: string
  type: string
  text: string
  files: File[]
  poll: Poll | null
  replyTo: string | null
  quote: string | null
  /** What else was told of it. */
  told: Record<string, string>
}
export type Container = Words & {
  id: string
  item: boolean
  madeAt: Date
  readyAt: Date
  error: string | null
  /** The post that it became. */
  post: string | null
}
export type Post = Words & { id: string; at: Date; numbers: Numbers; repost: boolean }

const day = 86_400_000

/** What Threads keeps. */
export class ThreadsState {
  now: () => Date = () => new Date()
  skew = 0
  /** So long it works on a file; words need nothing. */
  workMs = { IMAGE: 0, VIDEO: 0, CAROUSEL: 0 }
  /** What the next file comes to instead of being taken. */
  spoil: string | null = null
  /** Whether ghost posts stand among the others. */
  listsGhosts = true
  /** So long after its publication a post is missing from the lists. */
  lagMs = 0
  /** The next so many publications are answered as if the container were not there yet. */
  notYet = 0
  readonly app = { clientId: 'threads-app', clientSecret: 'app-secret-of-threads' }
  readonly users = new Map<string, User>()
  readonly tokens = new Map<string, Token>()
  readonly codes = new Map<string, { userId: string; redirectUri: string; scopes: readonly string[] }>()
  readonly containers = new Map<string, Container>()
  places: { id: string; name: string; city: string; country: string }[] = []
  readonly removed: { userId: string; at: Date }[] = []
  posts: Post[] = []
  #sent: { userId: string; reply: boolean; at: Date }[] = []
  #n = 0

  at = (): Date => new Date(this.now().getTime() + this.skew)
  /** Numbers of seventeen digits, as Threads has them: more than JavaScript counts to. */
  nextId = (): string => `1784140${String(++this.#n).padStart(10, '0')}`

  addUser(): User {
    const id = this.nextId()
    const username = `ringer_${this.#n}`
    const user: User = { id, username, numbers: { followers: 3 }, bio: 'We ring.', secrets: [] }
    this.users.set(id, user)
    return user
  }

  addToken(user: User, long: boolean, scopes: readonly string[], age = 0): Token {
    const madeAt = new Date(this.now().getTime() - age)
    const value = `TH${long ? 'L' : 'S'}secret${this.nextId()}x${user.id}`
    const endsAt = new Date(madeAt.getTime() + (long ? 60 * day : day / 24))
    const token: Token = { value, userId: user.id, long, scopes, madeAt, endsAt, ended: null }
    this.tokens.set(value, token)
    user.secrets.push(value)
    return token
  }

  endTokens(userId: string, subcode: number): void {
    for (const token of this.tokens.values()) if (token.userId === userId) token.ended = subcode
  }

  used = (userId: string, reply: boolean): number => {
    const from = this.at().getTime() - day
    return this.#sent.filter((one) => one.userId === userId && one.reply === reply && one.at.getTime() > from)
      .length
  }

  /** As if the account had published so many posts just now. */
  spend(userId: string, reply: boolean, times: number): void {
    for (let n = 0; n < times; n++) this.#sent.push({ userId, reply, at: this.at() })
  }

  publish(words: Words, more: Partial<Post> = {}): Post {
    // Threads tells seconds and nothing finer.
    const at = new Date(Math.floor(this.at().getTime() / 1000) * 1000)
    const post: Post = { ...words, id: this.nextId(), at, numbers: {}, repost: false, ...more }
    this.posts.push(post)
    this.#sent.push({ userId: words.userId, reply: words.replyTo !== null, at: this.at() })
    return post
  }

  statusOf(container: Container): string {
    if (container.post) return 'PUBLISHED'
    if (this.at().getTime() - container.madeAt.getTime() > day) return 'EXPIRED'
    if (container.readyAt > this.at()) return 'IN_PROGRESS'
    return container.error ? 'ERROR' : 'FINISHED'
  }

  postOf = (id: string): Post | undefined => this.posts.find((one) => one.id === id)

  remove(userId: string, id: string): void {
    this.posts = this.posts.filter((one) => one.id !== id)
    this.removed.push({ userId, at: this.at() })
  }

  seen = (userId: string): Seen[] =>
    this.posts
      .filter((one) => one.userId === userId && !one.repost)
      .map(({ id, text, replyTo, files, poll, at }) => ({
        remoteId: id,
        text,
        replyTo,
        media: files,
        poll: poll && { options: Object.values(poll), multiple: false },
        publishedAt: at,
      }))
}

export const plainWords = (userId: string, text: string): Words => ({
  userId,
  type: 'TEXT',
  text,
  files: [],
  poll: null,
  replyTo: null,
  quote: null,
  told: {},
})
