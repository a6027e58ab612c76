import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Written with or without its `#`; kept without. */
export const Hashtag = z
  .string()
  .trim()
  .transform((tag) => tag.replace(/^[#＃]+/, '').normalize('NFC'))
  .pipe(
    z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\p{L}\p{M}\p{N}_]+$/u, {
        error: 'A hashtag holds letters, digits and underscores, and no spaces.',
      })
      .regex(/[\p{L}\p{M}]/u, { error: 'A hashtag needs a letter: networks do not link mere numbers.' }),
  )

export const hasTwins = (tags: readonly string[]): boolean =>
  new Set(tags.map((tag) => tag.toLowerCase())).size < tags.length

const fields = {
  name: z.string().trim().min(1).max(120),
  tags: z
    .array(Hashtag)
    .min(1)
    .max(30)
    .refine((tags) => !hasTwins(tags), { error: 'A hashtag stands here twice.' }),
}

export const HashtagSetBody = z.object(fields)
export type HashtagSetBody = z.infer<typeof HashtagSetBody>

/** `version`: the one it was read with. */
export const HashtagSetChange = z.object({ ...fields, version: z.int().min(1) })
export type HashtagSetChange = z.infer<typeof HashtagSetChange>

export const HashtagSet = z.object({
  id: Id,
  name: z.string(),
  tags: z.array(z.string()),
  version: z.int(),
  updatedAt: z.iso.datetime(),
})
export type HashtagSet = z.infer<typeof HashtagSet>
export const HashtagSetId = z.object({ id: Id })

/** How one hashtag did in what was published. */
export const HashtagUse = z.object({
  /** As it was written last. */
  tag: z.string(),
  /** In how many publications it stands. */
  uses: z.int(),
  lastAt: z.iso.datetime(),
  /** Publications of them whose numbers are known, and what is an engagement in these, on average. */
  measured: z.int(),
  engagements: z.number().nullable(),
})
export type HashtagUse = z.infer<typeof HashtagUse>

/** How far back is looked, in days, and at how many publications at most: the newest. */
export const lookedDays = 365
export const lookedMost = 3000

export const HashtagList = z.object({
  sets: z.array(HashtagSet),
  /** Those that were used most, the likeliest first. */
  used: z.array(HashtagUse),
  /** Publications that were looked through. */
  looked: z.int(),
})
export type HashtagList = z.infer<typeof HashtagList>
