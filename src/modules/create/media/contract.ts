import { z } from 'zod'
import { Id } from '../../../app/id.ts'

export const MediaKind = z.enum(['image', 'video'])

/** A picture or film of the library. Sizes in pixels as it is seen (turned upright), length in milliseconds. */
export const Media = z.object({
  id: Id,
  kind: MediaKind,
  mime: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().int().nullable(),
  /** More than one frame. */
  animated: z.boolean(),
  alt: z.string(),
  fileName: z.string(),
  /** How many posts show it, drafts included. */
  uses: z.number().int(),
  createdAt: z.iso.datetime(),
})
export type Media = z.infer<typeof Media>

export const MediaChange = z.object({ alt: z.string().trim().max(10_000) })
export type MediaChange = z.infer<typeof MediaChange>

export const MediaQuery = z.object({
  /** Words of the file name or the alt text. */
  text: z.string().trim().max(200).optional(),
  kind: MediaKind.optional(),
  /** Only those without an alt text. */
  unnamed: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type MediaQuery = z.infer<typeof MediaQuery>

export const MediaList = z.object({ items: z.array(Media), next: z.string().nullable() })
export type MediaList = z.infer<typeof MediaList>

export const MediaId = z.object({ id: Id })

/** Longest side in pixels of the small pictures that the screen asks for. */
export const thumbnailSides = [160, 480, 960] as const
export const ThumbnailQuery = z.object({
  side: z.coerce
    .number()
    .pipe(z.literal([...thumbnailSides]))
    .default(480),
})

/** What may be uploaded, by its content and not by its name. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const
export const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'] as const
