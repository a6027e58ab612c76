import { createDecipheriv, createHash, randomUUID } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

type Counts = Partial<Record<RawMetric, number | null>>

/** A person who signs in, with the tokens that they were given. */
export type Person = {
  id: string
  access: Map<string, number>
  refresh: Set<string>
  secrets: string[]
  scopes: string[]
  own: string | null
  organisations: string[]
}

export type Profile = {
  id: string
  name: string
  user: string
  organisation: string
  owner: string
  counts: Counts
  description: string
  website: string
}

export type Container = {
  id: string
  profile: string
  type: 'VIDEO' | 'IMAGE'
  key: Buffer
  iv: Buffer
  parts: Map<number, Buffer>
  /** What was in it, once it is whole. */
  file: Buffer | null
  at: number
  /** How often it is still worked on when somebody wants to post it. */
  works: number
}

export type Snap = {
  id: string
  profile: string
  kind: 'spotlight' | 'saved_story' | 'story'
  text: string
  locale: string | null
  onProfile: boolean
  mime: string
  at: Date
  counts: Counts
  listedFrom: number
}

const day = 86_400_000

/** What Snapchat keeps. */
export class SnapchatState {
  now: () => Date = () => new Date()
  skew = 0
  readonly people = new Map<string, Person>()
  readonly profiles = new Map<string, Profile>()
  readonly containers = new Map<string, Container>()
  readonly snaps: Snap[] = []
  readonly codes = new Map<string, { person: string; redirect: string; scopes: string[] }>()
  readonly app = { clientId: 'c11e77c7-6b79-4270-9304-555cabffb967', clientSecret: 'app-secret-of-the-bells' }
  /** Whether Snap has put the app on its list. */
  listed = true
  /** How often a file is still worked on when somebody wants to post it. */
  works = 0
  /** Whether an answer says what a story that was made is called. */
  namesStories = false
  /** Whether lists tell the words of what they list. */
  tellsWords = true
  /** So long lists do not show what is new. */
  slow = 0
  #n = 0

  at = (): Date => new Date(this.now().getTime() + this.skew)

  id = (): string => {
    const digest = createHash('sha256')
      .update(`snapchat ${++this.#n}`)
      .digest('hex')
    return [
      digest.slice(0, 8),
      digest.slice(8, 12),
      `4${digest.slice(13, 16)}`,
      `8${digest.slice(17, 20)}`,
      digest.slice(20, 32),
    ].join('-')
  }

  addPerson(scopes: readonly string[] = ['snapchat-profile-api', 'snapchat-marketing-api']): Person {
    const id = this.id()
    const person: Person = {
      id,
      access: new Map(),
      refresh: new Set(),
      secrets: [],
      scopes: [...scopes],
      own: null,
      organisations: [],
    }
    this.people.set(id, person)
    return person
  }

  addProfile(owner: Person, organisation = this.id()): Profile {
    const id = this.id()
    const profile: Profile = {
      id,
      name: `Bells ${id.slice(0, 4)}`,
      user: `bells.${id.slice(0, 6)}`,
      organisation,
      owner: owner.id,
      counts: { followers: 12 },
      description: '',
      website: '',
    }
    this.profiles.set(id, profile)
    owner.own ??= id
    if (!owner.organisations.includes(organisation)) owner.organisations.push(organisation)
    return profile
  }

  give(person: Person): { access: string; refresh: string } {
    const secret = () => createHash('sha256').update(randomUUID()).digest('base64url')
    const access = `eyJ.${secret()}`
    const refresh = `hCgwKC.${secret()}`
    person.access.set(access, this.at().getTime() + 3_600_000)
    person.refresh.add(refresh)
    person.secrets.push(access, refresh)
    return { access, refresh }
  }

  personBy(access: string): Person | null {
    for (const person of this.people.values())
      if ((person.access.get(access) ?? 0) > this.at().getTime()) return person
    return null
  }

  /** A container lives for a day. */
  container(profile: string, id: unknown): Container | null {
    const found = this.containers.get(String(id))
    return found?.profile === profile && this.at().getTime() - found.at < day ? found : null
  }

  addSnap(snap: Omit<Snap, 'id' | 'at' | 'counts' | 'listedFrom'> & Partial<Snap>): Snap {
    const at = this.at()
    const added: Snap = { id: this.id(), at, counts: {}, listedFrom: at.getTime() + this.slow, ...snap }
    this.snaps.push(added)
    return added
  }

  /** Stories stand for a day; newest first. */
  shown(profile: string, kind: Snap['kind']): Snap[] {
    const now = this.at().getTime()
    return this.snaps
      .filter((one) => one.profile === profile && one.kind === kind && one.listedFrom <= now)
      .filter((one) => kind !== 'story' || now - one.at.getTime() < day)
      .toReversed()
  }
}

/** Opens what was locked by AES-256-CBC; null where the key does not fit. */
export function opened({ key, iv, parts }: Container): Buffer | null {
  const numbers = [...parts.keys()].sort((a, b) => a - b)
  if (numbers.length === 0 || numbers.some((number, at) => number !== at + 1)) return null
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, iv)
    return Buffer.concat([
      cipher.update(Buffer.concat(numbers.map((number) => parts.get(number) ?? Buffer.alloc(0)))),
      cipher.final(),
    ])
  } catch {
    return null
  }
}
