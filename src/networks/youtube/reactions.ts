import { NetworkFailure } from '../kit/failure.ts'
import type { Reactions } from '../kit/network.ts'
import { server } from './client.ts'
import { commentsOf, wordsOf } from './comments.ts'

/** Of those who like or share a film, YouTube tells nobody. */
const silent = { reactions: [], cursor: null, partial: true }

export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (way !== 'comment') return silent
  const page = await commentsOf({ tools, account }, remoteId, cursor).catch((failure: unknown) => {
    // Gone, or its comments are switched off.
    if (failure instanceof NetworkFailure && failure.kind === 'rejected')
      return { comments: [], cursor: null }
    throw failure
  })
  return {
    reactions: page.comments.flatMap((comment) => {
      const { snippet } = comment
      const id = snippet.authorChannelId?.value
      if (!id || id === account.remoteId) return []
      return [
        {
          account: id,
          handle: snippet.authorDisplayName,
          name: snippet.authorDisplayName,
          url: `${server}/channel/${id}`,
          createdAt: null,
          hasPicture: null,
          posts: null,
          at: snippet.publishedAt ?? null,
          words: wordsOf(comment),
        },
      ]
    }),
    cursor: page.cursor,
    partial: false,
  }
}
