import type { Reply, Request } from '../frame.ts'
import { createContainer, lookAt, publishContainer } from './containers.ts'
import { wrong } from './errors.ts'
import type { Comment, InstagramState, Media, Token, User } from './state.ts'

type Caller = { user: User; token: Token }

const ok = (body: unknown): Reply => ({ status: 200, body })
const notThere = wrong(100, 33, 'Unsupported request. Object with this ID does not exist.')

/** What the graph says to whom. */
export function createGraph(state: InstagramState) {
  return (request: Request): Reply | Promise<Reply> => {
    const secret = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const caller = state.holderOf(secret)
    if (!caller) return wrong(190, undefined, 'Invalid OAuth access token - Cannot parse access token')
    const { token } = caller
    if (token.gone !== null) return wrong(190, token.gone, 'Error validating access token')
    if (token.endsAt <= state.clock()) return wrong(190, 463, 'Error validating access token: expired')
    const [id = '', edge = ''] = request.path.replace(/^\/v\d+\.\d+\//, '').split('/')
    return id === 'me' || id === caller.user.id
      ? ofUser(state, caller, edge, request)
      : ofThing(state, caller, id, edge, request)
  }
}

const may = ({ token }: Caller, right: string): boolean =>
  token.permissions.includes(`instagram_business_${right}`)
const forbidden = wrong(10, undefined, 'Application does not have permission for this action')

function ofUser(
  state: InstagramState,
  caller: Caller,
  edge: string,
  request: Request,
): Reply | Promise<Reply> {
  const { user } = caller
  const own = state.media.filter((one) => one.userId === user.id)
  switch (`${request.method} ${edge}`) {
    case 'GET ':
      return ok(pick(userOf(state, user), request))
    case 'GET media':
      return ok(
        paged(own.filter((one) => one.product !== 'STORY').toReversed(), request, (one) =>
          pick(shown(state, one), request),
        ),
      )
    case 'GET stories': {
      const young = own.filter(
        (one) => one.product === 'STORY' && one.at.getTime() > state.clock() - 86_400_000,
      )
      return ok(paged(young.toReversed(), request, (one) => pick(shown(state, one), request)))
    }
    case 'GET content_publishing_limit':
      return ok({
        data: [
          {
            quota_usage: state.publishedLately(user.id),
            config: { quota_total: user.quota, quota_duration: 86_400 },
          },
        ],
      })
    case 'POST subscribed_apps':
      if (!may(caller, 'manage_comments')) return forbidden
      state.subscribed.set(user.id, String(request.query.get('subscribed_fields')).split(','))
      return ok({ success: true })
    case 'DELETE subscribed_apps':
      return ok({ success: state.subscribed.delete(user.id) })
    case 'POST media':
      return may(caller, 'content_publish') ? createContainer(state, user, request.fields) : forbidden
    case 'POST media_publish':
      return may(caller, 'content_publish')
        ? publishContainer(state, user, String(request.fields.creation_id))
        : forbidden
    default:
      return notThere
  }
}

function ofThing(state: InstagramState, caller: Caller, id: string, edge: string, request: Request): Reply {
  const container = state.containers.get(id)
  if (container) return container.userId === caller.user.id ? lookAt(state, container) : notThere
  const media = state.media.find((one) => one.id === id)
  if (media?.userId !== caller.user.id) return notThere
  switch (`${request.method} ${edge}`) {
    case 'GET ':
      return ok(pick(shown(state, media), request))
    case 'POST ':
      if (!may(caller, 'manage_comments')) return forbidden
      media.closed = request.fields.comment_enabled === false
      return ok({ success: true })
    case 'GET insights':
      return may(caller, 'manage_insights') ? insightsOf(state, media, request) : forbidden
    case 'GET comments': {
      if (!may(caller, 'manage_comments')) return forbidden
      const under = state.comments.filter((one) => one.mediaId === id).toReversed()
      return ok(paged(under, request, (one) => pick(commentOf(state, one), request)))
    }
    case 'POST comments': {
      if (!may(caller, 'manage_comments')) return forbidden
      const message = String(request.fields.message ?? '')
      if (message === '') return wrong(100, undefined, 'The comment is empty.')
      return ok({ id: state.comment(id, caller.user.id, message).id })
    }
    default:
      return notThere
  }
}

const userOf = (state: InstagramState, user: User) => ({
  // An id for this app alone stands beside the account's own number.
  id: `9${user.id.slice(1)}`,
  user_id: user.id,
  username: user.username,
  name: user.name,
  account_type: user.accountType,
  profile_picture_url: 'https://scontent.cdninstagram.com/bells.jpg',
  // What nobody wrote is left out.
  ...(user.bio !== '' && { biography: user.bio }),
  ...(user.website !== '' && { website: user.website }),
  ...known('followers_count', user.numbers.followers),
  ...known('follows_count', user.numbers.following),
  ...known(
    'media_count',
    user.numbers.posts === undefined
      ? state.media.filter((one) => one.userId === user.id).length
      : user.numbers.posts,
  ),
})

const known = (name: string, value: number | null | undefined) =>
  value === null || value === undefined ? {} : { [name]: value }

function shown(state: InstagramState, media: Media) {
  const comments = state.comments.filter((one) => one.mediaId === media.id).length
  const { replies = comments, likes } = media.numbers
  return {
    id: media.id,
    ...(media.caption !== '' && { caption: media.caption }),
    media_type: media.type,
    media_product_type: media.product,
    permalink: `https://www.instagram.com/${media.product === 'REELS' ? 'reel' : 'p'}/B${media.id}/`,
    timestamp: told(media.at),
    ...altOf(media),
    ...known('like_count', likes),
    ...known('comments_count', replies),
  }
}

/** A carousel has descriptions in its pictures alone. */
function altOf({ files }: Media): Record<string, unknown> {
  const [only, ...more] = files
  if (more.length === 0) return only?.alt ? { alt_text: only.alt } : {}
  const data = files.map(({ kind, alt }, at) => ({
    ...{ id: `1789${at}`, media_type: kind === 'image' ? 'IMAGE' : 'VIDEO' },
    ...(alt !== '' && { alt_text: alt }),
  }))
  return { children: { data } }
}

const commentOf = (state: InstagramState, { id, userId, text, at }: Comment) => {
  const username = state.users.get(userId)?.username
  return { id, text, timestamp: told(at), username, from: { id: userId, username } }
}

/** `2026-11-30T08:00:00+0000` */
const told = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+0000')

function pick(all: Record<string, unknown>, { query }: Request): Record<string, unknown> {
  const names = (query.get('fields') ?? '').replace(/\{[^{}]*\}/g, '')
  const fields = new Set(names.split(',').filter(Boolean))
  return Object.fromEntries(Object.entries(all).filter(([name]) => name === 'id' || fields.has(name)))
}

function paged<T extends { nth: number }>(
  all: readonly T[],
  { query, path }: Request,
  show: (one: T) => unknown,
): unknown {
  const limit = Math.min(Number(query.get('limit') ?? 25), 100)
  const after = query.get('after')
  const from = after === null ? 0 : all.findIndex((one) => cursorOf(one) === after) + 1
  const page = all.slice(from, from + limit)
  const [first, last] = [page[0], page.at(-1)]
  return {
    data: page.map(show),
    ...(first &&
      last && {
        paging: {
          cursors: { before: cursorOf(first), after: cursorOf(last) },
          ...(from + limit < all.length && {
            next: `https://graph.instagram.com${path}?after=${cursorOf(last)}`,
          }),
        },
      }),
  }
}

const cursorOf = ({ nth }: { nth: number }): string => Buffer.from(`at ${nth}`).toString('base64url')

const metrics = {
  FEED: {
    views: 'views',
    reach: 'reach',
    saved: 'saves',
    reposts: 'reposts',
    likes: 'likes',
    shares: 'clicks',
  },
  REELS: { views: 'views', reach: 'reach', saved: 'saves', reposts: 'reposts', likes: 'likes' },
  STORY: { views: 'views', reach: 'reach', replies: 'replies' },
} as const

function insightsOf(state: InstagramState, media: Media, { query }: Request): Reply {
  const asked = (query.get('metric') ?? '').split(',')
  const own: Readonly<Record<string, keyof Media['numbers']>> = metrics[media.product]
  const strange = asked.find((name) => !own[name] || state.unknownMetrics.has(name))
  if (strange !== undefined) return wrong(100, undefined, `The metric ${strange} is not supported here.`)
  const data = asked.flatMap((name) => {
    const value = media.numbers[own[name] as keyof Media['numbers']]
    if (value === null || value === undefined) return []
    return [
      {
        name,
        period: 'lifetime',
        values: [{ value }],
        title: name,
        id: `${media.id}/insights/${name}/lifetime`,
      },
    ]
  })
  return ok({ data })
}
