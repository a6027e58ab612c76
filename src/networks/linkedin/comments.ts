import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { SendCall, SentPart } from '../kit/network.ts'
import { ask, type Caller, call, pageOf, rejected, shaped } from './client.ts'
import { sameWords, sentComment } from './post.ts'
import { encoded } from './restli.ts'

export const Comments = pageOf(
  z.object({
    id: z.string(),
    actor: z.string(),
    commentUrn: z.string().optional().catch(undefined),
    message: z.object({ text: z.string().catch('') }).catch({ text: '' }),
    created: z.object({ time: z.number() }).optional().catch(undefined),
    parentComment: z.string().optional().catch(undefined),
  }),
)

export const commentsAt = (post: string, start: number, count: number) =>
  ({
    method: 'GET',
    path: `/rest/socialActions/${encoded(post)}/comments`,
    query: { start, count },
  }) as const

const Written = z.object({
  id: z.string().optional(),
  commentUrn: z.string().optional(),
})

/** A post is not there for comments in the moment that it is made. */
const againMs = 15_000
const stillNewMs = 10 * 60_000

/** The first comment, by whoever published the post. */
export async function writeComment(asked: SendCall, post: SentPart, text: string): Promise<SentPart> {
  const answered = await ask(asked, {
    method: 'POST',
    path: `/rest/socialActions/${encoded(post.remoteId)}/comments`,
    json: { actor: asked.account.remoteId, object: post.remoteId, message: { text } },
    changes: true,
    signal: asked.signal,
  }).catch((failure: unknown) => notYet(asked, failure))
  const { id, commentUrn = null } = shaped(Written, { ...answered, body: answered.body ?? {} }, true)
  const number = id ?? answered.headers.get('x-restli-id')
  if (number) return sentComment(post.remoteId, number, commentUrn)
  throw new NetworkFailure('unknown', 'LinkedIn took the first comment and did not name it.', {
    code: 'odd_answer',
  })
}

function notYet({ tools, firstAttemptAt }: SendCall, failure: unknown): never {
  if (!(failure instanceof NetworkFailure)) throw failure
  const now = tools.now().getTime()
  if (failure.code === 'message_gone' && now - firstAttemptAt.getTime() < stillNewMs)
    throw new NetworkFailure(
      'later',
      'The post is out, and LinkedIn does not take comments on it yet. The first comment follows by itself.',
      { code: 'post_too_new', alone: true, retryAt: new Date(now + againMs) },
    )
  // The post is out: one comment that may not be written is no reason to hold everything else.
  if (failure.code === 'forbidden')
    throw rejected(
      'comment_not_allowed',
      'The post is out, but LinkedIn does not let this app write the first comment: that needs the Community Management API. Write it at LinkedIn.',
    )
  throw failure
}

/** The first comment, where it is written already. Throws `forbidden` where comments may not be read. */
export async function findComment(caller: Caller, post: SentPart, words: string): Promise<SentPart | null> {
  const perPage = 100
  // Ours was written right after the post, but which end they begin at is not promised.
  for (let n = 0; n < 5; n++) {
    const { elements } = await call(caller, Comments, commentsAt(post.remoteId, n * perPage, perPage))
    const own = elements.find(
      ({ actor, message, parentComment }) =>
        actor === caller.account.remoteId && !parentComment && sameWords(message.text, words),
    )
    if (own) return sentComment(post.remoteId, own.id, own.commentUrn ?? null)
    if (elements.length < perPage) return null
  }
  return null
}
