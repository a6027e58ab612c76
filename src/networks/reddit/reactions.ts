import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reactions } from '../kit/network.ts'
import { ask, site } from './client.ts'
import { profileUrlOf } from './connect.ts'
import type { Comment } from './entities.ts'
import { Thread } from './find.ts'

/** Behind this, more comments are folded away than were told. */
const Folded = z.tuple([
  z.unknown(),
  z.object({ data: z.object({ children: z.array(z.object({ kind: z.string() })) }) }),
])

/** Reddit tells who commented; votes are secret. Comments directly beneath the post, the newest 500. */
export const reactions: Reactions = async (tools, account, remoteId, way) => {
  if (way !== 'comment') return { reactions: [], cursor: null, partial: true }
  const id = remoteId.replace(/^t3_/, '')
  const query = { limit: 500, depth: 1, sort: 'new' }
  const path = `/comments/${encodeURIComponent(id)}`
  const told = await ask({ tools, account }, z.unknown(), { method: 'GET', path, query }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.code === 'message_gone') return null
      throw failure
    },
  )
  if (told === null) return { reactions: [], cursor: null, partial: false }
  const comments = Thread.safeParse(told).data?.[1].data.children ?? []
  const folded = Folded.safeParse(told).data?.[1].data.children.some(({ kind }) => kind === 'more') ?? true
  return {
    reactions: comments.filter((one) => isOthers(one, account.remoteId)).map(reactionOf),
    cursor: null,
    partial: folded,
  }
}

/** Whose account is gone has no name any more. */
const isOthers = ({ author, author_fullname: id }: Comment, own: string): boolean =>
  id !== own && Boolean(id) && author !== '' && !author.startsWith('[')

const reactionOf = ({ author, author_fullname, body, created_utc, permalink }: Comment) => ({
  account: author_fullname ?? '',
  handle: `u/${author}`,
  name: author,
  url: permalink ? site + permalink : profileUrlOf(author),
  createdAt: null,
  hasPicture: null,
  posts: null,
  at: created_utc,
  words: body,
})
