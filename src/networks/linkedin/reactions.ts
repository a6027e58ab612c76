import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { absent, type Caller, call, isPage, notAllowed, pageOf } from './client.ts'
import { Comments, commentsAt } from './comments.ts'
import { sentComment } from './post.ts'
import { encoded } from './restli.ts'

const Likes = pageOf(
  z.object({
    id: z.string(),
    created: z.object({ actor: z.string(), time: z.number().optional().catch(undefined) }),
  }),
)
const perPage = 100

/**
 * Who reacted and who commented directly, of posts of pages. LinkedIn tells people by numbers, without names, and who reposted to
 * nobody; of persons' posts it tells nothing.
 */
export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (!isPage(account) || way === 'repost') return { reactions: [], cursor: null, partial: true }
  const caller: Caller = { tools, account }
  const start = Number(cursor ?? 0)
  const read = way === 'like' ? likes : comments
  const page = await read(caller, remoteId, start).catch(notAllowed).catch(absent)
  if (!page) return { reactions: [], cursor: null, partial: false }
  return {
    reactions: page.reactions.filter((one) => one.account !== account.remoteId),
    cursor: page.read === perPage ? String(start + perPage) : null,
    partial: false,
  }
}

type Page = { reactions: Reaction[]; read: number }

async function likes(caller: Caller, post: string, start: number): Promise<Page> {
  const { elements } = await call(caller, Likes, {
    method: 'GET',
    path: `/rest/reactions/(entity:${encoded(post)})`,
    query: { q: 'entity', sort: { raw: '(value:REVERSE_CHRONOLOGICAL)' }, start, count: perPage },
    does: 'FINDER',
  })
  const told = elements.map(({ created: { actor, time } }) => reactionOf(actor, { time }))
  return { reactions: told, read: elements.length }
}

async function comments(caller: Caller, post: string, start: number): Promise<Page> {
  const { elements } = await call(caller, Comments, commentsAt(post, start, perPage))
  const told = elements
    .filter(({ parentComment }) => !parentComment)
    .map(({ id, actor, commentUrn, message, created }) =>
      reactionOf(actor, {
        time: created?.time,
        words: message.text,
        url: sentComment(post, id, commentUrn ?? null).url,
      }),
    )
  return { reactions: told, read: elements.length }
}

type More = { time?: number | undefined; words?: string; url?: string | null }

const reactionOf = (actor: string, { time, words = '', url = null }: More): Reaction => ({
  account: clean(actor),
  handle: clean(actor),
  name: '',
  url: url ?? '',
  createdAt: null,
  hasPicture: null,
  posts: null,
  at: time === undefined ? null : new Date(time),
  words: clean(words),
})
