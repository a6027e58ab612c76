import type { Content, Media, Part, Poll } from '../kit/content.ts'
import { manifest } from './manifest.ts'

/** One status of ours, before it is sent: a part of the thread, or the first reply behind it. */
export type Piece = { text: string; spoiler: string; media: Media[]; poll: Poll | null; quote: string | null }

/** The statuses that a content becomes, in order. */
export function piecesOf(content: Content): Piece[] {
  const spoiler = typeof content.options.spoiler === 'string' ? content.options.spoiler.trim() : ''
  const pieces = content.parts.map((part) => pieceOf(part, spoiler))
  if (content.firstReply)
    pieces.push(pieceOf({ text: content.firstReply, media: [], poll: null, quote: null }, spoiler))
  return pieces
}

// The server itself makes a lone content warning the text; saying it so lets the look-up compare.
function pieceOf(
  { text, media, poll, quote }: Pick<Part, 'text' | 'media' | 'poll' | 'quote'>,
  spoiler: string,
): Piece {
  const bare = text.trim() === '' && spoiler !== ''
  return { text: bare ? spoiler : text, spoiler: bare ? '' : spoiler, media, poll, quote: quote || null }
}

/** What a status says, as the API takes it for both new and edited ones. */
export function bodyOf(piece: Piece, content: Content, mediaIds: readonly string[]) {
  const { text, spoiler, media, poll } = piece
  const [language] = content.languages
  return {
    ...((text !== '' || media.length === 0) && { status: text }),
    ...(mediaIds.length > 0 && { media_ids: mediaIds }),
    ...(spoiler !== '' && { spoiler_text: spoiler }),
    ...(content.options.sensitive === true && { sensitive: true }),
    ...(language && { language: languageOf(language) }),
    ...(poll && {
      poll: {
        options: poll.options,
        expires_in: poll.minutes * 60,
        multiple: poll.multiple,
        ...hidingTotals(content),
      },
    }),
    ...quotingOf(content),
  }
}

/** Nobody sees before its end how a poll stands. */
export const hidingTotals = ({ options }: Content) =>
  options.hideTotals === true ? { hide_totals: true } : {}

/** Who may quote it, where somebody said so; else the account's own setting holds. */
const quotingOf = ({ options: { quoting } }: Content) =>
  quoting === 'public' || quoting === 'followers' || quoting === 'nobody'
    ? { quote_approval_policy: quoting }
    : {}

const visibilities = manifest.options.flatMap((option) =>
  option.name === 'visibility' ? option.choices : [],
)

export const visibilityOf = ({ options }: Content): string =>
  visibilities.find(({ value }) => value === options.visibility)?.value ?? 'public'

/** Mastodon knows languages by ISO 639-1, and Chinese also by its region. */
function languageOf(tag: string): string {
  const locale = new Intl.Locale(tag)
  return locale.language === 'zh' && locale.region ? `zh-${locale.region}` : locale.language
}
