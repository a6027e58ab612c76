import type { Content, Media, Poll } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { manifest } from './manifest.ts'

/** One post of ours, before it is sent: a part of the thread, or the first reply behind it. */
export type Piece = { text: string; media: readonly Media[]; poll: Poll | null }

/** The posts that a content becomes, in order. Throws `rejected` for one that X's description rules out. */
export function piecesOf({ parts, firstReply }: Content): Piece[] {
  const pieces: Piece[] = parts.map(({ text, media, poll }) => ({ text, media, poll }))
  if (firstReply) pieces.push({ text: firstReply, media: [], poll: null })
  if (pieces.some(impossible))
    throw new NetworkFailure(
      'rejected',
      'X takes up to four pictures, or one GIF, or one film, or a poll in one post. Take the others out.',
      { code: 'media_too_many' },
    )
  return pieces
}

const { images } = manifest.media

const impossible = ({ media, poll }: Piece): boolean =>
  media.length > (media.some(standsAlone) ? 1 : images.max) || (media.length > 0 && poll !== null)

const standsAlone = ({ kind, mime }: Media): boolean =>
  kind === 'video' || images.alone.some((type) => type === mime)

const audiences = manifest.options.flatMap(({ choices }) => choices.map(({ value }) => value as string))

/** What a post says, as the interface takes it for new and for changed ones. */
export function bodyOf(piece: Piece, content: Content, mediaIds: readonly string[]) {
  const { text, poll } = piece
  return {
    ...((text !== '' || mediaIds.length === 0) && { text }),
    ...(mediaIds.length > 0 && { media: { media_ids: [...mediaIds] } }),
    ...(poll && { poll: { options: poll.options, duration_minutes: poll.minutes } }),
    ...(content.paidPartnership && { paid_partnership: true }),
    ...(content.machineMade && { made_with_ai: true }),
  }
}

/** Who may reply is said at the head of a thread; without it, everybody may. */
export function audienceOf({ options }: Content): { reply_settings?: string } {
  const chosen = audiences.find((value) => value === options.replies)
  return chosen === undefined || chosen === 'everyone' ? {} : { reply_settings: chosen }
}
