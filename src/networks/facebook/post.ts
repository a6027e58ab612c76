import { z } from 'zod'
import type { Content, Json, Part } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'

export type Kind = 'post' | 'reel' | 'story'

export const kindOf = ({ options }: Pick<Content, 'options'>): Kind =>
  options.kind === 'reel' || options.kind === 'story' ? options.kind : 'post'

/** The address whose card a post shows: Facebook makes it, and only where there are no pictures. */
export function linkOf({ text, media, link }: Part, { options }: Pick<Content, 'options'>): string | null {
  if (media.length > 0 || options.linkPreview === false) return null
  const written = /https?:\/\/[^\s<>"]{1,2000}/i.exec(text)?.[0]
  const address = link?.url ?? (written && bare(written))
  return address && URL.canParse(address) ? address : null
}

/** What ends a sentence or closes what was opened before an address is none of it. */
function bare(address: string): string {
  const open = address.includes('(')
  let end = address.length
  while (/[.,;:!?\]}'’”»]/.test(address[end - 1] ?? '') || (address[end - 1] === ')' && !open)) end--
  return address.slice(0, end)
}

/** The page that has the place where it was. */
export const placeOf = ({ options: { place } }: Pick<Content, 'options'>): { place?: string } =>
  typeof place === 'string' && place.trim() !== '' ? { place: place.trim() } : {}

/** What a later edit, removal or look needs to know of a post. */
export const Extra = z.object({
  kind: z.enum(['post', 'reel', 'story']),
  video: z.string().nullable(),
  digests: z.array(z.string()),
  link: z.string().nullable(),
  /** What belongs to it and Facebook did not take. */
  left: z.array(z.string()).optional(),
})
export type Extra = z.infer<typeof Extra> & Json

export function sentPost(
  { remoteId, permalink }: { remoteId: string; permalink?: string | null | undefined },
  content: Pick<Content, 'options' | 'parts'>,
  video: string | null,
): SentPart {
  const [part] = content.parts
  const extra: Extra = {
    kind: kindOf(content),
    video,
    digests: part?.media.map(({ digest }) => digest) ?? [],
    link: part ? linkOf(part, content) : null,
  }
  return { remoteId, url: addressOf(permalink, remoteId), extra }
}

export const sentComment = (id: string): SentPart => ({ remoteId: id, url: addressOf(null, id) })

/** Films tell their address without the host; an id alone leads there too. */
export const addressOf = (permalink: string | null | undefined, id: string): string =>
  URL.parse(permalink || id, 'https://www.facebook.com/')?.href ?? `https://www.facebook.com/${id}`

/** Some edges name a post alone, and reading it needs the page before it. */
export const wholeId = (pageId: string, postId: string): string =>
  postId.includes('_') ? postId : `${pageId}_${postId}`

/** Facebook takes spaces at the ends away, and letters may come back put together otherwise. */
export const sameWords = (a: string, b: string): boolean => folded(a) === folded(b)
const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
