import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { ask, Id, lineOf, pageOf } from './client.ts'
import { instantOf } from './media.ts'

const pageMost = 50

const Comment = z.object({
  id: Id,
  text: z.string().catch(''),
  timestamp: z.string().optional(),
  username: z.string().optional(),
  from: z.object({ id: Id.optional(), username: z.string().optional() }).optional(),
})
type Comment = z.infer<typeof Comment>

/** Who comments is told; who likes or reposts is not. Answers to comments are no comments on the post. */
export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (way !== 'comment') return { reactions: [], cursor: null, partial: true }
  const page = await ask(lineOf(tools, account), pageOf(Comment), {
    method: 'GET',
    path: `${encodeURIComponent(remoteId)}/comments`,
    query: { fields: 'id,text,timestamp,username,from', limit: pageMost, after: cursor ?? undefined },
  }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.code === 'message_gone')
      return { items: [], after: null }
    // The right to comments may be left out at the sign-in, and the account publishes without it.
    if (failure instanceof NetworkFailure && failure.code === 'forbidden')
      throw new NetworkFailure('rejected', failure.message, { code: failure.code })
    throw failure
  })
  const own = account.handle.replace(/^@/, '')
  const shown = page.items.map(reactionOf)
  return {
    reactions: shown.flatMap((one) => (one && one.name !== own ? [one] : [])),
    cursor: page.after === cursor ? null : page.after,
    // Comments that Instagram hides, or of who is unknown to the app, are left out.
    partial: shown.includes(null),
  }
}

function reactionOf({ from, username, text, timestamp }: Comment): Reaction | null {
  const name = from?.username ?? username
  if (!name) return null
  const at = instantOf(timestamp)
  return {
    account: from?.id ?? name.toLowerCase(),
    handle: `@${name}`,
    name,
    url: `https://www.instagram.com/${encodeURIComponent(name)}`,
    createdAt: null,
    hasPicture: null,
    posts: null,
    at: Number.isNaN(at.getTime()) ? null : at,
    words: text,
  }
}
