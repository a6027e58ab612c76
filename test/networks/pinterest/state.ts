import { createHash, randomUUID } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Section = { id: string; name: string }
export type Board = {
  id: string
  name: string
  owner: string
  createdAt: Date
  modifiedAt: Date
  sections: Section[]
}

type Counts = Partial<Record<RawMetric, number | null>>

export type Member = {
  id: string
  username: string
  name: string
  access: Map<string, { ends: number; scopes: string[] }>
  refresh: Map<string, { ends: number; scopes: string[] }>
  secrets: string[]
  counts: Counts
  about: string
  website: { address: string; verified: boolean } | null
}

export type Shown =
  | { type: 'image' | 'multiple_images'; pictures: { mime: string; digest: string }[] }
  | { type: 'video'; mediaId: string; cover: 'chosen' | 'second' }

export type Pin = {
  id: string
  owner: string
  board: string
  section: string | null
  title: string | null
  description: string | null
  link: string | null
  alt: string | null
  parent: string | null
  shown: Shown
  createdAt: Date
  counts: Counts
}

export type Film = { id: string; owner: string; status: Status; looks: number; bytes: number; key: string }
export type Status = 'registered' | 'processing' | 'succeeded' | 'failed'

const day = 86_400_000

/** What Pinterest keeps. */
export class PinterestState {
  now: () => Date = () => new Date()
  skew = 0
  readonly members = new Map<string, Member>()
  readonly boards: Board[] = []
  readonly pins: Pin[] = []
  readonly films = new Map<string, Film>()
  /** What people came back with from the sign-in page, and what they allowed. */
  readonly codes = new Map<string, { memberId: string; redirect: string; scopes: string[] }>()
  readonly app = { clientId: '1500001', clientSecret: 'app-secret-of-the-bells' }
  /** An app with Trial access: its pins are refused. */
  trial = false
  /** Whether this app takes part in the test of changing pins. */
  changes = true
  /** How often a film is looked at before it is ready. */
  filmLooks = 0
  filmFails = false
  /** How lists of pins are sorted, which Pinterest says nowhere. */
  order: 'newest' | 'oldest' = 'newest'
  /** Whether there are numbers by the day: not in the sandbox. */
  analytics = true
  /** What each answer says of the window of requests, in words that Pinterest does not publish. */
  window = { remaining: '99, 99;w=60', reset: '17' }
  #n = 0

  at = (): Date => new Date(this.now().getTime() + this.skew)
  id = (): string => String(700_000_000_000 + ++this.#n)

  addMember(scopes: readonly string[] = allScopes): Member {
    const id = this.id()
    const member: Member = {
      id,
      username: `bells${id.slice(-4)}`,
      name: `Bells ${id.slice(-4)}`,
      access: new Map(),
      refresh: new Map(),
      secrets: [],
      counts: { followers: 12, following: 3, posts: 0 },
      about: '',
      website: null,
    }
    this.members.set(id, member)
    this.addBoard(member, 'Recipes')
    this.give(member, scopes)
    return member
  }

  addBoard(member: Member, name: string, sections: readonly string[] = []): Board {
    const at = new Date(this.at().getTime() + this.boards.length)
    const board: Board = {
      id: this.id(),
      name,
      owner: member.id,
      createdAt: at,
      modifiedAt: at,
      sections: sections.map((one) => ({ id: this.id(), name: one })),
    }
    this.boards.push(board)
    return board
  }

  /** New tokens; those from before stay good until they end or are used up. */
  give(member: Member, scopes: readonly string[]): { access: string; refresh: string } {
    const access = `pina_${createHash('sha256').update(randomUUID()).digest('hex')}`
    const refresh = `pinr.${createHash('sha256').update(randomUUID()).digest('hex')}`
    const now = this.at().getTime()
    member.access.set(access, { ends: now + 30 * day, scopes: [...scopes] })
    member.refresh.set(refresh, { ends: now + 60 * day, scopes: [...scopes] })
    member.secrets.push(access, refresh)
    return { access, refresh }
  }

  memberBy(access: string): { member: Member; scopes: string[] } | null {
    for (const member of this.members.values()) {
      const token = member.access.get(access)
      if (token && token.ends > this.at().getTime()) return { member, scopes: token.scopes }
    }
    return null
  }

  boardOf = (member: Member, id: unknown): Board | undefined =>
    this.boards.find((board) => board.id === id && board.owner === member.id)

  pinOf = (member: Member, id: unknown): Pin | undefined =>
    this.pins.find((pin) => pin.id === id && pin.owner === member.id)

  addPin(pin: Omit<Pin, 'id' | 'createdAt' | 'counts'>): Pin {
    const added: Pin = { ...pin, id: this.id(), createdAt: this.at(), counts: {} }
    this.pins.push(added)
    const board = this.boards.find(({ id }) => id === pin.board)
    if (board) board.modifiedAt = added.createdAt
    return added
  }

  removePin(pin: Pin): void {
    this.pins.splice(this.pins.indexOf(pin), 1)
  }
}

export const allScopes = ['user_accounts:read', 'boards:read', 'boards:write', 'pins:read', 'pins:write']
