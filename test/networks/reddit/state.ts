import { createHash, randomUUID } from 'node:crypto'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

type Token = { userId: string; ends: number; scopes: string[] }
type Counts = Partial<Record<RawMetric, number | null>>

export type User = {
  id: string
  name: string
  title: string
  about: string
  suspended: boolean
  secrets: string[]
  counts: Counts
  createdAt: Date
}

export type Flair = { id: string; text: string; editable: boolean; modOnly: boolean }

export type Community = {
  name: string
  type: 'public' | 'restricted' | 'private' | 'archived'
  takes: {
    self: boolean
    link: boolean
    image: boolean
    gallery: boolean
    video: boolean
    poll: boolean
    crosspost: boolean
  }
  flairs: Flair[]
  requirements: Record<string, unknown>
  members: Set<string>
  moderators: Set<string>
  approved: Set<string>
  banned: Set<string>
  /** What AutoModerator and the filters do with a new post; null lets it stand. */
  sweeps: (post: Post) => string | null
  linksOnce: boolean
}

export type Kind = 'self' | 'link' | 'image' | 'gallery' | 'video' | 'poll' | 'crosspost'

export type Post = {
  id: string
  owner: string
  community: string
  kind: Kind
  title: string
  text: string
  url: string
  assets: string[]
  poll: { options: string[]; days: number } | null
  crosspostOf: string | null
  flair: { id: string; text: string } | null
  nsfw: boolean
  spoiler: boolean
  replies: boolean
  createdAt: Date
  /** Until then Reddit works on its picture or film, and nobody sees it. */
  shownAt: number
  deleted: boolean
  removedBy: string | null
  counts: Counts
}

export type Comment = {
  id: string
  post: string
  owner: string
  body: string
  createdAt: Date
  deleted: boolean
}

export type Asset = {
  id: string
  mime: string
  bucket: string
  fields: Record<string, string>
  bytes: Buffer | null
}

export const allScopes = ['identity', 'mysubreddits', 'submit', 'read', 'history', 'edit', 'flair']
const hour = 3_600_000

/** As Reddit answers where moderators have set nothing. */
const noRequirements = {
  title_regexes: [],
  body_blacklisted_strings: [],
  title_blacklisted_strings: [],
  body_text_max_length: null,
  title_required_strings: [],
  guidelines_text: null,
  gallery_min_items: null,
  domain_blacklist: [],
  domain_whitelist: [],
  title_text_max_length: null,
  body_restriction_policy: 'none',
  link_restriction_policy: 'none',
  guidelines_display_policy: null,
  body_required_strings: [],
  title_text_min_length: null,
  gallery_captions_requirement: 'none',
  is_flair_required: false,
  gallery_max_items: null,
  gallery_urls_requirement: 'none',
  body_regexes: [],
  link_repost_age: null,
  body_text_min_length: null,
}

/** What Reddit keeps. */
export class RedditState {
  now: () => Date = () => new Date()
  skew = 0
  readonly users = new Map<string, User>()
  readonly communities = new Map<string, Community>()
  readonly posts: Post[] = []
  readonly comments: Comment[] = []
  readonly assets = new Map<string, Asset>()
  readonly access = new Map<string, Token>()
  readonly refresh = new Map<string, { userId: string; scopes: string[] }>()
  readonly codes = new Map<
    string,
    { userId: string; redirect: string; scopes: string[]; permanent: boolean }
  >()
  readonly app = { clientId: 'bells-app_1', clientSecret: 'app-secret-of-the-bells', redditor: 'u/ringer' }
  /** How long pictures and films are worked on. */
  worksMs = { image: 2000, video: 40_000 }
  /** Reddit takes a picture or film and nothing comes of it. */
  losesFiles = false
  /** The account posts too often, for so many seconds. */
  pauseSeconds = 0
  /** Whether a pause stands beside the sentence as a number. */
  tellsSeconds = false
  maxBytes = { image: 20_000_000, video: 1_000_000_000 }
  remaining = 1000
  #n = 0

  at = (): Date => new Date(this.now().getTime() + this.skew)
  next = (): string => (70_000_000 + ++this.#n).toString(36)

  addUser(): User {
    const id = this.next()
    const user: User = {
      id,
      name: `bells_${id}`,
      title: `The Bells ${id}`,
      about: '',
      suspended: false,
      secrets: [],
      counts: { followers: 12 },
      createdAt: new Date('2020-01-01T00:00:00Z'),
    }
    this.users.set(id, user)
    return user
  }

  addCommunity(
    name: string,
    over: Partial<Omit<Community, 'takes'>> & { takes?: Partial<Community['takes']> } = {},
  ): Community {
    const { takes, requirements, ...more } = over
    const community: Community = {
      name,
      type: 'public',
      flairs: [],
      members: new Set(),
      moderators: new Set(),
      approved: new Set(),
      banned: new Set(),
      sweeps: () => null,
      linksOnce: false,
      ...more,
      takes: {
        self: true,
        link: true,
        image: true,
        gallery: true,
        video: true,
        poll: true,
        crosspost: true,
        ...takes,
      },
      requirements: { ...noRequirements, ...requirements },
    }
    this.communities.set(name.toLowerCase(), community)
    return community
  }

  /** New tokens; the refresh token stays the same until it is revoked. */
  give(user: User, scopes: readonly string[]): { access: string; refresh: string } {
    const secret = () => createHash('sha256').update(randomUUID()).digest('base64url')
    const [access, refresh] = [secret(), secret()]
    this.access.set(access, { userId: user.id, ends: this.at().getTime() + hour, scopes: [...scopes] })
    this.refresh.set(refresh, { userId: user.id, scopes: [...scopes] })
    user.secrets.push(access, refresh)
    return { access, refresh }
  }

  /** Somebody allows what the address asks for. */
  allow(user: User, url: string): { code: string; state: string } {
    const { searchParams: asked } = new URL(url)
    const code = `code-${this.next()}`
    this.codes.set(code, {
      userId: user.id,
      redirect: asked.get('redirect_uri') ?? '',
      scopes: (asked.get('scope') ?? '').split(' '),
      permanent: asked.get('duration') === 'permanent',
    })
    return { code, state: asked.get('state') ?? '' }
  }

  userBy(access: string): { user: User; scopes: string[] } | null {
    const token = this.access.get(access)
    const user = token && this.users.get(token.userId)
    return token && user && token.ends > this.at().getTime() ? { user, scopes: token.scopes } : null
  }

  userNamed = (name: string): User | undefined =>
    [...this.users.values()].find((one) => one.name.toLowerCase() === name.toLowerCase())

  addPost(post: Pick<Post, 'owner' | 'community' | 'title'> & Partial<Post>): Post {
    const at = this.at()
    const added: Post = {
      kind: 'self',
      text: '',
      url: '',
      assets: [],
      poll: null,
      crosspostOf: null,
      flair: null,
      nsfw: false,
      spoiler: false,
      replies: true,
      shownAt: at.getTime(),
      deleted: false,
      removedBy: null,
      counts: { likes: 1, replies: 0, reposts: 0 },
      ...post,
      id: this.next(),
      createdAt: new Date(Math.floor(at.getTime() / 1000) * 1000),
    }
    this.posts.push(added)
    added.removedBy = this.communities.get(added.community.toLowerCase())?.sweeps(added) ?? null
    return added
  }

  isShown = (post: Post): boolean => post.shownAt <= this.at().getTime()

  addComment(comment: Pick<Comment, 'post' | 'owner' | 'body'>): Comment {
    const at = new Date(Math.floor(this.at().getTime() / 1000) * 1000)
    const added = { ...comment, id: this.next(), createdAt: at, deleted: false }
    this.comments.push(added)
    return added
  }
}
