import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { History, Insights, NativePost } from '../kit/network.ts'
import { ask, type Line, lineOf, shaped } from './client.ts'
import { OwnAccount, Status } from './entities.ts'
import { textOf } from './html.ts'
import { postsBefore } from './look.ts'

export const insights: Insights = {
  postsAtOnce: 20,

  async posts(tools, account, remoteIds) {
    const line = lineOf(tools, account)
    const posts = (await postsByIds(line, remoteIds)) ?? (await postsOneByOne(line, remoteIds))
    return new Map(posts.map((post) => [post.id, measuredOf(post)]))
  },

  async account(tools, account) {
    const line = lineOf(tools, account)
    const answer = await ask(line, { method: 'GET', path: '/api/v1/accounts/verify_credentials' })
    const own = shaped(OwnAccount, answer, line)
    return told({ followers: own.followers_count, following: own.following_count, posts: own.statuses_count })
  },
}

export const history: History = async (tools, account, cursor) => {
  const line = lineOf(tools, account)
  const page = await postsBefore(line, account, cursor, { reblogs: true })
  const last = page.at(-1)
  return {
    posts: page.map(nativePostOf),
    // Filters shorten pages, so only an empty one is the end; a server that repeats itself would never give one.
    cursor: last && last.id !== cursor ? last.id : null,
  }
}

/** All at once, or null where the server cannot (before 4.3) or does not do what was asked. */
async function postsByIds(line: Line, ids: readonly string[]): Promise<Status[] | null> {
  const query = { 'id[]': ids }
  const answer = await ask(line, { method: 'GET', path: '/api/v1/statuses', query }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
      throw failure
    },
  )
  const posts = z.array(Status).safeParse(answer?.body)
  if (!posts.success) return null
  const asked = posts.data.filter(({ id }) => ids.includes(id))
  // An empty answer would make all posts look deleted: that is asked once more, one by one.
  return asked.length > 0 ? asked : null
}

async function postsOneByOne(line: Line, ids: readonly string[]): Promise<Status[]> {
  const posts: Status[] = []
  for (const id of ids) {
    const answer = await ask(line, { method: 'GET', path: `/api/v1/statuses/${id}` }).catch(
      (failure: unknown) => {
        if (failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 410))
          return null
        throw failure
      },
    )
    if (answer) posts.push(shaped(Status, answer, line))
  }
  return posts
}

const measuredOf = (post: Status): Measured[] =>
  told({
    likes: post.favourites_count,
    reposts: post.reblogs_count,
    replies: post.replies_count,
    quotes: post.quotes_count,
  })

export function told(counts: Partial<Record<Measured['metric'], number | null>>): Measured[] {
  const measured: Measured[] = []
  for (const [metric, value] of Object.entries(counts) as [Measured['metric'], number | null | undefined][])
    if (typeof value === 'number') measured.push({ metric, value })
  return measured
}

export function nativePostOf(post: Status): NativePost {
  const text = post.reblog ? { content: post.reblog.content, mentions: [] } : post
  return {
    remoteId: post.id,
    url: post.url ?? post.uri ?? null,
    text: textOf(text),
    publishedAt: post.created_at,
    kind: post.reblog ? 'repost' : post.in_reply_to_id ? 'reply' : 'post',
    measured: post.reblog ? [] : measuredOf(post),
  }
}
