import type { Reply, Request } from '../frame.ts'
import { mediaKey, postEntity, type Told, userEntity } from './entities.ts'
import { problem } from './posting.ts'
import type { XPost, XState, XUser } from './state.ts'

/** X may give fewer than are asked for. */
const pageMost = 40

export function reading(state: XState) {
  const posts = (found: readonly XPost[], viewer: XUser, { query }: Request, extra: object = {}): Reply => {
    const told = found.map((post) => postEntity(state, post, viewer, fieldsOf(query, 'tweet.fields')))
    const includes = includesOf(found, query)
    return listing(told, { ...(includes && { includes }), ...extra })
  }

  function includesOf(found: readonly XPost[], query: URLSearchParams) {
    const wanted = fieldsOf(query, 'expansions')
    const media = found.flatMap(({ mediaIds }) => mediaIds.map((id) => mediaEntity(id)))
    const users = [...new Set(found.map(({ authorId }) => authorId))].flatMap((id) => {
      const user = state.users.get(id)
      return user ? [userEntity(state, user, fieldsOf(query, 'user.fields')).entity] : []
    })
    const includes = {
      ...(wanted.has('attachments.media_keys') && media.length > 0 && { media }),
      ...(wanted.has('author_id') && users.length > 0 && { users }),
    }
    return Object.keys(includes).length > 0 ? includes : null
  }

  function mediaEntity(id: string) {
    const upload = state.uploads.get(id)
    const type =
      upload?.category === 'tweet_video'
        ? 'video'
        : upload?.category === 'tweet_gif'
          ? 'animated_gif'
          : 'photo'
    return { media_key: mediaKey(state, id), type, ...(upload?.alt && { alt_text: upload.alt }) }
  }

  const users = (found: readonly XUser[], { query }: Request, extra: object = {}): Reply =>
    listing(
      found.map((user) => userEntity(state, user, fieldsOf(query, 'user.fields'))),
      extra,
    )

  return {
    me(viewer: XUser, { query }: Request): Reply {
      const { entity, leftOut } = userEntity(state, viewer, fieldsOf(query, 'user.fields'))
      return { status: 200, body: { data: entity }, leftOut }
    },

    timeline(viewer: XUser, id: string, request: Request): Reply {
      const { query } = request
      const since = Date.parse(query.get('start_time') ?? '1970-01-01T00:00:00Z')
      const hidden = fieldsOf(query, 'exclude')
      const own = state
        .of(id)
        .filter(({ at, repostOf }) => at.getTime() >= since && !(hidden.has('retweets') && repostOf))
        .filter(({ community }) => state.listsCommunities || community === null)
        .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
      const page = paged(own, query, 'pagination_token')
      return posts(page.of, viewer, request, { meta: page.meta })
    },

    byIds(viewer: XUser, request: Request): Reply {
      const ids = (request.query.get('ids') ?? '').split(',')
      const found = ids.flatMap((id) => state.post(id) ?? [])
      const secret = fieldsOf(request.query, 'tweet.fields').has('non_public_metrics')
      const month = state.clock().getTime() - 30 * 86_400_000
      const open = found.filter(
        ({ at, authorId }) => !secret || (authorId === viewer.id && at.getTime() > month),
      )
      const errors = ids
        .filter((id) => !open.some((post) => post.id === id))
        .map((id) => notFound('tweet', 'ids', id))
      return posts(open, viewer, request, errors.length > 0 ? { errors } : {})
    },

    search(viewer: XUser, request: Request): Reply {
      const parent = /^in_reply_to_tweet_id:(\d+)$/.exec(request.query.get('query') ?? '')?.[1]
      if (!parent) return problem(400, 'Invalid Request', 'The query is not understood here.')
      const week = state.clock().getTime() - 7 * 86_400_000
      const found = state.posts
        .filter(({ replyTo, at }) => replyTo === parent && at.getTime() > week)
        .reverse()
      const page = paged(found, request.query, 'next_token')
      return posts(page.of, viewer, request, { meta: page.meta })
    },

    who(id: string, way: 'likes' | 'reposts', request: Request): Reply {
      const found = (state.post(id)?.[way] ?? []).flatMap((one) => state.users.get(one) ?? [])
      const page = paged(found, request.query, 'pagination_token')
      return users(page.of, request, { meta: page.meta })
    },

    searchUsers(request: Request): Reply {
      const words = (request.query.get('query') ?? '').toLowerCase()
      const most = Number(request.query.get('max_results') ?? 100)
      const found = [...state.users.values()].filter(({ username, name }) =>
        `${username} ${name}`.toLowerCase().includes(words),
      )
      return users(found.slice(0, most), request, { meta: { result_count: Math.min(found.length, most) } })
    },

    byNames(request: Request): Reply {
      const names = (request.query.get('usernames') ?? '').split(',')
      const all = [...state.users.values()]
      const found = names.flatMap(
        (name) => all.find(({ username }) => username.toLowerCase() === name.toLowerCase()) ?? [],
      )
      const errors = names
        .filter((name) => !found.some(({ username }) => username.toLowerCase() === name.toLowerCase()))
        .map((name) => notFound('user', 'usernames', name))
      return users(found, request, errors.length > 0 ? { errors } : {})
    },
  }
}

const notFound = (kind: string, parameter: string, value: string) => ({
  type: 'https://api.twitter.com/2/problems/resource-not-found',
  title: 'Not Found Error',
  detail: `Could not find ${kind} with ${parameter}: [${value}].`,
  resource_type: kind,
  resource_id: value,
  parameter,
  value,
})

const fieldsOf = (query: URLSearchParams, name: string): ReadonlySet<string> =>
  new Set((query.get(name) ?? '').split(',').filter(Boolean))

/** Nothing found is an answer without `data`. */
function listing(told: readonly Told[], extra: object): Reply {
  const leftOut = new Set(told.flatMap((one) => [...one.leftOut]))
  const data = told.map(({ entity }) => entity)
  return { status: 200, body: { ...(data.length > 0 && { data }), ...extra }, leftOut }
}

function paged<T>(all: readonly T[], query: URLSearchParams, name: string) {
  const from = Number.parseInt(query.get(name) ?? '0', 36)
  const to = from + Math.min(Number(query.get('max_results') ?? 10), pageMost)
  const next = to < all.length ? { next_token: to.toString(36) } : {}
  const of = all.slice(from, to)
  return { of, meta: { result_count: of.length, ...next } }
}
