import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { SentPart } from '../kit/network.ts'
import { manifest } from './manifest.ts'

export type Kind = 'spotlight' | 'saved' | 'story'
export const kinds = ['spotlight', 'saved', 'story'] as const satisfies readonly Kind[]

/** What is published, as it is sent and as it is looked for. */
export type Wish = { kind: Kind; text: string; media: Media; locale: string; onProfile: boolean }

const longest: Record<Kind, number> = {
  spotlight: manifest.text.max,
  saved: manifest.kinds.rules.saved.text.max,
  story: manifest.kinds.rules.story.text.max,
}
const { minSeconds, maxSeconds, least } = manifest.media.videos

export const kindOf = ({ options }: Pick<Content, 'options'>): Kind =>
  options.kind === 'saved' || options.kind === 'story' ? options.kind : 'spotlight'

/** What Snapchat would refuse is told before anything is uploaded. */
export function wishOf(content: Content): Wish {
  const kind = kindOf(content)
  const [part] = content.parts
  const [media, ...more] = part?.media ?? []
  const text = part?.text ?? ''
  if (!media || more.length > 0)
    refuse('media_not_taken', 'Snapchat publishes one picture or one film at a time. Leave exactly one.')
  if (kind === 'spotlight' && media.kind !== 'video')
    refuse('film_wanted', 'A Spotlight is a film. Publish the picture as a story or a saved story.')
  if (text.length > longest[kind])
    refuse(
      'text_too_long',
      kind === 'story'
        ? 'A story at Snapchat has no words. Take them out, or publish it as a saved story or Spotlight.'
        : `Snapchat takes ${longest[kind]} characters here. Shorten the text and try again.`,
    )
  if (kind === 'saved' && text.trim() === '')
    refuse('title_missing', 'A saved story at Snapchat needs a title. Write one.')
  if (media.kind === 'video') expectFilm(media)
  const locale = typeof content.options.locale === 'string' ? content.options.locale.trim() : ''
  if (locale !== '' && !/^[a-z]{2}[_-][A-Z]{2}$/.test(locale))
    refuse('bad_locale', 'Write language and country as in en_US or th_TH.')
  return {
    kind,
    text,
    media,
    locale: locale.replace('-', '_') || 'en_US',
    onProfile: content.options.onProfile !== false,
  }
}

function expectFilm({ durationMs, width, height }: Media): void {
  if (durationMs !== null && (durationMs < minSeconds * 1000 || durationMs > maxSeconds * 1000))
    refuse('film_length', 'Snapchat takes films of 5 to 60 seconds. Cut it, or take a longer one.')
  if (width < least.width || height < least.height)
    refuse('film_small', 'Snapchat takes films of at least 540 × 960 pixels. Take a larger one.')
}

/** Which kind a post was is not seen from Snapchat's own id, and every question about it needs that. */
export const sentPart = (kind: Kind, id: string, url: string | null): SentPart => ({
  remoteId: `${kind}:${id}`,
  url: url ?? (kind === 'spotlight' ? `https://www.snapchat.com/spotlight/${id}` : null),
})

/** Snapchat said that it is out, and never what it is called. */
export const nameless = 'media-'

export function splitId(remoteId: string): { kind: Kind; id: string } | null {
  const [, kind, id] = /^(spotlight|saved|story):(.+)$/s.exec(remoteId) ?? []
  return kind && id ? { kind: kind as Kind, id } : null
}

function refuse(code: string, words: string): never {
  throw new NetworkFailure('rejected', words, { code })
}
