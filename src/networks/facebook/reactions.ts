import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { absent, ask, lineOf } from './client.ts'
import { pageOf } from './wall.ts'

const Person = z.object({ id: z.string(), name: z.string().catch(''), link: z.string().optional() })
type Person = z.infer<typeof Person>

const Likes = pageOf(Person)
const Comments = pageOf(
  z.object({
    id: z.string(),
    message: z.string().catch(''),
    created_time: z.coerce.date(),
    permalink_url: z.string().optional(),
    /** Left out of people who do not let pages see who they are. */
    from: Person.optional(),
  }),
)
const perPage = 100

/** Who reacted and who commented directly. Who shared, Facebook tells nobody. */
export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  if (way === 'repost') return { reactions: [], cursor: null, partial: true }
  const line = await lineOf(tools, account)
  const query = { limit: perPage, ...(cursor !== null && { after: cursor }) }
  const read = way === 'like' ? likes : comments
  const page = await read().catch(notAllowed).catch(absent)
  if (!page) return { reactions: [], cursor: null, partial: false }
  const others = page.reactions.filter((one) => one.account !== account.remoteId)
  return { ...page, reactions: others, cursor: page.cursor === cursor ? null : page.cursor }

  async function likes() {
    const { data, paging } = await ask(line, Likes, {
      method: 'GET',
      path: `${remoteId}/reactions`,
      query: { ...query, fields: 'id,name,link' },
    })
    return { reactions: data.map((one) => reactionOf(one, {})), cursor: nextOf(paging), partial: false }
  }

  async function comments() {
    const { data, paging } = await ask(line, Comments, {
      method: 'GET',
      path: `${remoteId}/comments`,
      query: { ...query, fields: 'id,message,created_time,permalink_url,from', filter: 'toplevel' },
    })
    const told = data.flatMap(({ from, permalink_url: url, message, created_time: at }) =>
      from ? [reactionOf(from, { url, words: message, at })] : [],
    )
    return { reactions: told, cursor: nextOf(paging), partial: told.length < data.length }
  }
}

/** To read what others write may be left out at the sign-in, and the page publishes without it. */
function notAllowed(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    throw new NetworkFailure('rejected', failure.message, { code: failure.code })
  throw failure
}

type Paging = z.infer<typeof Likes>['paging']
const nextOf = (paging: Paging): string | null => (paging?.next ? (paging.cursors?.after ?? null) : null)

/** Ids are those that Facebook gives people towards this page; it shows pages no more of them. */
const reactionOf = (
  { id, name, link }: Person,
  { url, words = '', at = null }: { url?: string | undefined; words?: string; at?: Date | null },
): Reaction => ({
  account: id,
  handle: name,
  name,
  url: link ?? url ?? '',
  createdAt: null,
  hasPicture: null,
  posts: null,
  at,
  words,
})
