import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { ask, hostOf, type Line, lineOf, shaped } from './client.ts'
import { Status } from './entities.ts'
import { findPiece, recentPosts, sentPartOf } from './look.ts'
import { allUnused, type Batch, readyIds, stillThere, uploadAll, uploadEach } from './media.ts'
import { bodyOf, type Piece, piecesOf, visibilityOf } from './pieces.ts'
import { expectQuotes, quotedId, quoteRefused } from './quotes.ts'

/** A server keeps a key for an hour. The rest is room for clocks that differ. */
const keyHolds = 55 * 60_000
/** Where keys are not kept, everything but the very first try looks before it sends. */
const firstTry = 1_000
/** There, what is not listed this soon after the first try may still be on its way inside the server. */
const quiet = 15_000

export const publish: Publish = {
  async prepare({ tools, account, content, signal }) {
    const line = lineOf(tools, account)
    const pieces = piecesOf(content)
    for (const { quote } of pieces) if (quote !== null) quotedId(account, quote)
    await expectQuotes(line, pieces, signal)
    return await uploadAll(line, pieces, signal)
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
      if (recent && !known) expectQuiet(call)
      const part = known ?? (await sendPiece(line, call, piece, parts, uploaded?.batches[n]))
      await call.save(part)
      parts.push(part)
    }
    return { state: 'published', parts }
  },
}

const ageOf = ({ tools, firstAttemptAt }: SendCall) => tools.now().getTime() - firstAttemptAt.getTime()

const keyStillHolds = (call: SendCall) =>
  ageOf(call) < (call.account.settings.keepsKeys === true ? keyHolds : firstTry)

function expectQuiet(call: SendCall): void {
  if (ageOf(call) >= quiet) return
  throw new NetworkFailure(
    'later',
    `${hostOf(call.account.server)} keeps no keys, so Carillon waits a moment before it sends this again.`,
    { code: 'too_soon_to_tell' },
  )
}

async function sendPiece(
  line: Line,
  call: SendCall,
  piece: Piece,
  parts: readonly SentPart[],
  uploaded: Batch | undefined,
): Promise<SentPart> {
  const batch = uploaded ?? (await uploadEach(line, piece.media, call.signal))
  const ids = await readyIds(line, batch, call.signal)
  try {
    return await post(line, call, piece, parts, ids)
  } catch (failure) {
    if (!mayLackMedia(failure, ids) || (await allUnused(line, ids, call.signal))) throw failure
    // The media are used or forgotten. If an earlier try used them, the post is there; if not, they go up anew.
    const recent = await recentPosts(line, call)
    const known = await findPiece(line, recent, piece, parts)
    if (known) return known
    const anew = await uploadEach(line, piece.media, call.signal)
    return await post(line, call, piece, parts, await readyIds(line, anew, call.signal))
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
      ...(piece.quote !== null && { quoted_status_id: quotedId(call.account, piece.quote) }),
    },
    headers: { 'idempotency-key': `${call.key}-${parts.length}` },
    changes: true,
    signal: call.signal,
  }).catch((failure: unknown) => {
    if (piece.quote !== null) quoteRefused(failure, !parent && mediaIds.length === 0)
    throw failure
  })
  return sentPartOf(shaped(Status, answer, line, true), piece)
}
