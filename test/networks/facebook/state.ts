import { createHmac } from 'node:crypto'
import type { Seen } from '../../../src/networks/kit/bed.ts'
import type { RawMetric } from '../../../src/networks/kit/manifest.ts'

export type Page = {
  id: string
  name: string
  username: string
  followers: number | null
  tasks: string[]
  about: string
  website: string
  cover: string | null
  /** Nobody chose a picture. */
  silhouette: boolean
}
export type Photo = {
  id: string
  pageId: string
  alt: string
  mime: string
  at: number
  usedBy: string | null
}
export type Film = {
  id: string
  pageId: string
  edge: 'videos' | 'video_reels' | 'video_stories'
  size: number
  bytes: Buffer
  /** Null until somebody said that it shall be out. */
  finishedAt: number | null
  description: string
  cover: boolean
  postId: string | null
  failed: boolean
  place?: string
  title: string
  sponsor: string | null
  /** SubRip by locale. */
  captions: Record<string, string>
}
export type Post = {
  id: string
  pageId: string
  kind: 'post' | 'reel' | 'story'
  message: string
  place?: string | undefined
  link: string | null
  photos: string[]
  film: string | null
  sponsor?: string | null
  at: Date
  counts: Partial<Record<RawMetric, number | null>>
  reactions: Person[]
}
export type Person = { id: string; name: string }
export type Comment = { id: string; postId: string; from: Person | null; message: string; at: Date }
export type Token = {
  /** Of whom: a page, or the person who signs in. */
  pageId: string | null
  ends: 'never' | 'hours' | 'months'
  /** The subcode that it is refused by. */
  refused: number | null
  scopes: string[]
}

export const app = { id: 'app', values: { clientId: '1234567890', clientSecret: 'secret-of-the-app' } }
const everything = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
]

/** What Facebook keeps. */
export class FacebookState {
  now: () => Date = () => new Date()
  skew = 0
  /** How long it works on a film. */
  worksMs = 40_000
  /** Whether it takes captions and covers of films. */
  takesBeside = true
  /** Whether a film says which post it became. */
  namesPosts = true
  /** What the person allows who signs in, and the codes that they come back with. */
  granted = [...everything]
  readonly codes = new Set<string>()
  /** What each page tells the app of. */
  readonly subscribed = new Map<string, string[]>()
  readonly pages = new Map<string, Page>()
  readonly photos = new Map<string, Photo>()
  readonly films = new Map<string, Film>()
  readonly sessions = new Map<string, string>()
  readonly posts: Post[] = []
  readonly comments: Comment[] = []
  readonly tokens = new Map<string, Token>()
  /** What every id is called in the description, of things that are gone too. */
  readonly nodes = new Map<string, string>()
  /** What headers tell of how much is used. */
  usage: Record<string, string> = {}
  #n = 100_000

  at = (): Date => new Date(this.now().getTime() + this.skew)
  nextId = (): string => String(++this.#n)

  addPage(over: Partial<Page> = {}): { page: Page; token: string } {
    const id = this.nextId()
    const page: Page = {
      id,
      name: `Bells ${id}`,
      username: `bells.${id}`,
      followers: 3,
      tasks: ['ANALYZE', 'CREATE_CONTENT', 'MODERATE'],
      ...{ about: '', website: '', cover: null, silhouette: false },
      ...over,
    }
    this.pages.set(id, page)
    this.nodes.set(id, 'Page')
    return { page, token: this.tokenFor(id) }
  }

  tokenFor(pageId: string | null, ends: Token['ends'] = 'never'): string {
    const token = `EAAG-${pageId ?? 'person'}-${this.nextId()}-secret`
    this.tokens.set(token, { pageId, ends, refused: null, scopes: [...this.granted] })
    return token
  }

  proofOf = (token: string): string =>
    createHmac('sha256', app.values.clientSecret).update(token).digest('hex')

  tokensOf = (pageId: string): [string, Token][] =>
    [...this.tokens].filter(([, token]) => token.pageId === pageId)

  add(post: Omit<Post, 'id' | 'at' | 'counts' | 'reactions'>): Post {
    const id = `${post.pageId}_${this.nextId()}`
    const added: Post = { ...post, id, at: this.at(), counts: {}, reactions: [] }
    this.posts.push(added)
    this.nodes.set(id, 'PagePost')
    for (const photo of post.photos) {
      const kept = this.photos.get(photo)
      if (kept) kept.usedBy = id
    }
    return added
  }

  comment(postId: string, from: Person | null, message: string): Comment {
    const id = `${postId.split('_').at(-1)}_${this.nextId()}`
    const comment = { id, postId, from, message, at: this.at() }
    this.comments.push(comment)
    this.nodes.set(id, 'Comment')
    return comment
  }

  remove(id: string): boolean {
    const at = this.posts.findIndex((post) => post.id === id)
    const said = this.comments.findIndex((comment) => comment.id === id)
    if (at >= 0) this.posts.splice(at, 1)
    if (said >= 0) this.comments.splice(said, 1)
    for (const comment of this.comments.filter(({ postId }) => postId === id)) this.remove(comment.id)
    return at >= 0 || said >= 0
  }

  /** Films that it has worked on long enough are out. */
  settle(): void {
    for (const film of this.films.values()) {
      if (film.finishedAt === null || film.postId !== null || film.failed) continue
      if (this.now().getTime() - film.finishedAt < this.worksMs) continue
      film.postId = this.add({
        pageId: film.pageId,
        kind: film.edge === 'videos' ? 'post' : film.edge === 'video_reels' ? 'reel' : 'story',
        message: film.description,
        place: film.place,
        link: null,
        photos: [],
        film: film.id,
        sponsor: film.sponsor,
      }).id
    }
  }

  seen(pageId: string): Seen[] {
    this.settle()
    return this.posts
      .filter((post) => post.pageId === pageId)
      .flatMap((post) => [this.#seenPost(post), ...this.#seenComments(post)])
  }

  #seenPost(post: Post): Seen {
    const photos = post.photos.flatMap((id) => this.photos.get(id) ?? [])
    return {
      remoteId: post.id,
      text: post.message,
      replyTo: null,
      media: [
        ...photos.map(({ alt, mime }) => ({ alt, mime })),
        ...(post.film ? [{ alt: '', mime: 'video/mp4' }] : []),
      ],
      publishedAt: post.at,
    }
  }

  #seenComments = (post: Post): Seen[] =>
    this.comments
      .filter(({ postId, from }) => postId === post.id && from?.id === post.pageId)
      .map(({ id, message, at }) => ({
        remoteId: id,
        text: message,
        replyTo: post.id,
        media: [],
        publishedAt: at,
      }))
}
