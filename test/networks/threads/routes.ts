import type { Reply, Request } from '../frame.ts'
import { fetchType, lettersOf, linksIn } from './rules.ts'
import type { Container, File, Poll, Post, ThreadsState, Token } from './state.ts'

type Asked = { request: Request; token: Token; value(name: string): string; id: string }
type Route = { method: string; path: RegExp; scope: string; answer(asked: Asked): Reply }

const ok = (body: unknown): Reply => ({ status: 200, body })

export const refused = (code: number, message: string, subcode?: number, status = 400): Reply => ({
  status,
  body: {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      is_transient: false,
      fbtrace_id: 'A-trace',
    },
  },
})

const odd = (what: string) => refused(100, `Invalid parameter: ${what}`)
const gone = () => refused(24, 'The requested resource does not exist', 4279009)
const day = 86_400_000

/** The interface of Threads, in the order in which addresses are looked up. */
export function createRoutes(state: ThreadsState) {
  const userOf = ({ userId }: Token) => state.users.get(userId)

  const routes: Route[] = [
    { method: 'GET', path: /^\/me$/, scope: 'threads_basic', answer: ({ token }) => ok(profileOf(token)) },
    { method: 'GET', path: /^\/profile_lookup$/, scope: 'threads_profile_discovery', answer: lookUp },
    { method: 'GET', path: /^\/debug_token$/, scope: 'threads_basic', answer: debug },
    { method: 'POST', path: /^\/me\/threads$/, scope: 'threads_content_publish', answer: make },
    { method: 'POST', path: /^\/me\/threads_publish$/, scope: 'threads_content_publish', answer: publish },
    {
      method: 'GET',
      path: /^\/me\/threads_publishing_limit$/,
      scope: 'threads_content_publish',
      answer: ({ token: { userId } }) => ok({ data: [quotaOf(userId)] }),
    },
    {
      method: 'GET',
      path: /^\/me\/threads$/,
      scope: 'threads_basic',
      answer: (asked) => list(asked, ownPosts(asked, false)),
    },
    {
      method: 'GET',
      path: /^\/me\/replies$/,
      scope: 'threads_read_replies',
      answer: (asked) => list(asked, ownPosts(asked, true)),
    },
    { method: 'GET', path: /^\/me\/threads_insights$/, scope: 'threads_manage_insights', answer: ofAccount },
    { method: 'GET', path: /^\/(\d+)\/insights$/, scope: 'threads_manage_insights', answer: ofPost },
    { method: 'GET', path: /^\/(\d+)\/replies$/, scope: 'threads_read_replies', answer: replies },
    { method: 'DELETE', path: /^\/(\d+)$/, scope: 'threads_delete', answer: remove },
    { method: 'GET', path: /^\/(\d+)$/, scope: 'threads_basic', answer: one },
  ]

  function tokenOf(value: string): Token | Reply {
    const token = state.tokens.get(value)
    if (!token) return refused(190, 'Invalid OAuth access token', undefined, 401)
    if (token.ended !== null) return refused(190, 'Error validating access token', token.ended, 401)
    if (token.endsAt <= state.at()) return refused(190, 'Session has expired', 463, 401)
    return token
  }

  function redeem(value: (name: string) => string): Reply {
    const code = state.codes.get(value('code'))
    state.codes.delete(value('code'))
    const { clientId, clientSecret } = state.app
    if (value('client_id') !== clientId || value('client_secret') !== clientSecret)
      return refused(101, 'Error validating application')
    const user = code && state.users.get(code.userId)
    if (!code || !user || code.redirectUri !== value('redirect_uri')) return refused(100, 'Invalid code')
    return ok({ access_token: state.addToken(user, false, code.scopes).value, user_id: user.id })
  }

  function renew(path: string, value: (name: string) => string): Reply {
    const token = tokenOf(value('access_token'))
    if ('status' in token) return token
    const user = userOf(token)
    const first = path === '/access_token'
    if (first && value('client_secret') !== state.app.clientSecret)
      return refused(101, 'Error validating client secret')
    const young = state.at().getTime() - token.madeAt.getTime() < day
    if (!user || (first ? token.long : !token.long || young))
      return refused(100, 'This token cannot be renewed')
    const next = state.addToken(user, true, token.scopes)
    if (!first) token.ended = 463
    return ok({ access_token: next.value, token_type: 'bearer', expires_in: 5_184_000 })
  }

  function debug({ value }: Asked): Reply {
    const token = state.tokens.get(value('input_token'))
    return ok({
      data: { is_valid: token !== undefined, scopes: token?.scopes ?? [], user_id: token?.userId },
    })
  }

  function profileOf(token: Token) {
    const user = userOf(token)
    return {
      id: user?.id,
      username: user?.username,
      name: `The ${user?.username}`,
      threads_profile_picture_url: 'https://scontent.example/ringer.jpg',
      threads_biography: user?.bio,
    }
  }

  function lookUp({ value }: Asked): Reply {
    const user = [...state.users.values()].find(({ username }) => username === value('username'))
    if (!user) return odd('username')
    const { username, bio, numbers } = user
    const name = `The ${username}`
    return ok({ username, name, biography: bio, follower_count: numbers.followers, is_verified: false })
  }

  const quotaOf = (userId: string) => ({
    quota_usage: state.used(userId, false),
    config: { quota_total: 250, quota_duration: 86_400 },
    reply_quota_usage: state.used(userId, true),
    reply_config: { quota_total: 1000, quota_duration: 86_400 },
  })

  /** Makes a container, or says what is wrong with it. */
  function make({ value, token: { userId } }: Asked): Reply {
    const type = value('media_type')
    const text = value('text')
    const item = value('is_carousel_item') === 'true'
    const poll = pollIn(value('poll_attachment'))
    if (lettersOf(text) > 500) return odd('text is too long')
    if (linksIn(text) > 5) return refused(100, 'THREADS_API__LINK_LIMIT_EXCEEDED')
    if (poll === 'odd' || (poll && type !== 'TEXT')) return odd('poll_attachment')
    if (type === 'TEXT' && text.trim() === '' && !poll && !value('quote_post_id')) return odd('text')
    if (value('link_attachment') && (type !== 'TEXT' || poll)) return odd('link_attachment')
    const topic = value('topic_tag')
    if (/[.&]/.test(topic) || [...topic].length > 50) return odd('topic_tag')
    if (value('alt_text').length > 1000) return odd('alt_text')
    for (const name of ['reply_to_id', 'quote_post_id'])
      if (value(name) && !state.postOf(value(name))) return odd(name)
    const files = filesIn(type, value, userId)
    if ('status' in files) return files
    const now = state.at()
    const works = type === 'TEXT' ? 0 : state.workMs[type as keyof typeof state.workMs]
    const container: Container = {
      ...{ id: state.nextId(), userId, type, text, item, poll, files: files.files, madeAt: now },
      readyAt: new Date(now.getTime() + works),
      ...{ error: type === 'TEXT' ? null : state.spoil, post: null },
      replyTo: value('reply_to_id') || null,
      quote: value('quote_post_id') || null,
      told: toldIn(value),
    }
    if (type !== 'TEXT') state.spoil = null
    state.containers.set(container.id, container)
    return ok({ id: container.id })
  }

  function filesIn(type: string, value: (name: string) => string, userId: string): { files: File[] } | Reply {
    if (type === 'TEXT') return { files: [] }
    if (type === 'CAROUSEL') return childrenIn(value('children').split(','), userId)
    if (type !== 'IMAGE' && type !== 'VIDEO') return odd('media_type')
    const mime = fetchType(value(type === 'IMAGE' ? 'image_url' : 'video_url'))
    if (mime === null) return refused(1, 'The media could not be fetched from this URI', 2207052)
    if (!mime.startsWith(type.toLowerCase()))
      return refused(36001, 'The media format is not supported', type === 'IMAGE' ? 2207005 : 2207026)
    return { files: [{ alt: value('alt_text'), mime }] }
  }

  function childrenIn(ids: readonly string[], userId: string): { files: File[] } | Reply {
    if (ids.length < 2 || ids.length > 20) return refused(100, 'Carousel validation failed', 2207028)
    const children = ids.map((id) => state.containers.get(id))
    if (children.some((child) => !child?.item || child.userId !== userId)) return odd('children')
    if (children.some((child) => child && state.statusOf(child) !== 'FINISHED'))
      return refused(9007, 'The media is not ready', 2207027)
    return { files: children.flatMap((child) => child?.files ?? []) }
  }

  function publish({ value, token: { userId } }: Asked): Reply {
    const container = state.containers.get(value('creation_id'))
    if (state.notYet > 0) {
      state.notYet--
      return gone()
    }
    if (!container || container.userId !== userId || state.statusOf(container) !== 'FINISHED') return gone()
    const reply = container.replyTo !== null
    if (state.used(userId, reply) >= (reply ? 1000 : 250))
      return refused(9, 'The user reached the maximum number of posts', 2207042)
    const { id, item, madeAt, readyAt, error, post: _, ...words } = container
    container.post = state.publish(words).id
    return ok({ id: container.post })
  }

  const shown = (post: Post) => ({
    id: post.id,
    media_product_type: 'THREADS',
    media_type: post.repost ? 'REPOST_FACADE' : mediaType(post),
    permalink: `https://www.threads.com/@${state.users.get(post.userId)?.username}/post/C${post.id}`,
    username: state.users.get(post.userId)?.username,
    text: post.text,
    timestamp: post.at.toISOString().replace(/\.\d+Z$/, '+0000'),
    is_quote_post: post.quote !== null,
    ...(post.files.length > 1 && { children: { data: post.files.map(shownFile) } }),
    ...(post.files.length === 1 && { alt_text: post.files[0]?.alt }),
    ...(post.poll && { poll_attachment: post.poll }),
    ...(post.replyTo && { replied_to: { id: post.replyTo } }),
  })

  function ownPosts({ token: { userId }, value }: Asked, isReply: boolean): Post[] {
    const since = Number(value('since') || 0) * 1000
    const until = state.at().getTime() - state.lagMs
    return state.posts.filter(
      (post) =>
        post.userId === userId &&
        (post.replyTo !== null) === isReply &&
        post.at.getTime() >= since &&
        (state.lagMs === 0 || post.at.getTime() <= until),
    )
  }

  /** Newest first, unless told otherwise; a page ends with a cursor even when it is the last. */
  function list({ value }: Asked, posts: readonly Post[], dressed = shown): Reply {
    const ordered = value('reverse') === 'false' ? posts : posts.toReversed()
    const after = value('after')
    const from = after ? ordered.findIndex(({ id }) => id === after) + 1 : 0
    const page = ordered.slice(from, from + Math.min(Number(value('limit') || 25), 100))
    const last = page.at(-1)
    return ok({
      data: page.map(dressed),
      ...(last && { paging: { cursors: { before: page[0]?.id, after: last.id } } }),
    })
  }

  function replies(asked: Asked): Reply {
    if (!state.postOf(asked.id)) return refused(100, 'Object does not exist', 33)
    const beneath = state.posts.filter(({ replyTo }) => replyTo === asked.id)
    return list(asked, beneath, (post) => ({
      ...shown(post),
      is_reply: true,
      is_reply_owned_by_me: post.userId === asked.token.userId,
    }))
  }

  function one({ id, value }: Asked): Reply {
    const container = state.containers.get(id)
    if (container && value('fields').includes('status'))
      return ok({
        id,
        status: state.statusOf(container),
        ...(state.statusOf(container) === 'ERROR' && { error_message: container.error }),
      })
    const post = state.postOf(id)
    return post ? ok(shown(post)) : refused(100, 'Object does not exist', 33)
  }

  function remove({ id, token }: Asked): Reply {
    const from = state.at().getTime() - day
    if (state.removed.filter((at) => at.getTime() > from).length >= 100)
      return refused(613, 'Calls to this api have exceeded the rate limit')
    if (state.postOf(id)?.userId !== token.userId) return refused(100, 'Object does not exist', 33)
    state.remove(id)
    return ok({ success: true, deleted_id: id })
  }

  function ofPost({ id, value }: Asked): Reply {
    const post = state.postOf(id)
    if (!post) return refused(100, 'Object does not exist', 33)
    const data = value('metric')
      .split(',')
      .flatMap((name) => {
        const number = post.numbers[name as keyof typeof post.numbers] ?? (name in post.numbers ? null : 0)
        const told = {
          name,
          period: 'lifetime',
          title: name,
          description: name,
          id: `${id}/insights/${name}`,
        }
        return number === null ? [] : [{ ...told, values: [{ value: number }] }]
      })
    return ok({ data })
  }

  function ofAccount({ token }: Asked): Reply {
    const { followers } = userOf(token)?.numbers ?? {}
    const told = {
      name: 'followers_count',
      period: 'day',
      title: 'followers_count',
      description: '',
      id: 'f',
    }
    return ok({ data: typeof followers === 'number' ? [{ ...told, total_value: { value: followers } }] : [] })
  }

  return function say(request: Request): Reply {
    const path = request.path.replace(/^\/v1\.0/, '')
    const value = (name: string) => String(request.fields[name] ?? request.query.get(name) ?? '')
    if (path === '/oauth/access_token') return redeem(value)
    if (path === '/access_token' || path === '/refresh_access_token') return renew(path, value)
    const token = tokenOf(value('access_token'))
    if ('status' in token) return token
    const found = routes.find((one) => one.method === request.method && one.path.test(path))
    if (!found) return refused(2500, 'Unknown path components')
    if (!token.scopes.includes(found.scope))
      return refused(10, 'Application does not have permission for this action', undefined, 403)
    const id = found.path.exec(path)?.[1] ?? ''
    return found.answer({ request, token, value, id })
  }
}

const shownFile = ({ alt, mime }: File, at: number) => ({
  id: `1784${at}`,
  media_type: mime.startsWith('image') ? 'IMAGE' : 'VIDEO',
  alt_text: alt,
})

const mediaType = ({ type, files }: Post): string =>
  type === 'TEXT' ? 'TEXT_POST' : files.length > 1 ? 'CAROUSEL_ALBUM' : type

const names = ['topic_tag', 'reply_control', 'link_attachment', 'is_spoiler_media']
const toldIn = (value: (name: string) => string): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (value(name) ? [[name, value(name)]] : [])))

function pollIn(told: string): Poll | null | 'odd' {
  if (told === '') return null
  const poll: unknown = JSON.parse(told)
  const options = Object.entries(poll as Poll)
  const fits = options.every(
    ([name, text], at) => name === `option_${'abcd'[at]}` && text.length > 0 && lettersOf(text) <= 25,
  )
  return fits && options.length >= 2 && options.length <= 4 ? (poll as Poll) : 'odd'
}
