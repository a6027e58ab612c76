import { z } from 'zod'
import type { Content, Json, Media } from '../kit/content.ts'
import type { Shelved } from '../kit/network.ts'

const Medium = z.object({
  url: z.string(),
  name: z.string(),
  kind: z.enum(['image', 'video']),
  mime: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  seconds: z.number().nullable(),
  alt: z.string(),
})
export type Medium = z.infer<typeof Medium>

const Kept = z.object({
  title: z.string(),
  text: z.string(),
  link: z.object({ url: z.string(), title: z.string(), description: z.string() }).nullable(),
  media: z.array(Medium),
  language: z.string().nullable(),
})
type Kept = z.infer<typeof Kept>

/** One entry as readers get it. */
export type Entry = Kept & { id: string; publishedAt: Date; changedAt: Date }

/** What the shelf keeps of a post. */
export function asKept({ title, parts, languages }: Content, media: readonly Medium[]): Json {
  const [part] = parts
  const { url, title: linkTitle, description } = part?.link ?? { url: '', title: '', description: '' }
  const kept: Kept = {
    title,
    text: part?.text ?? '',
    link: isWeb(url) ? { url, title: linkTitle, description } : null,
    media: [...media],
    language: languages[0] ?? null,
  }
  return kept as Json
}

/** An entry is a page too: what a browser would run instead of open is no link. */
const isWeb = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? '')

export const asMedium = (media: Media, name: string, url: string): Medium => ({
  url,
  name,
  kind: media.kind,
  mime: media.mime,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  seconds: media.durationMs === null ? null : Math.round(media.durationMs / 1000),
  alt: media.alt,
})

export const asEntry = ({ key, value, at, changedAt }: Shelved): Entry => ({
  ...Kept.parse(value),
  id: key,
  publishedAt: at,
  changedAt,
})

export const MediaList = z.array(Medium)
