import { z } from 'zod'
import type { Content, Json, Media } from '../kit/content.ts'
import { Count, call, type Line, listOf, rejected } from './client.ts'
import { commentMax, manifest, shortSeconds, tagsMax } from './manifest.ts'
import { tagsIn, tagsLength } from './tags.ts'

export const privacies = ['public', 'unlisted', 'private'] as const
export type Privacy = (typeof privacies)[number]

/** A film as YouTube tells of it. What a change does not say is taken away, so what is not ours is kept and said again. */
export const Video = z.object({
  id: z.string().min(1),
  snippet: z
    .looseObject({
      title: z.string().default(''),
      description: z.string().default(''),
      publishedAt: z.coerce.date().optional(),
    })
    .optional(),
  status: z
    .looseObject({
      privacyStatus: z.string().optional(),
      uploadStatus: z.string().optional(),
      failureReason: z.string().optional(),
      rejectionReason: z.string().optional(),
      embeddable: z.boolean().optional(),
      publicStatsViewable: z.boolean().optional(),
    })
    .optional(),
  statistics: z.object({ viewCount: Count, likeCount: Count, commentCount: Count }).optional(),
})
export type Video = z.infer<typeof Video>

/** Those of some films that are still there. */
export async function videosBy(line: Line, ids: readonly string[], part: string): Promise<Video[]> {
  const { items } = await call(line, listOf(Video), {
    method: 'GET',
    at: '/youtube/v3/videos',
    query: { part, id: ids.join(',') },
  })
  return items
}

/** The one film of a content, with all of it that can be known to be wrong said before anything is uploaded. */
export function filmOf(content: Content): Media {
  const [part] = content.parts
  const film = part?.media.find(({ kind }) => kind === 'video')
  if (!film) throw rejected('film_missing', 'YouTube publishes films. Add one.')
  if (content.options.kind === 'short') checkShort(film)
  checkWords(content)
  return film
}

function checkShort({ durationMs, width, height }: Media): void {
  if (durationMs !== null && durationMs > shortSeconds * 1000)
    throw rejected('short_too_long', 'A Short lasts three minutes at most. Cut the film, or make it a video.')
  if (width > height)
    throw rejected('short_wide', 'A Short is vertical or square. Crop the film, or make it a video.')
}

function checkWords({ title, parts, options, firstReply }: Content): void {
  const [part] = parts
  if (/[<>]/.test(`${title}${part?.text ?? ''}`))
    throw rejected(
      'letters_refused',
      'YouTube takes no angle brackets (< and >) in titles and descriptions. Write it without them.',
    )
  if (options.madeForKids !== 'yes' && options.madeForKids !== 'no')
    throw rejected('kids_unsaid', 'Say whether the film is made for kids. YouTube asks everybody.')
  if (tagsLength(tagsIn(options.tags)) > tagsMax)
    throw rejected(
      'tags_refused',
      `The tags have more than ${tagsMax} characters, as YouTube counts them. Leave some out.`,
    )
  if (!firstReply) return
  if (firstReply.length > commentMax)
    throw rejected(
      'comment_too_long',
      `The first comment has more than ${commentMax} characters. Shorten it.`,
    )
  if (options.madeForKids === 'yes')
    throw rejected(
      'comments_off',
      'YouTube takes no comments under films that are made for kids. Leave the first comment out.',
    )
  if (privacyOf(options) === 'private')
    throw rejected(
      'comments_off',
      'YouTube takes no comments under private films. Leave the first comment out.',
    )
}

export const privacyOf = (options: Content['options']): Privacy =>
  privacies.find((one) => one === options.privacy) ?? 'public'

type Wish = { parts: string; body: { [key: string]: Json } }

/** All that a content says of its film, to be seen by whom `privacy` says; laid over what stands there. */
export function wishOf(content: Content, privacy: Privacy, there?: Video): Wish {
  const { options, languages, title, parts } = content
  const paid = content.paidPartnership !== undefined
  return {
    parts: ['snippet', 'status', 'paidProductPlacementDetails'].join(','),
    body: {
      snippet: {
        ...kept(there?.snippet, ['defaultAudioLanguage']),
        title,
        description: parts[0]?.text ?? '',
        tags: tagsIn(options.tags),
        categoryId: chosen(options, 'category'),
        ...(languages[0] && { defaultLanguage: languages[0] }),
      },
      status: {
        ...kept(there?.status, ['embeddable', 'publicStatsViewable']),
        privacyStatus: privacy,
        license: chosen(options, 'license'),
        selfDeclaredMadeForKids: options.madeForKids === 'yes',
        containsSyntheticMedia: content.machineMade === true,
      },
      paidProductPlacementDetails: { hasPaidProductPlacement: paid },
    },
  }
}

const kept = (there: Readonly<Record<string, unknown>> | undefined, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = there?.[name]
      return typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : []
    }),
  )

function chosen(options: Content['options'], name: string): string {
  const field = manifest.options.find((one) => one.name === name)
  const value = options[name]
  return typeof value === 'string' && value !== ''
    ? value
    : String(field && 'default' in field ? field.default : '')
}
