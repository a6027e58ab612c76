import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Find, SendCall, SentPart } from '../kit/network.ts'
import { lackIn, putBeside } from './beside.ts'
import { ask, type Line, lineOf } from './client.ts'
import { findPost } from './out.ts'
import { sameWords, sentComment } from './post.ts'
import { Prepared } from './prepared.ts'
import { pageOf } from './wall.ts'

export const find: Find = async (asked) => {
  const line = await lineOf(asked.tools, asked.account)
  const [done, written] = asked.done
  const there = done ?? (await findPost(line, asked))
  if (there === 'many')
    return unsure('Several posts of the page say the very same. Look there which is this one.')
  if (there === 'far')
    return unsure('The page has published more since than can be looked through. Look there.')
  if (!there) return { found: 'no' }
  // Whoever sent it may not have come to this, and to a film that is out nobody comes back. Only of our own film it is sure.
  const sure = !done && Prepared.safeParse(asked.prepared).data?.film
  const post = sure ? await putBeside(line, asked, there) : there
  const beside = lackIn(post)
  const { firstReply } = asked.content
  if (!firstReply) return { found: 'yes', parts: [post], ...beside }
  const comment = written ?? (await findComment(line, asked, post, firstReply).catch(unreadable))
  if (comment === 'unreadable')
    return unsure(
      'Facebook does not show Carillon the comments of the page. Look there whether the first comment is written.',
    )
  if (comment) return { found: 'yes', parts: [post, comment], ...beside }
  return done ? { found: 'no' } : { found: 'some', parts: [post] }
}

/** To read comments may be left out at the sign-in, and the page publishes without it. */
export function unreadable(failure: unknown): 'unreadable' {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden') return 'unreadable'
  throw failure
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const

const Comments = pageOf(
  z.object({
    id: z.string(),
    message: z.string().catch(''),
    from: z.object({ id: z.string() }).optional(),
  }),
)

export async function findComment(
  line: Line,
  { account, signal }: SendCall,
  post: SentPart,
  words: string,
): Promise<SentPart | null> {
  // Ours was written right after the post, so that it is among the first.
  const { data } = await ask(line, Comments, {
    method: 'GET',
    path: `${post.remoteId}/comments`,
    query: { fields: 'id,message,from', filter: 'toplevel', order: 'chronological', limit: 100 },
    signal,
  })
  const own = data.find(({ from, message }) => from?.id === account.remoteId && sameWords(message, words))
  return own ? sentComment(own.id) : null
}
