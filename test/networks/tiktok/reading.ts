import type { Reply, Request } from '../frame.ts'
import { fine, refused } from './says.ts'
import type { Post, TiktokState } from './state.ts'
import type { Holder } from './tokens.ts'

const scopeOf: Record<string, string> = {
  username: 'user.info.profile',
  bio_description: 'user.info.profile',
  follower_count: 'user.info.stats',
  following_count: 'user.info.stats',
  video_count: 'user.info.stats',
}

/** Profiles and public posts, as the Display API tells them. */
export function createReading(state: TiktokState) {
  function user({ query }: Request, { user: own, scopes }: Holder): Reply {
    const asked = (query.get('fields') ?? '').split(',')
    if (asked.some((field) => !scopes.includes(scopeOf[field] ?? 'user.info.basic')))
      return refused('scope_not_authorized')
    const posts = state.ofUser(own.openId).filter((post) => state.isTold(post)).length
    const { followers = 0, following = 0, posts: counted = posts } = own.counts
    const all: Record<string, unknown> = {
      open_id: own.openId,
      display_name: own.displayName,
      avatar_url: 'https://p16.tiktokcdn.com/a.jpeg',
      username: own.username,
      bio_description: own.bio,
      follower_count: followers,
      following_count: following,
      video_count: counted,
    }
    return fine({ user: picked(all, asked) })
  }

  /** The newest first; a cursor is an instant, and what is older than it follows. */
  function list({ query, fields }: Request, { user: own, scopes }: Holder): Reply {
    if (!scopes.includes('video.list')) return refused('scope_not_authorized')
    const before = fields.cursor === undefined ? Number.POSITIVE_INFINITY : Number(fields.cursor)
    const most = Number(fields.max_count ?? 10)
    const older = listed(own.openId)
      .filter((post) => secondsOf(post) * 1000 < before)
      .reverse()
    const page = older.slice(0, most)
    const last = page.at(-1)
    return fine({
      videos: page.map((post) => told(post, query)),
      cursor: last ? secondsOf(last) * 1000 : 0,
      has_more: older.length > page.length,
    })
  }

  function byIds({ query, fields }: Request, { user: own, scopes }: Holder): Reply {
    if (!scopes.includes('video.list')) return refused('scope_not_authorized')
    const { video_ids = [] } = Object(fields.filters)
    if (video_ids.length > 20) return refused('invalid_params')
    const found = listed(own.openId).filter(({ id }) => video_ids.includes(id))
    return fine({ videos: found.map((post) => told(post, query)) })
  }

  const listed = (openId: string): Post[] =>
    state
      .ofUser(openId)
      .filter((post) => state.isTold(post) && (post.kind === 'film' || state.photosTold))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())

  function told(post: Post, query: URLSearchParams): object {
    const { username = '' } = state.users.get(post.userId) ?? {}
    const kind = post.kind === 'film' ? 'video' : 'photo'
    const { likes = 0, replies = 0, reposts = 0, views = 0 } = post.counts
    const all: Record<string, unknown> = {
      id: post.id,
      create_time: secondsOf(post),
      share_url: `https://www.tiktok.com/@${username}/${kind}/${post.id}?utm_campaign=tt4d_open_api&utm_source=key`,
      title: cut(post.title || post.text),
      video_description: cut(post.text),
      like_count: likes,
      comment_count: replies,
      share_count: reposts,
      view_count: views,
    }
    return picked(all, (query.get('fields') ?? '').split(','))
  }

  return { user, list, byIds }
}

const secondsOf = ({ at }: Post): number => Math.floor(at.getTime() / 1000)
const cut = (text: string): string => [...text].slice(0, 150).join('')

/** What a test made null is left out. */
const picked = (all: Record<string, unknown>, names: readonly string[]): object =>
  Object.fromEntries(names.flatMap((name) => (all[name] === null ? [] : [[name, all[name]]])))
