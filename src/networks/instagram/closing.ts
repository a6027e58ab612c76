import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Lack, SendCall, SentPart } from '../kit/network.ts'
import { ask, type Line } from './client.ts'
import { closesComments } from './kinds.ts'

const mostTries = 2

/**
 * Closes the comments of what is out, where nobody may comment; whether they are closed already makes no difference. What Instagram
 * does not do of it is told, and fails neither what is out nor the sign-in: sent again for its sake, it would be published twice.
 */
export async function closeComments(
  line: Line,
  call: Pick<SendCall, 'content' | 'signal' | 'tools'>,
  post: SentPart,
): Promise<{ lacks?: Lack }> {
  if (!closesComments(call)) return {}
  const { signal, tools } = call
  const asked = { method: 'POST', path: post.remoteId, json: { comment_enabled: false }, signal } as const
  for (let tries = 1; ; tries++) {
    try {
      await ask(line, z.unknown(), asked)
      return {}
    } catch (failure) {
      if (!(failure instanceof NetworkFailure)) throw failure
      if (failure.kind === 'later' && tries < mostTries) continue
      tools.log.warn({ code: failure.code, post: post.remoteId }, 'Instagram did not close the comments')
      return { lacks: stillOpen }
    }
  }
}

const stillOpen: Lack = {
  code: 'comments_open',
  words:
    'It is out, and Instagram did not switch its comments off. Open it in Instagram and switch them off there.',
}
