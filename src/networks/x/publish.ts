import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Lack, Publish, SendCall, SentPart } from '../kit/network.ts'
import { expectNotOut } from '../kit/repeat.ts'
import { ask, shaped } from './client.ts'
import { pageOf } from './entities.ts'
import { find, skew } from './find.ts'
import { bodyOf, headOf, isTagged, type Piece, piecesOf } from './pieces.ts'
import { taggedIn } from './tagged.ts'
import { stillKept, Taken, untilReady, upload } from './upload.ts'

/** How long X may work on media before the post's instant, and at it. Milliseconds of pauses. */
const patience = { before: 60_000, atSend: 5_000 }
/** When it is looked again, where that was too short. */
const againAfter = 30_000

/** When the media went up, those of each piece, and who is tagged on them. */
const Prepared = z.object({
  at: z.iso.datetime(),
  batches: z.array(z.array(Taken)),
  tagged: z.array(z.string()).optional(),
})
const Made = z.object({ data: z.object({ id: z.string() }) })

export const publish: Publish = {
  async prepare(call) {
    const at = call.tools.now().toISOString()
    const tagged = await taggedIn(call)
    const batches: Taken[][] = []
    for (const { media } of piecesOf(call.content)) {
      const batch: Taken[] = []
      for (const one of media) batch.push(await upload(call, one))
      batches.push(batch)
    }
    for (const batch of batches)
      for (const [n, taken] of batch.entries()) batch[n] = await untilReady(call, taken, patience.before)
    return { at, batches, ...(tagged.length > 0 && { tagged }) }
  },

  async send(call) {
    const pieces = piecesOf(call.content)
    const parts = [...call.done]
    let coverless = false
    const prepared = Prepared.safeParse(call.prepared)
    const kept = prepared.success && stillKept(prepared.data.at, call.tools.now()) ? prepared.data : null
    for (const [n, piece] of pieces.entries()) {
      if (n < parts.length) continue
      const tagged = isTagged(pieces, n) ? (kept?.tagged ?? (await taggedIn(call))) : []
      const { part, ready } = await sendPiece(call, { ...piece, tagged }, parts, kept?.batches[n])
      await call.save(part)
      parts.push(part)
      coverless ||= ready.some((one) => one.coverless)
    }
    return { state: 'published', parts, ...(coverless && { lacks: noCover }) }
  },
}

async function sendPiece(
  call: SendCall,
  piece: Piece & { tagged: readonly string[] },
  parts: readonly SentPart[],
  kept: readonly Taken[] | undefined,
): Promise<{ part: SentPart; ready: Taken[] }> {
  const media = kept ?? (await Promise.all(piece.media.map((one) => upload(call, one))))
  const ready = await Promise.all(media.map((one) => untilReady(call, one, patience.atSend)))
  if (ready.some(({ waiting }) => waiting)) throw stillWorking(call)
  if (parts.length === call.done.length) await expectNotOut(call, find, { skewMs: skew })
  const parent = parts.at(-1)
  const answer = await ask(call.tools, call.account, {
    method: 'POST',
    path: '/2/tweets',
    json: {
      ...bodyOf(
        piece,
        call.content,
        ready.map(({ id }) => id),
        piece.tagged,
      ),
      ...(parent ? { reply: { in_reply_to_tweet_id: parent.remoteId } } : headOf(call.content)),
    },
    changes: true,
    reports: true,
    signal: call.signal,
  })
  return { part: sentPartOf(call.account.handle, shaped(Made, answer, true).data.id, ready), ready }
}

const noCover: Lack = {
  code: 'cover_left',
  words:
    'It is out, and X did not take the picture that stands for the film. X shows one of the film itself.',
}

/** Which of our media became which of X's is kept for edits. */
export const sentPartOf = (
  handle: string,
  id: string,
  media: readonly Pick<Taken, 'id' | 'digest'>[],
): SentPart => ({
  remoteId: id,
  url: pageOf(handle, id),
  ...(media.length > 0 && { extra: { media: media.map(({ id, digest }) => ({ id, digest })) } }),
})

const stillWorking = ({ tools }: SendCall) =>
  new NetworkFailure(
    'later',
    'X is still working on the films of this post. It goes out when they are ready.',
    {
      code: 'media_processing',
      alone: true,
      retryAt: new Date(tools.now().getTime() + againAfter),
    },
  )
