import type { Content, Json, Media, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { held, type Pieces } from '../kit/form.ts'
import type { Account } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import { manifest } from './manifest.ts'

/** The words of a pin, as they are sent and as they are looked for. */
export type Words = { title: string; description: string; link: string; alt: string }

export function partOf({ parts }: Pick<Content, 'parts'>): Part {
  const [part] = parts
  if (!part) throw new Error('A content has a part')
  return part
}

export function wordsOf(content: Content): Words {
  const { text, media, link } = partOf(content)
  const led = typeof content.options.link === 'string' ? content.options.link.trim() : ''
  return {
    title: content.title.trim(),
    description: text,
    link: led || link?.url || addressesIn(text)[0] || '',
    alt: altOf(media),
  }
}

/** A pin has one description for who cannot see it: those of its pictures stand in it line by line. */
function altOf(media: readonly Media[]): string {
  if (media.length < 2) return media[0]?.alt.trim() ?? ''
  const lines = media.map(({ alt }) => alt.trim().replace(/\s*\n\s*/g, ' '))
  return lines.filter(Boolean).join('\n')
}

const { images, videos } = manifest.media

/** What Pinterest would refuse is told before anything is uploaded. */
export function expectFits(words: Words, media: readonly Media[], { limits }: Pick<Account, 'limits'>): void {
  const most = limits.text?.max ?? manifest.text.max
  if (words.description.length > most)
    refuse('text_too_long', `Pinterest takes a description of ${most} characters. Shorten it and try again.`)
  if (words.title.length > manifest.text.title.max)
    refuse('title_too_long', 'Pinterest takes a title of 100 characters. Shorten it and try again.')
  if (words.alt.length > images.alt.max)
    refuse(
      'alt_too_long',
      'The descriptions of all pictures of a pin have 500 characters together. Shorten them and try again.',
    )
  if (words.link.length > 2048)
    refuse('bad_link', 'The address that the pin leads to is longer than Pinterest takes. Use a shorter one.')
  const films = media.filter(({ kind }) => kind === 'video').length
  const fits =
    films === 0
      ? media.length > 0 && media.length <= images.max
      : films <= videos.max && media.length === films
  if (!fits)
    refuse(
      'media_not_taken',
      'A pin shows one to five pictures, or one film. Change what it shows and try again.',
    )
}

type Place = (file: Pieces) => string

/** Where the pictures are: within the request, so that Pinterest need not reach this Carillon. */
export function sourceOf(media: readonly Media[], film: Film | null, place: Place): Json {
  if (film) return filmSource(film, place)
  const [only, ...more] = media.map((one) => ({ content_type: one.mime, data: place(one) }))
  if (only && more.length > 0) return { source_type: 'multiple_image_base64', items: [only, ...more] }
  return { source_type: 'image_base64', ...only }
}

/** A film that is up, and the picture that stands for it. */
export type Film = { id: string; cover: Uint8Array | null }

export const filmOf = async (media: readonly Media[], id: string | null): Promise<Film | null> =>
  id === null ? null : { id, cover: (await media[0]?.poster?.read()) ?? null }

/** A film needs a cover: the one that somebody chose, or its first second. */
function filmSource({ id, cover }: Film, place: Place): Json {
  const source = { source_type: 'video_id', media_id: id }
  if (!cover) return { ...source, cover_image_key_frame_time: 1 }
  return { ...source, cover_image_content_type: 'image/jpeg', cover_image_data: place(held(cover)) }
}

function refuse(code: string, words: string): never {
  throw new NetworkFailure('rejected', words, { code })
}
