import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { ask, shaped } from './client.ts'
import { bodyOf, isTagged, piecesOf } from './pieces.ts'
import { sentPartOf } from './publish.ts'
import { taggedIn } from './tagged.ts'
import { type Taken, untilReady, upload } from './upload.ts'

const Extra = z.object({ media: z.array(z.object({ id: z.string(), digest: z.string() })) })
const Made = z.object({ data: z.object({ id: z.string() }) })

/** X makes a new post of an edit, with an id of its own, and takes one from accounts with Premium and for a short while only. */
export const edit: Edit = async (call) => {
  const { tools, account, content, parts, signal } = call
  const pieces = piecesOf(content)
  if (pieces.length !== parts.length)
    throw rejected(
      'thread_length',
      'X can change the posts of a thread, but not add or take away any. Keep their number, or publish anew.',
    )
  if (pieces.some(({ poll }) => poll))
    throw rejected('not_editable', 'A post with a poll cannot be changed at X. Publish it anew.')
  const tagged = await taggedIn(call)
  const edited: SentPart[] = []
  for (const [n, piece] of pieces.entries()) {
    const part = parts[n]
    if (!part) break
    const known = Extra.safeParse(part.extra).data?.media ?? []
    const media: Taken[] = []
    for (const one of piece.media) {
      const old = known.find(({ digest }) => digest === one.digest)
      const taken = old ? { ...old, waiting: false } : await upload(call, one)
      media.push(await untilReady(call, taken, 30_000))
    }
    const ids = media.map(({ id }) => id)
    const answer = await ask(tools, account, {
      method: 'POST',
      path: '/2/tweets',
      json: {
        ...bodyOf(piece, content, ids, isTagged(pieces, n) ? tagged : []),
        edit_options: { previous_post_id: part.remoteId },
      },
      changes: true,
      reports: true,
      signal,
    })
    edited.push(sentPartOf(account.handle, shaped(Made, answer, true).data.id, media))
  }
  return edited
}

export const remove: Remove = async (tools, account, parts) => {
  for (const { remoteId } of parts.toReversed())
    await ask(tools, account, { method: 'DELETE', path: `/2/tweets/${remoteId}` }).catch(
      (failure: unknown) => {
        const gone =
          failure instanceof NetworkFailure && (failure.status === 404 || failure.code === 'message_gone')
        if (!gone) throw failure
      },
    )
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
