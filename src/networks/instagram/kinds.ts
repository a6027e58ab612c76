import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { namesIn } from '../kit/mentions.ts'

export type Kind = 'post' | 'reel' | 'story'

export const kindOf = ({ options }: Pick<Content, 'options'>): Kind =>
  options.kind === 'reel' || options.kind === 'story' ? options.kind : 'post'

/** Whether nobody may comment; a story has no comments. */
export const closesComments = ({ content }: { content: Pick<Content, 'options'> }): boolean =>
  content.options.comments === false && kindOf(content) !== 'story'

/** What readers will see, as the graph names it afterwards. */
export function shownAs({ parts }: Content): 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM' {
  const media = parts[0]?.media ?? []
  if (media.length > 1) return 'CAROUSEL_ALBUM'
  return media[0]?.kind === 'video' ? 'VIDEO' : 'IMAGE'
}

/** Of the names in a field those that Instagram gives to anybody. */
export const handlesIn = (typed: unknown): string[] =>
  namesIn(typed).filter((name) => /^[\w.]{1,30}$/.test(name))

/** The film's moment for its cover, in milliseconds; null where nobody said one. */
export function coverAt(typed: unknown, film: Pick<Media, 'durationMs'>): number | null {
  if (typeof typed !== 'string' || typed.trim() === '') return null
  const seconds = Number(typed.trim().replace(',', '.'))
  const end = film.durationMs ?? Number.POSITIVE_INFINITY
  if (Number.isFinite(seconds) && seconds >= 0 && seconds * 1000 < end) return Math.round(seconds * 1000)
  throw new NetworkFailure(
    'rejected',
    'The second of the cover is no number, or lies behind the end of the film. Correct it in the settings of the post.',
    { code: 'cover_at' },
  )
}
