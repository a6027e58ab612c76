import { randomBytes } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Person = { id: string; name: string; vanity: string; followers?: number }
export type Page = {
  id: string
  name: string
  vanity: string
  followers: number | null
  description?: string
  website?: string
  /** What its logo is called among files. */
  logo?: string
}
export type Role = { personId: string; pageId: string; role: string; state: 'APPROVED' | 'REQUESTED' }
export type Token = {
  personId: string
  scopes: string[]
  endsAt: Date
  refused: 'revoked' | 'expired' | null
}
export type Refresh = { personId: string; scopes: string[]; endsAt: Date }

export type FileKind = 'images' | 'videos' | 'documents'
export type Upload = {
  urn: string
  kind: FileKind
  owner: string
  mime: string
  bytes: Buffer
  /** Of a film: how large it shall be, its parts by their tags, its words and cover. */
  size: number
  token: string
  tags: Map<number, { tag: string; bytes: Buffer }>
  captions: { metadata: Record<string, unknown>; text: string } | null
  cover: Buffer | null
  /** When all of it was there. */
  at: number | null
  broken: boolean
}

export type Poll = { question: string; options: { text: string }[]; settings: { duration: string } }
export type Post = {
  urn: string
  author: string
  /** As it was sent, and what readers see of it. */
  little: string
  text: string
  visibility: string
  noReshare: boolean
  files: { id: string; alt: string; title: string }[]
  article: { source: string; title: string; description?: string; thumbnail?: string } | null
  poll: Poll | null
  at: Date
  editedAt: Date
  counts: Partial<Record<RawMetric, number | null>>
  likes: string[]
}
export type Comment = { id: string; postUrn: string; actor: string; text: string; at: Date; parent?: string }

export const app = {
  id: 'app',
  values: {
    clientId: 'the-client-id',
    clientSecret: 'WPL_AP1.secret-of-the-app',
    version: '',
    tier: '',
    memberNumbers: '',
  },
}

export const scopesOfPages = [
  'w_member_social',
  'r_basicprofile',
  'rw_organization_admin',
  'w_organization_social',
  'r_organization_social',
  'w_organization_social_feed',
  'r_organization_social_feed',
  'w_member_social_feed',
]
export const scopesOfNumbers = ['r_member_postAnalytics', 'r_member_profileAnalytics']
export const scopesOfPersons = ['openid', 'profile', 'w_member_social']

const dayMs = 86_400_000

/** What LinkedIn keeps. */
export class LinkedinState {
  now: () => Date = () => new Date()
  skew = 0
  /** How long it works on a picture, on a film, and on a post with files. */
  worksMs = { images: 0, videos: 30_000, documents: 0, posts: 4000 }
  /** How many bytes a part of a film has. */
  partBytes = 12
  /** How long nobody may comment on a post that was just made. */
  tooNewMs = 0
  /** What becomes of posts with files after they were taken: they are told to have failed, or are gone without a word. */
  drops: 'no' | 'failed' | 'gone' = 'no'
  /** Whether statistics are refused where a post is gone, rather than told without it. */
  refusesGone = false
  /** Whether it says where pictures can be fetched. */
  showsFiles = true
  /** Numbers of persons' posts that its version does not know. */
  readonly unknownNumbers = new Set<string>()
  /** Whether the app belongs to an approved partner, whose tokens can be made new. */
  partner = true
  /** Versions of the API that it knows. */
  versions: readonly [first: string, last: string] = ['202512', '202611']
  /** Whether the app's use of webhooks was approved. */
  mayTell = true
  /** Addresses that are told, by app, person and page. */
  readonly subscriptions = new Map<string, string>()
  readonly persons = new Map<string, Person>()
  readonly pages = new Map<string, Page>()
  readonly roles: Role[] = []
  readonly tokens = new Map<string, Token>()
  readonly refreshes = new Map<string, Refresh>()
  readonly codes = new Map<string, { personId: string; scopes: string[]; redirect: string }>()
  readonly uploads = new Map<string, Upload>()
  readonly posts: Post[] = []
  readonly comments: Comment[] = []
  readonly secrets: { owner: string; secret: string }[] = []
  #n = 7_000_000

  clock = (): Date => new Date(this.now().getTime() + this.skew)
  nextId = (): string => String(++this.#n)

  addPerson(over: Partial<Person> = {}): Person {
    const id = `p${this.nextId()}`
    const person = { id, name: `Ann ${id}`, vanity: `ann-${id}`, ...over }
    this.persons.set(id, person)
    return person
  }

  addPage(person: Person, over: Partial<Page> & { role?: string } = {}): Page {
    const id = this.nextId()
    const { role = 'ADMINISTRATOR', ...rest } = over
    const page = { id, name: `Bells ${id} (Ltd.)`, vanity: `bells-${id}`, followers: 3, ...rest }
    this.pages.set(page.id, page)
    this.roles.push({ personId: person.id, pageId: page.id, role, state: 'APPROVED' })
    return page
  }

  issue(
    personId: string,
    scopes: string[],
    until?: Date,
  ): { access: string; refresh: string | null; refreshEndsAt: Date } {
    const access = `AQV-${randomBytes(18).toString('base64url')}`
    const endsAt = new Date(this.clock().getTime() + 60 * dayMs)
    const refreshEndsAt = until ?? new Date(this.clock().getTime() + 365 * dayMs)
    this.tokens.set(access, { personId, scopes, endsAt, refused: null })
    this.secrets.push({ owner: personId, secret: access })
    if (!this.partner) return { access, refresh: null, refreshEndsAt }
    const refresh = `AQR-${randomBytes(18).toString('base64url')}`
    this.refreshes.set(refresh, { personId, scopes, endsAt: refreshEndsAt })
    this.secrets.push({ owner: personId, secret: refresh })
    return { access, refresh, refreshEndsAt }
  }

  /** Somebody allows the app at LinkedIn, as they were sent there. */
  allow(person: Person, url: string): { code: string; state: string } {
    const asked = new URL(url).searchParams
    const code = randomBytes(16).toString('base64url')
    this.codes.set(code, {
      personId: person.id,
      scopes: (asked.get('scope') ?? '').split(' '),
      redirect: asked.get('redirect_uri') ?? '',
    })
    return { code, state: asked.get('state') ?? '' }
  }

  /** Who may sign in for an account: a page's administrator, or the person. */
  holderOf(urn: string): string {
    const id = urn.split(':').at(-1) ?? ''
    return urn.startsWith('urn:li:person:')
      ? id
      : (this.roles.find(({ pageId }) => pageId === id)?.personId ?? '')
  }

  expire(urn: string, what: 'access' | 'all'): void {
    const holder = this.holderOf(urn)
    for (const token of this.tokens.values())
      if (token.personId === holder) token.refused = what === 'all' ? 'revoked' : 'expired'
    if (what === 'all')
      for (const [refresh, { personId }] of this.refreshes)
        if (personId === holder) this.refreshes.delete(refresh)
  }

  statusOf(upload: Upload): 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED' {
    if (upload.at === null) return 'WAITING_UPLOAD'
    if (this.now().getTime() - upload.at < this.worksMs[upload.kind]) return 'PROCESSING'
    return upload.broken ? 'PROCESSING_FAILED' : 'AVAILABLE'
  }

  lifecycleOf(post: Post): 'PUBLISHED' | 'PUBLISH_REQUESTED' | 'PUBLISH_FAILED' {
    const uploads = post.files.flatMap(({ id }) => this.uploads.get(id) ?? [])
    if (uploads.length === 0) return 'PUBLISHED'
    if (this.drops !== 'no') return 'PUBLISH_FAILED'
    if (uploads.some((upload) => this.statusOf(upload) === 'PROCESSING_FAILED')) return 'PUBLISH_FAILED'
    const ready = uploads.every((upload) => this.statusOf(upload) === 'AVAILABLE')
    return ready && this.clock().getTime() - post.at.getTime() >= this.worksMs.posts
      ? 'PUBLISHED'
      : 'PUBLISH_REQUESTED'
  }

  remove(urn: string): void {
    const at = this.posts.findIndex((post) => post.urn === urn)
    if (at >= 0) this.posts.splice(at, 1)
    for (const comment of this.comments.filter(({ postUrn }) => postUrn === urn))
      this.comments.splice(this.comments.indexOf(comment), 1)
  }
}
