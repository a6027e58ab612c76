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

/** Who is tagged stands on the first media of a post. */
export const isTagged = (pieces: readonly Piece[], at: number): boolean =>
  pieces.findIndex(({ media }) => media.length > 0) === at

const audiences: readonly string[] = (
  manifest.options.find(({ name }) => name === 'replies') as { choices: readonly { value: string }[] }
).choices.map(({ value }) => value)

/** What a post says, as the interface takes it for new and for changed ones. `tagged`: accounts that its media show. */
export function bodyOf(
  piece: Piece,
  content: Content,
  mediaIds: readonly string[],
  tagged: readonly string[] = [],
) {
  const { text, poll } = piece
  return {
    ...((text !== '' || mediaIds.length === 0) && { text }),
    ...(mediaIds.length > 0 && {
      media: { media_ids: [...mediaIds], ...(tagged.length > 0 && { tagged_user_ids: [...tagged] }) },
    }),
    ...(poll && { poll: { options: poll.options, duration_minutes: poll.minutes } }),
    ...(content.paidPartnership && { paid_partnership: true }),
    ...(content.machineMade && { made_with_ai: true }),
  }
}

/** The community that a post is for; null: for everybody. */
export function communityOf({ options }: Pick<Content, 'options'>): string | null {
  const typed = typeof options.community === 'string' ? options.community.trim() : ''
  return /^\d{1,19}$/.test(typed) ? typed : null
}

/** Who sees it and who may reply is said at the head of a thread; without it, everybody. */
export function headOf(content: Content) {
  const { options } = content
  const chosen = audiences.find((value) => value === options.replies)
  const community = communityOf(content)
  return {
    ...(chosen !== undefined && chosen !== 'everyone' && { reply_settings: chosen }),
    ...(community !== null && {
      community_id: community,
      share_with_followers: options.shareWithFollowers === true,
    }),
  }
}
