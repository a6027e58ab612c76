import { withScheme } from '../kit/address.ts'
import type { Content, Media, Poll } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'

/** One post of ours before it is made: a part of the thread, or the first reply behind it. */
export type Piece = {
  text: string
  media: readonly Media[]
  poll: Poll | null
  /** Address or number of the post that is shown inside this one. */
  quote: string | null
  /** What else Threads is told of it. */
  more: Readonly<Record<string, string>>
}

/** Put away after a day, and listed nowhere with the others as far as is known. */
export const isGhost = ({ more }: Pick<Piece, 'more'>): boolean => more.is_ghost_post === 'true'

/** The posts that a content becomes, in order. */
export function piecesOf(content: Content): Piece[] {
  const { options } = content
  if (options.kind === 'ghost') return [ghostOf(content)]
  const pieces = content.parts.map(({ text, media, poll, link, quote }, at): Piece => {
    const card = link?.url ?? (at === 0 ? withScheme(textIn(options.link)) : '')
    const bare = media.length === 0 && !poll
    const long = textIn(options.longText)
    return {
      text,
      media,
      poll,
      quote,
      more: {
        ...(at === 0 && settingsIn(options)),
        ...(bare && card !== '' && { link_attachment: card }),
        ...(bare && at === 0 && long !== '' && { text_attachment: JSON.stringify({ plaintext: long }) }),
        ...(media.length > 0 && options.spoiler === true && { is_spoiler_media: 'true' }),
      },
    }
  })
  if (content.firstReply)
    pieces.push({ text: content.firstReply, media: [], poll: null, quote: null, more: {} })
  return pieces
}

function ghostOf({ parts, firstReply }: Content): Piece {
  const [first, ...others] = parts
  const plain = first && first.media.length === 0 && !first.poll && !first.quote
  if (!plain || others.length > 0 || firstReply)
    throw new NetworkFailure(
      'rejected',
      'A ghost post is words alone: no pictures, no poll, no quoted post and no reply. Take them out, or publish it as a post.',
      { code: 'ghost_bare' },
    )
  return { text: first.text, media: [], poll: null, quote: null, more: { is_ghost_post: 'true' } }
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function settingsIn(options: Content['options']): Record<string, string> {
  const topic = textIn(options.topicTag).replace(/^#/, '')
  const reply = textIn(options.replyControl)
  const place = textIn(options.locationId)
  if (/[.&]/.test(topic) || [...topic].length > 50)
    throw new NetworkFailure(
      'rejected',
      'The topic may have at most 50 letters and hold no full stop and no &. Change it under the settings of Threads.',
      { code: 'topic_odd' },
    )
  return {
    ...(topic !== '' && { topic_tag: topic }),
    ...(reply !== '' && reply !== 'everyone' && { reply_control: reply }),
    ...(place !== '' && { location_id: place }),
  }
}

const letters = ['a', 'b', 'c', 'd'] as const

/** A poll as Threads takes it; its readers choose one answer, and it ends when Threads says. */
export const pollIn = ({ options }: Poll): Record<string, string> =>
  Object.fromEntries(
    letters.flatMap((letter, at) => (options[at] ? [[`option_${letter}`, options[at]]] : [])),
  )

/** The answers of a poll as Threads shows it, in order. */
export const answersIn = (poll: Readonly<Record<string, unknown>>): string[] =>
  letters.flatMap((letter) => {
    const answer = poll[`option_${letter}`]
    return typeof answer === 'string' ? [answer] : []
  })
