import { createHash, randomUUID } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

type Counts = Partial<Record<RawMetric, number | null>>

export type Member = {
  uid: string
  name: string
  /** Tokens and until when they are good. */
  access: Map<string, number>
  secrets: string[]
  counts: Counts
  /** When it asked for something, by this app. */
  asked: number[]
  shared: number[]
}

export type Status = {
  id: string
  uid: string
  text: string
  picture: { mime: string } | null
  createdAt: Date
  counts: Counts
  repostOf: string | null
  deleted: boolean
  pinned: boolean
  /** Made, though no list shows it yet. */
  hiddenUntil: number
}

const day = 86_400_000
const hour = 3_600_000

/** What Weibo keeps. */
export class WeiboState {
  now: () => Date = () => new Date()
  skew = 0
  readonly members = new Map<string, Member>()
  readonly statuses: Status[] = []
  readonly codes = new Map<string, { uid: string; redirect: string }>()
  readonly app = { clientId: '1352222456', clientSecret: 'app-secret-of-the-bells', domain: 'bells.example' }
  /** The host that is bound to the app at Weibo, and no other. */
  safeDomain = 'bells.example'
  /** So many of an account's newest posts are shown to an app. */
  shows = 5
  /** A sign-in lasts for a day as long as the app is not reviewed. */
  tokenMs = 30 * day
  /** Whether answers say how long a token lives. */
  tellsEnd = true
  /** What is posted is out, and an error says that lists are slow. */
  slow = 0
  readonly perDay = 100
  readonly perHour = 30
  #n = 0

  at = (): Date => new Date(this.now().getTime() + this.skew)
  id = (): string => String(4_607_741_009_594_608n + BigInt(++this.#n))

  addMember(): Member {
    const uid = String(1_404_376_560 + ++this.#n)
    const member: Member = {
      uid,
      name: `钟楼${uid.slice(-4)}`,
      access: new Map(),
      secrets: [],
      counts: { followers: 12, following: 3, posts: 0 },
      asked: [],
      shared: [],
    }
    this.members.set(uid, member)
    return member
  }

  give(member: Member): string {
    const access = `2.00${createHash('sha256').update(randomUUID()).digest('base64url').slice(0, 28)}`
    member.access.set(access, this.at().getTime() + this.tokenMs)
    member.secrets.push(access)
    return access
  }

  /** What a person does at Weibo's page: allows it, and is sent back. */
  allow(member: Member, redirect: string): string {
    const code = createHash('md5').update(randomUUID()).digest('hex')
    this.codes.set(code, { uid: member.uid, redirect })
    return code
  }

  memberBy(access: string): { member: Member; ends: number } | null {
    for (const member of this.members.values()) {
      const ends = member.access.get(access)
      if (ends !== undefined) return { member, ends }
    }
    return null
  }

  /** Counts a request; false when there were too many of them. */
  mayAsk(member: Member): boolean {
    const now = this.at().getTime()
    member.asked = member.asked.filter((at) => at > now - day)
    if (member.asked.length >= this.perDay) return false
    member.asked.push(now)
    return true
  }

  mayShare(member: Member): boolean {
    const now = this.at().getTime()
    member.shared = member.shared.filter((at) => at > now - hour)
    return member.shared.length < this.perHour
  }

  addStatus(
    uid: string,
    text: string,
    picture: Status['picture'] = null,
    over: Partial<Status> = {},
  ): Status {
    const status: Status = {
      id: this.id(),
      uid,
      text,
      picture,
      createdAt: this.at(),
      counts: { reposts: 0, replies: 0, likes: 0 },
      repostOf: null,
      deleted: false,
      pinned: false,
      hiddenUntil: 0,
      ...over,
    }
    this.statuses.push(status)
    return status
  }

  /** As its owner sees it, newest first. */
  listed(uid: string): Status[] {
    const now = this.at().getTime()
    const own = this.statuses.filter((one) => one.uid === uid && one.hiddenUntil <= now).toReversed()
    return [...own.filter(({ pinned }) => pinned), ...own.filter(({ pinned }) => !pinned)]
  }
}
