import { clean } from '../../platform/clean.ts'
import type { History, NativePost } from '../kit/network.ts'
import { call, isPage, notAllowed } from './client.ts'
import { plainOf } from './little.ts'
import { urlOf } from './post.ts'
import { leadsOn, type Post, Posts, postsAt, questionIn } from './wall.ts'

const perPage = 50

/** All that the page has published, by whatever program. Of persons LinkedIn shows nothing. */
export const history: History = async (tools, account, cursor) => {
  if (!isPage(account)) return { posts: [], cursor: null }
  const start = Number(cursor ?? 0)
  const page = await call({ tools, account }, Posts, postsAt(account.remoteId, start, perPage)).catch(
    notAllowed,
  )
  const { elements } = page
  return {
    posts: elements.filter(({ lifecycleState }) => lifecycleState === 'PUBLISHED').map(nativeOf),
    // What brings nothing has no end.
    cursor: leadsOn(page, perPage) && elements.length > 0 ? String(start + perPage) : null,
  }
}

function nativeOf(post: Post): NativePost {
  const words = clean(plainOf(post.commentary))
  return {
    remoteId: post.id,
    url: urlOf(post.id),
    text: words || clean(questionIn(post) ?? ''),
    publishedAt: post.publishedAt ?? post.createdAt,
    // With words of its own it is a post that shows another.
    kind: post.reshareContext && words === '' ? 'repost' : 'post',
    measured: [],
  }
}
