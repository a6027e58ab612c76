import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { ask, type Line, lineOf, shaped } from './client.ts'
import { Status } from './entities.ts'
import { findPiece, recentPosts, sentPartOf } from './look.ts'
import { allUnused, stillThere, uploadAll, uploadEach } from './media.ts'
import { bodyOf, type Piece, piecesOf, visibilityOf } from './pieces.ts'

/** A server keeps a key for an hour. The rest is room for clocks that differ. */
const keyHolds = 55 * 60_000
/** Where keys are not kept, everything but the very first try looks before it sends. */
const firstTry = 1_000

export const publish: Publish = {
  async prepare({ tools, account, content, signal }) {
    return await uploadAll(lineOf(tools, account), piecesOf(content), signal)
  },

  async send(call) {
    const line = lineOf(call.tools, call.account)
    const pieces = piecesOf(call.content)
    const uploaded = stillThere(call.prepared, call.tools.now())
    const recent = keyStillHolds(call) ? null : await recentPosts(line, call)
    const parts = [...call.done]
    for (const [n, piece] of pieces.entries()) {
      if (n < parts.length) continue
      const known = recent && (await findPiece(line, recent, piece, parts))
      const part = known ?? (await sendPiece(line, call, piece, parts, uploaded?.ids[n]))
      await call.save(part)
      parts.push(part)
    }
    return { state: 'published', parts }
  },
}

function keyStillHolds({ tools, account, firstAttemptAt }: SendCall): boolean {
  const age = tools.now().getTime() - firstAttemptAt.getTime()
  return age < (account.settings.keepsKeys === true ? keyHolds : firstTry)
}

async function sendPiece(
  line: Line,
  call: SendCall,
  piece: Piece,
  parts: readonly SentPart[],
  uploaded: string[] | undefined,
): Promise<SentPart> {
  const ids = uploaded ?? (await uploadEach(line, piece.media, call.signal))
  try {
    return await post(line, call, piece, parts, ids)
  } catch (failure) {
    if (!mayLackMedia(failure, ids) || (await allUnused(line, ids, call.signal))) throw failure
    // The media are used or forgotten. If an earlier try used them, the post is there; if not, they go up anew.
    const recent = await recentPosts(line, call)
    const known = await findPiece(line, recent, piece, parts)
    if (known) return known
    return await post(line, call, piece, parts, await uploadEach(line, piece.media, call.signal))
  }
}

// Of media that it does not know, Mastodon says 422 and others say 404 or 500.
function mayLackMedia(failure: unknown, ids: readonly string[]): boolean {
  const statuses: (number | undefined)[] = [404, 422, 500]
  return ids.length > 0 && failure instanceof NetworkFailure && statuses.includes(failure.status)
}

async function post(
  line: Line,
  call: SendCall,
  piece: Piece,
  parts: readonly SentPart[],
  mediaIds: readonly string[],
): Promise<SentPart> {
  const parent = parts.at(-1)
  const answer = await ask(line, {
    method: 'POST',
    path: '/api/v1/statuses',
    json: {
      ...bodyOf(piece, call.content, mediaIds),
      visibility: visibilityOf(call.content),
      ...(parent && { in_reply_to_id: parent.remoteId }),
    },
    headers: { 'idempotency-key': `${call.key}-${parts.length}` },
    changes: true,
    signal: call.signal,
  })
  return sentPartOf(shaped(Status, answer, line, true), piece)
}
