import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { whenBack } from '../../api/connection.ts'
import { ApiProblem } from '../../api/problem.ts'
import { type Keeper, type Kept, makeKeeper, type Snapshot } from './keeper.ts'
import { writeKept } from './shelf.ts'
import type { Writing } from './writing.ts'

type Start = { post: Post | null; clientId: string; start: Writing; kept: Kept | null }

/** The keeper of one post for as long as its composer is open. It saves when the tab is left and when the line is back. */
export function useKeeper(start: Start): { keeper: Keeper; snapshot: Snapshot } {
  const [keeper] = useState(() => keeperOf(start))
  const snapshot = useSyncExternalStore(keeper.follow, keeper.get)
  useEffect(() => {
    keeper.open()
    const save = () => void (keeper.mayGoAlone() && keeper.flush())
    const onHide = () => document.visibilityState === 'hidden' && save()
    const stop = whenBack(save)
    addEventListener('online', save)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      stop()
      removeEventListener('online', save)
      document.removeEventListener('visibilitychange', onHide)
      save()
      keeper.close()
    }
  }, [keeper])
  return { keeper, snapshot }
}

function keeperOf({ post, clientId, start, kept }: Start): Keeper {
  return makeKeeper({
    post,
    clientId,
    start,
    kept,
    create: (body) => api.post('/posts', { body, schema: PostAnswer }),
    change: (id, body) => api.patch(path`/posts/${id}`, { body, schema: PostAnswer }),
    keep: (copy, postId) => {
      // A new post's copy moves under its own id once it has one.
      if (postId) writeKept(`new-${clientId}`, clientId, null)
      writeKept(postId ?? `new-${clientId}`, clientId, copy)
    },
    auto: (now) => now?.stage !== 'scheduled',
    judge: judgeProblem,
  })
}

/** Another side's version comes with the refusal; a line that is cut is not a refusal. */
function judgeProblem(error: unknown): Post | 'offline' | 'failed' {
  if (!(error instanceof ApiProblem)) return 'failed'
  if (error.status === 0 || error.status === 502 || error.status === 503 || error.status === 504)
    return 'offline'
  const theirs = error.code === 'post.changed' ? PostAnswer.safeParse(error.facts.post) : undefined
  return theirs?.success ? theirs.data : 'failed'
}
