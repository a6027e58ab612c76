import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SendCall, SentPart } from '../kit/network.ts'
import { ask, type Line, lineOf, shaped } from './client.ts'
import { Status } from './entities.ts'
import { sentPartOf } from './look.ts'
import { readyIds, uploadEach } from './media.ts'
import { bodyOf, hidingTotals, type Piece, piecesOf } from './pieces.ts'

const Extra = z.object({
  media: z.array(z.object({ digest: z.string(), id: z.string() })),
  quote: z.string().nullable().optional(),
})

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const line = lineOf(tools, account)
  const pieces = piecesOf(content)
  if (pieces.length !== parts.length)
    throw new NetworkFailure(
      'rejected',
      'Mastodon can change the parts of a thread, but not add or take away any. Keep their number, or publish anew.',
      { code: 'thread_length' },
    )
  for (const [n, { quote }] of pieces.entries()) expectQuoteAsIs(parts[n], quote)
  const edited: SentPart[] = []
  for (const [n, piece] of pieces.entries()) {
    const part = parts[n]
    if (!part) break
    const mediaIds = await mediaFor(line, part, piece.media, signal)
    const answer = await ask(line, {
      method: 'PUT',
      path: `/api/v1/statuses/${part.remoteId}`,
      json: {
        // What an edit leaves out is taken away, so everything is said.
        spoiler_text: '',
        ...bodyOf(piece, content, mediaIds),
        ...(mediaIds.length > 0 && {
          media_attributes: piece.media.map(({ alt }, at) => ({ id: mediaIds[at], description: alt })),
        }),
        ...(await pollLeft(line, part, piece, { content, signal })),
      },
      changes: true,
      signal,
    })
    edited.push(sentPartOf(shaped(Status, answer, line, true), piece))
  }
  return edited
}

/** An edit has no field for it: the server would take the words, and leave the quote as it was without a word. */
function expectQuoteAsIs(part: SentPart | undefined, quote: string | null): void {
  const known = Extra.safeParse(part?.extra).data?.quote
  if (known === undefined || known === quote) return
  throw new NetworkFailure(
    'rejected',
    'Mastodon can change the words of a post, but not which post it quotes. Keep the quote as it is, or publish anew.',
    { code: 'quote_stays' },
  )
}

/** The ids of the media that stay, and of new ones after their upload. */
async function mediaFor(
  line: Line,
  part: SentPart,
  media: readonly Media[],
  signal: AbortSignal,
): Promise<string[]> {
  const known = Extra.safeParse(part.extra)
  const ids: string[] = []
  for (const one of media) {
    const old = known.success ? known.data.media.find(({ digest }) => digest === one.digest) : undefined
    ids.push(...(old ? [old.id] : await readyIds(line, await uploadEach(line, [one], signal), signal)))
  }
  return ids
}

/** A poll keeps its votes only if it is said again as it was; it keeps its end if the time that is left is said. */
async function pollLeft(
  line: Line,
  part: SentPart,
  { poll }: Piece,
  { content, signal }: Pick<SendCall, 'content' | 'signal'>,
) {
  if (!poll) return {}
  const answer = await ask(line, { method: 'GET', path: `/api/v1/statuses/${part.remoteId}`, signal })
  const ends = shaped(Status, answer, line).poll?.expires_at
  const left = ends ? Math.round((ends.getTime() - line.tools.now().getTime()) / 1000) : poll.minutes * 60
  const { options, multiple } = poll
  return { poll: { options, multiple, expires_in: Math.max(left, 300), ...hidingTotals(content) } }
}

export const remove: Remove = async (tools, account, parts) => {
  const line = lineOf(tools, account)
  for (const { remoteId } of parts.toReversed())
    await ask(line, { method: 'DELETE', path: `/api/v1/statuses/${remoteId}`, reports: false }).catch(
      (failure: unknown) => {
        const gone = failure instanceof NetworkFailure && (failure.status === 404 || failure.status === 410)
        if (!gone) throw failure
      },
    )
}
