import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Person = { id: number; firstName: string; lastName: string; screenName: string }
export type Group = {
  id: number
  name: string
  screenName: string
  members: number | null
  /** Persons who may do something there: 1 moderates, 2 edits, 3 administers. */
  managers: Map<number, 1 | 2 | 3>
  site: string
  description: string
  /** VK takes stories of it: it is verified, or has the “fire”. */
  stories: boolean
  fixedPost: number
  deactivated: string | null
}
/** What a key is worth: a person's with rights as bits, or a community's with rights by name. */
export type Key =
  | { by: 'person'; person: Person; rights: number; endsAt?: number }
  | { by: 'community'; group: Group; rights: string[] }

export type Attachment =
  | { type: 'photo'; owner: number; id: number; caption: string; mime: string }
  | { type: 'video'; owner: number; id: number; title: string }
  | {
      type: 'poll'
      owner: number
      id: number
      question: string
      options: string[]
      multiple: boolean
      anonymous: boolean
      ends: number
    }
  | { type: 'link'; url: string; title: string; photo: string | null }

export type Post = {
  id: number
  owner: number
  from: number
  text: string
  attachments: Attachment[]
  at: Date
  signer: number | null
  ads: boolean
  commentsClosed: boolean
  muted: boolean
  source: string
  place: string
  layout: string
  numbers: Partial<Record<RawMetric, number | null>>
  likes: (Person | Group)[]
  copies: Person[]
  /** A post of somebody else that this one passes on. */
  shared: string | null
}
export type Comment = {
  id: number
  owner: number
  post: number
  from: number
  text: string
  at: Date
  beneath: number | null
}

const hour = 3_600_000
export type Story = {
  id: number
  owner: number
  type: 'photo' | 'video'
  link: string
  at: Date
  gone: boolean
  numbers: Partial<Record<RawMetric, number | null>>
}
export const allRights = (1 << 2) + (1 << 4) + (1 << 6) + (1 << 13) + (1 << 18) + (1 << 20)

/** What VK keeps. */
export class VkState {
  now: () => Date = () => new Date()
  skew = 0
  readonly people = new Map<number, Person>()
  readonly groups = new Map<number, Group>()
  readonly keys = new Map<string, Key>()
  readonly posts: Post[] = []
  readonly comments: Comment[] = []
  readonly stories: Story[] = []
  /** Files of stories that nobody saved yet, by what the server for files said of them. */
  readonly untold = new Map<string, { owner: number; link: string; type: 'photo' | 'video' | null }>()
  /** Files and polls by the name they have among attachments. */
  readonly files = new Map<string, Attachment>()
  /** Uploaded photos that wait to be saved, and videos that wait for their file, by the hash of their address. */
  readonly uploads = new Map<string, { mime: string | null }>()
  readonly films = new Map<string, { name: string; size: number | null }>()
  readonly #guids = new Map<string, { id: number; at: number }>()
  readonly #secrets = new Map<number, string[]>()
  #n = 0

  id = (): number => ++this.#n
  at = (): Date => new Date(Math.floor((this.now().getTime() + this.skew) / 1000) * 1000)

  addPerson(): Person {
    const n = this.id()
    const person = { id: 1000 + n, firstName: `Anna`, lastName: `Ivanova ${n}`, screenName: `anna${n}` }
    this.people.set(person.id, person)
    return person
  }

  /** A community, and a person who edits it, with a key. */
  addGroup(over: Partial<Group> = {}): { group: Group; person: Person; token: string } {
    const n = this.id()
    const person = this.addPerson()
    const group: Group = {
      id: 200_000 + n,
      name: `Bells ${n}`,
      screenName: `bells${n}`,
      members: 3,
      managers: new Map([[person.id, 3]]),
      site: 'bakery.example',
      description: 'Bread from https://bread.example every day',
      stories: true,
      fixedPost: 0,
      deactivated: null,
      ...over,
    }
    this.groups.set(group.id, group)
    return { group, person, token: this.addKey(group, { by: 'person', person, rights: allRights }) }
  }

  /** What a key is worth now; undefined once it has ended. */
  keyOf(token: string): Key | undefined {
    const key = this.keys.get(token)
    const ended = key?.by === 'person' && key.endsAt !== undefined && key.endsAt <= this.at().getTime()
    return ended ? undefined : key
  }

  keepSecret({ id }: Group, secret: string): void {
    this.#secrets.set(id, [...(this.#secrets.get(id) ?? []), secret])
  }

  /** Ends the keys of a community’s people that live for an hour. */
  endKeys(groupId: number): void {
    for (const secret of this.secretsOf(groupId)) {
      const key = this.keys.get(secret)
      if (key?.by === 'person') key.endsAt = 0
    }
  }

  addKey(group: Group, key: Key): string {
    const token = `vk1.a.${key.by}-secret-${'x'.repeat(30)}${this.id()}`
    this.keys.set(token, key)
    this.keepSecret(group, token)
    return token
  }

  secretsOf = (groupId: number): string[] => this.#secrets.get(groupId) ?? []

  revoke(groupId: number): void {
    for (const token of this.secretsOf(groupId)) this.keys.delete(token)
  }

  groupBy(name: unknown): Group | undefined {
    const asked = String(name)
    return [...this.groups.values()].find(
      ({ id, screenName }) => String(id) === asked || screenName === asked || `club${id}` === asked,
    )
  }

  postsOf = (owner: number): Post[] => this.posts.filter((post) => post.owner === owner)
  post = (owner: number, id: number): Post | undefined =>
    this.posts.find((post) => post.owner === owner && post.id === id)

  addPost(owner: number, text: string, over: Partial<Post> = {}): Post {
    const post: Post = {
      id: this.id(),
      owner,
      from: owner,
      text,
      attachments: [],
      at: this.at(),
      signer: null,
      ads: false,
      commentsClosed: false,
      muted: false,
      source: '',
      place: '',
      layout: '',
      numbers: { views: 0, likes: 0, reposts: 0, replies: 0, reach: 0, clicks: 0 },
      likes: [],
      copies: [],
      shared: null,
      ...over,
    }
    this.posts.push(post)
    return post
  }

  addComment(over: Omit<Comment, 'id' | 'at'>): Comment {
    const comment = { ...over, id: this.id(), at: this.at() }
    this.comments.push(comment)
    return comment
  }

  addStory(owner: number, type: Story['type'], link = ''): Story {
    const story: Story = { id: this.id(), owner, type, link, at: this.at(), gone: false, numbers: {} }
    this.stories.push(story)
    return story
  }

  removePost(post: Post): void {
    this.posts.splice(this.posts.indexOf(post), 1)
    for (const one of this.comments.filter((c) => c.owner === post.owner && c.post === post.id))
      this.comments.splice(this.comments.indexOf(one), 1)
  }

  /** What was made under a key within the last hour, by VK's own clock. */
  made(guid: unknown): number | null {
    const known = typeof guid === 'string' ? this.#guids.get(guid) : undefined
    return known && this.now().getTime() - known.at < hour ? known.id : null
  }

  keep(guid: unknown, id: number): void {
    if (typeof guid === 'string') this.#guids.set(guid, { id, at: this.now().getTime() })
  }

  /** Posts of the community and its own comments beneath them, oldest first. */
  seen(owner: number): Seen[] {
    const posts = this.postsOf(owner).filter(({ from }) => from === owner)
    return posts.flatMap((post) => [
      seenOf(post),
      ...this.comments
        .filter((one) => one.owner === owner && one.post === post.id && one.from === owner)
        .map(({ id, text, at }) => ({
          remoteId: `${owner}_${post.id}_r${id}`,
          text,
          replyTo: `${owner}_${post.id}`,
          media: [],
          publishedAt: at,
        })),
    ])
  }
}

export function seenOf(post: Post): Seen {
  const poll = post.attachments.find((one) => one.type === 'poll')
  return {
    remoteId: `${post.owner}_${post.id}`,
    text: post.text,
    replyTo: null,
    media: post.attachments.flatMap((one) =>
      one.type === 'photo'
        ? [{ alt: one.caption, mime: one.mime }]
        : one.type === 'video'
          ? [{ alt: '', mime: 'video/mp4' }]
          : [],
    ),
    poll: poll ? { options: poll.options, multiple: poll.multiple } : null,
    publishedAt: post.at,
  }
}
