import { z } from 'zod'

/** Pinterest writes instants of UTC without saying so. */
const Instant = z.string().transform((text, context) => {
  const at = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  if (!Number.isNaN(at.getTime())) return at
  context.addIssue('no instant')
  return z.NEVER
})

const words = z
  .string()
  .nullish()
  .transform((text) => text ?? '')

/** Totals since the pin was made and of its last 90 days, by small names. */
const Counts = z.record(z.string(), z.number()).nullish().catch(null)
const PinMetrics = z.looseObject({ lifetime_metrics: Counts, all_time: Counts }).nullish().catch(null)

export const Pin = z.object({
  id: z.string(),
  created_at: Instant,
  title: words,
  description: words,
  link: words,
  alt_text: words,
  board_id: z.string().nullish(),
  board_section_id: z.string().nullish(),
  parent_pin_id: z.string().nullish(),
  media: z
    .object({
      media_type: z.string().nullish().catch(null),
      items: z.array(z.unknown()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  pin_metrics: PinMetrics,
})
export type Pin = z.infer<typeof Pin>

export const Board = z.object({
  id: z.string(),
  name: z.string(),
  created_at: Instant.nullish().catch(null),
  board_pins_modified_at: Instant.nullish().catch(null),
})
export type Board = z.infer<typeof Board>

export const Section = z.object({ id: z.string(), name: z.string() })

const count = z.number().nullish().catch(null)

export const User = z.object({
  id: z.string().nullish(),
  username: z.string(),
  business_name: z.string().nullish(),
  profile_image: z.string().nullish(),
  about: words,
  website_url: words,
  follower_count: count,
  following_count: count,
  pin_count: count,
})
export type User = z.infer<typeof User>

export const Website = z.object({ website: z.string(), status: words, verified_at: words })
