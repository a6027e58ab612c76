import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Person = { uid: string; name: string }
export type Status = 'ADMIN' | 'MODERATOR' | 'ACTIVE'
export type Group = {
  uid: string
  name: string
  shortname: string | null
  description: string
  homepage: string
  members: number | null
  /** How many posts it is said to have, where a test says so. */
  themes?: number
  /** Persons in it: what each is, and the role of a moderator. */
  people: Map<string, { status: Status; role?: string }>
  /** Who may look at its statistics. */
  statistics: boolean
}
/** What a sign-in is worth. `long`: thirty days, and longer by its use once a day. */
export type Token = { person: Person; ends: number; long: boolean; everlasting: boolean; touched: number }

export type Block =
  | { type: 'text'; text: string }
  | { type: 'photo'; photos: { id: string; mime: string }[] }
  | { type: 'movie'; movies: string[] }
  | { type: 'poll'; question: string; answers: string[]; options: string[] }
  | { type: 'link'; url: string }
  | { type: 'topic' }

export type Topic = {
  id: string
  gid: string
  /** `group:1` or `user:1`. */
  author: string
  at: Date
  blocks: Block[]
  commentsOff: boolean
  sticky: boolean
  deleteId: string
  numbers: Partial<Record<RawMetric, number | null>>
  /** Nobody but its author has seen it, so that there are no statistics. */
  unseen: boolean
  likes: Person[]
}
export type Comment = {
  id: string
  topic: string
  author: string
  name: string
  text: string
  at: Date
  answers: string | null
}

const minute = 60_000
export const dayMs = 1440 * minute
export const allRights = [
  'VALUABLE_ACCESS',
  'LONG_ACCESS_TOKEN',
  'GROUP_CONTENT',
  'PHOTO_CONTENT',
  'VIDEO_CONTENT',
]

/** What OK keeps. */
export class OkState {
  now: () => Date = () => new Date()
  skew = 0
  readonly app = {
    clientId: '512000000001',
    applicationKey: 'CBAKEYOFTHEAPP',
    clientSecret: 'the-secret-key-of-the-app',
  }
  /** What OK has permitted to the app, after a letter. */
  readonly rights = new Set(allRights)
  /** The app is approved: else no post is made, and its number is 0. */
  approved = true
  /** Methods that OK does not offer to this app. */
  readonly withheld = new Set<string>()
  readonly people = new Map<string, Person>()
  readonly groups = new Map<string, Group>()
  readonly tokens = new Map<string, Token>()
  /** Secrets of sessions whose tokens were pasted. */
  readonly everlasting = new Map<string, string>()
  readonly refreshes = new Map<string, { person: Person; ends: number }>()
  readonly codes = new Map<string, { person: Person; redirect: string; ends: number }>()
  readonly topics: Topic[] = []
  readonly comments: Comment[] = []
  /** Addresses for uploads, by their hash; and what came up, by its token or number. */
  readonly slots = new Map<string, { photo: string } | { film: string; bytes: number }>()
  readonly photos = new Map<string, { mime: string; used: boolean }>()
  readonly films = new Map<string, { up: boolean; shown: boolean; title: string }>()
  readonly #secrets = new Map<string, string[]>()
  #n = 0

  id = (): string => String(150_000_000_000 + ++this.#n)
  at = (): Date => new Date(this.now().getTime() + this.skew)

  addPerson(): Person {
    const id = this.id()
    const person = { uid: id, name: `Anna Ivanova ${id.slice(-3)}` }
    this.people.set(person.uid, person)
    return person
  }

  /** A group, and a person who manages it. */
  addGroup(over: Partial<Group> = {}, person = this.addPerson()): { group: Group; person: Person } {
    const id = this.id()
    const group: Group = {
      uid: id,
      name: `Bells ${id.slice(-3)}`,
      shortname: `bells${id.slice(-4)}`,
      description: 'Bread from https://bread.example every day',
      homepage: 'bakery.example',
      members: 3,
      people: new Map([[person.uid, { status: 'ADMIN' }]]),
      statistics: true,
      ...over,
    }
    this.groups.set(group.uid, group)
    return { group, person }
  }

  /** Somebody allows the app at OK, as they were sent there. */
  allow(person: Person, url: string): { code: string; state: string } {
    const asked = new URL(url).searchParams
    const code = `code-${this.id()}`
    const redirect = asked.get('redirect_uri') ?? ''
    this.codes.set(code, { person, redirect, ends: this.at().getTime() + 120_000 })
    return { code, state: asked.get('state') ?? '' }
  }

  /** Signs a person in: a token, and a refresh token beside it. */
  give(person: Person): { access: string; refresh: string; seconds: number } {
    const long = this.rights.has('LONG_ACCESS_TOKEN')
    const seconds = long ? 30 * 86_400 : 1800
    const [access, refresh] = [`tkn.${'a'.repeat(24)}${this.id()}`, `ref.${'r'.repeat(24)}${this.id()}`]
    const now = this.at().getTime()
    this.tokens.set(access, { person, ends: now + seconds * 1000, long, everlasting: false, touched: now })
    this.refreshes.set(refresh, { person, ends: now + 30 * dayMs })
    this.#keep(person, access, refresh)
    return { access, refresh, seconds }
  }

  giveEverlasting(person: Person): { access: string; sessionSecret: string } {
    const [access, sessionSecret] = [`tkn.forever${this.id()}`, `session-secret-${this.id()}`]
    this.tokens.set(access, {
      person,
      ends: Number.POSITIVE_INFINITY,
      long: true,
      everlasting: true,
      touched: 0,
    })
    this.everlasting.set(access, sessionSecret)
    this.#keep(person, access, sessionSecret)
    return { access, sessionSecret }
  }

  #keep(person: Person, ...secrets: string[]): void {
    this.#secrets.set(person.uid, [...(this.#secrets.get(person.uid) ?? []), ...secrets])
  }

  secretsOf = (uid: string): string[] => this.#secrets.get(uid) ?? []

  /** A new password ends all that there is. */
  changePassword(person: Person): void {
    for (const [name, { person: whose }] of this.tokens) if (whose === person) this.tokens.delete(name)
    for (const [name, { person: whose }] of this.refreshes) if (whose === person) this.refreshes.delete(name)
  }

  managerOf = (gid: string): Person | undefined => {
    const [uid] = [...(this.groups.get(gid)?.people.keys() ?? [])]
    return uid === undefined ? undefined : this.people.get(uid)
  }

  addTopic(gid: string, blocks: Block[], over: Partial<Topic> = {}): Topic {
    const topic: Topic = {
      id: this.id(),
      gid,
      author: `group:${gid}`,
      at: this.at(),
      blocks,
      commentsOff: false,
      sticky: false,
      deleteId: `d${this.id()}`,
      numbers: { likes: 0, reposts: 0, replies: 0, views: 0, reach: 0, clicks: 0 },
      unseen: false,
      likes: [],
      ...over,
    }
    this.topics.push(topic)
    return topic
  }

  topic = (id: unknown): Topic | undefined => this.topics.find((one) => one.id === id)

  /** Newest first; what is pinned stands above all. */
  topicsOf = (gid: unknown): Topic[] =>
    this.topics
      .filter((one) => one.gid === gid)
      .toSorted((a, b) => Number(b.sticky) - Number(a.sticky) || b.at.getTime() - a.at.getTime())

  addComment(topic: string, person: Person | Group, text: string, answers: string | null = null): Comment {
    const author = 'people' in person ? `group:${person.uid}` : person.uid
    const comment = { id: this.id(), topic, author, name: person.name, text, at: this.at(), answers }
    this.comments.push(comment)
    return comment
  }

  removeTopic(topic: Topic): void {
    this.topics.splice(this.topics.indexOf(topic), 1)
  }
}

export function seenOf({ id, blocks, at }: Topic): Seen {
  const poll = blocks.find((one) => one.type === 'poll')
  return {
    remoteId: id,
    text: blocks.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join('\n'),
    replyTo: null,
    media: blocks.flatMap((one) => {
      if (one.type === 'photo') return one.photos.map(({ mime }) => ({ alt: '', mime }))
      return one.type === 'movie' ? one.movies.map(() => ({ alt: '', mime: 'video/mp4' })) : []
    }),
    poll: poll ? { options: poll.answers, multiple: !poll.options.includes('SingleChoice') } : null,
    publishedAt: at,
  }
}
