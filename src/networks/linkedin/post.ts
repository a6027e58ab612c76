import { z } from 'zod'
import type { Content, Json, Poll } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'
import { web } from './client.ts'
import { littleOf, type Named, plainOf } from './little.ts'
import type { Prepared } from './prepared.ts'

/** What a post shows beside its words: one thing at most. */
export type Shown = 'words' | 'images' | 'film' | 'document' | 'poll' | 'link'

export function shownBy({ parts, options }: Pick<Content, 'parts' | 'options'>): Shown {
  const [part] = parts
  if (!part) return 'words'
  if (part.media.some(({ kind }) => kind === 'video')) return 'film'
  if (part.media.length > 0) return options.kind === 'document' ? 'document' : 'images'
  if (part.poll) return 'poll'
  return part.link && URL.canParse(part.link.url) ? 'link' : 'words'
}

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** The words of a post. Those of a poll are its question, and others may stand above it. */
export const wordsOf = (content: Pick<Content, 'parts' | 'options'>): string =>
  shownBy(content) === 'poll' ? textIn(content.options.pollText) : (content.parts[0]?.text ?? '')

export function bodyOf(author: string, content: Content, files: Prepared): { [key: string]: Json } {
  const shown = contentOf(content, files)
  return {
    author,
    commentary: littleOf(wordsOf(content), files.named),
    visibility: content.options.visibility === 'CONNECTIONS' ? 'CONNECTIONS' : 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    ...(shown && { content: shown }),
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: content.options.noReshare === true,
  }
}

const altText = (alt: string): Record<string, string> => (alt.trim() === '' ? {} : { altText: alt })

function contentOf(content: Content, files: Prepared): Json {
  const [part] = content.parts
  if (!part) return null
  switch (shownBy(content)) {
    case 'images': {
      const images = files.images.map((id, at) => ({ id, ...altText(part.media[at]?.alt ?? '') }))
      const [only] = images
      return images.length === 1 && only ? { media: only } : { multiImage: { images } }
    }
    case 'film':
      return { media: { id: files.film ?? '' } }
    case 'document':
      return { media: { id: files.document ?? '', title: content.title } }
    case 'poll':
      return part.poll && { poll: pollOf(part.text, part.poll) }
    case 'link':
      return part.link && { article: articleOf(part.link, files.thumbnail) }
    default:
      return null
  }
}

/** How long a poll runs, and what LinkedIn calls that. */
const durations = [
  [1440, 'ONE_DAY'],
  [4320, 'THREE_DAYS'],
  [10_080, 'SEVEN_DAYS'],
  [20_160, 'FOURTEEN_DAYS'],
] as const

const pollOf = (question: string, { options, minutes }: Poll): Json => ({
  question,
  options: options.map((text) => ({ text })),
  settings: { duration: (durations.find(([most]) => minutes <= most) ?? durations[3])[1] },
})

const titleMax = 400
const descriptionMax = 4086

/** LinkedIn reads no pages: the card is what is said here. */
const articleOf = (
  { url, title, description }: { url: string; title: string; description: string },
  thumbnail: string | null,
): Json => ({
  source: url,
  title: cut(title.trim() || new URL(url).host, titleMax),
  ...(description.trim() !== '' && { description: cut(description.trim(), descriptionMax) }),
  ...(thumbnail !== null && { thumbnail }),
})

const cut = (text: string, most: number): string =>
  [...text].slice(0, most).join('').slice(0, most).toWellFormed()

/** What a later edit or removal needs to know of a part. */
export const Extra = z.object({
  is: z.literal('post'),
  shown: z.enum(['words', 'images', 'film', 'document', 'poll', 'link']),
  digests: z.array(z.string()),
  link: z.string().nullable(),
  question: z.string().nullable(),
})
export const CommentExtra = z.object({ is: z.literal('comment'), post: z.string(), id: z.string() })

export const extraOf = (content: Pick<Content, 'parts' | 'options'>): z.infer<typeof Extra> => {
  const [part] = content.parts
  const shown = shownBy(content)
  return {
    is: 'post',
    shown,
    digests: part?.media.map(({ digest }) => digest) ?? [],
    link: shown === 'link' ? (part?.link?.url ?? null) : null,
    question: shown === 'poll' ? (part?.text ?? null) : null,
  }
}

export const sentPost = (urn: string, content: Pick<Content, 'parts' | 'options'>): SentPart => ({
  remoteId: urn,
  url: urlOf(urn),
  extra: extraOf(content),
})

export const urlOf = (urn: string): string => `${web}/feed/update/${urn}`

export const sentComment = (post: string, id: string, urn: string | null): SentPart => {
  const remoteId = urn ?? `urn:li:comment:(${post},${id})`
  return {
    remoteId,
    url: `${urlOf(post)}?commentUrn=${encodeURIComponent(remoteId)}`,
    extra: { is: 'comment', post, id },
  }
}

/** LinkedIn takes spaces at the ends away, and letters may come back put together otherwise. */
export const sameWords = (a: string, b: string): boolean => folded(a) === folded(b)
const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** The words as they are shown when they are out. */
export const shownWords = (content: Pick<Content, 'parts' | 'options'>, named: readonly Named[]): string =>
  plainOf(littleOf(wordsOf(content), named))
