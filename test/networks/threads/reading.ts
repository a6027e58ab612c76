import type { Reply } from '../frame.ts'
import { type Asked, missing, odd, ok } from './say.ts'
import type { File, Post, ThreadsState, Token } from './state.ts'

/** What Threads tells of posts, accounts and limits. */
export function createReading(state: ThreadsState) {
  const userOf = ({ userId }: Token) => state.users.get(userId)

  function me({ token }: Asked): Reply {
    const user = userOf(token)
    return ok({
      id: user?.id,
      username: user?.username,
      name: `The ${user?.username}`,
      threads_profile_picture_url: 'https://scontent.example/ringer.jpg',
      threads_biography: user?.bio,
    })
  }

  function lookUp({ value }: Asked): Reply {
    const user = [...state.users.values()].find(({ username }) => username === value('username'))
    if (!user) return odd('username')
    const { username, bio, numbers } = user
    const name = `The ${username}`
    return ok({ username, name, biography: bio, follower_count: numbers.followers, is_verified: false })
  }

  function places({ value }: Asked): Reply {
    const found = state.places.filter(({ name, city, country }) =>
      `${name}, ${city}, ${country}`.toLowerCase().includes(value('q').toLowerCase()),
    )
    return ok({ data: found })
  }

  const quotaOf = (userId: string) => ({
    quota_usage: state.used(userId, false),
    config: { quota_total: 250, quota_duration: 86_400 },
    reply_quota_usage: state.used(userId, true),
    reply_config: { quota_total: 1000, quota_duration: 86_400 },
  })

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
        (state.listsGhosts || post.told.is_ghost_post !== 'true') &&
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
    if (!state.postOf(asked.id)) return missing()
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
    return post ? ok(shown(post)) : missing()
  }

  function ofPost({ id, value }: Asked): Reply {
    const post = state.postOf(id)
    if (!post) return missing()
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

  return {
    ...{ me, lookUp, places, one, replies, ofPost, ofAccount },
    quota: ({ token: { userId } }: Asked) => ok({ data: [quotaOf(userId)] }),
    ownPosts: (asked: Asked) => list(asked, ownPosts(asked, false)),
    ownReplies: (asked: Asked) => list(asked, ownPosts(asked, true)),
  }
}

const shownFile = ({ alt, mime }: File, at: number) => ({
  id: `1784${at}`,
  media_type: mime.startsWith('image') ? 'IMAGE' : 'VIDEO',
  alt_text: alt,
})

const mediaType = ({ type, files }: Post): string =>
  type === 'TEXT' ? 'TEXT_POST' : files.length > 1 ? 'CAROUSEL_ALBUM' : type
