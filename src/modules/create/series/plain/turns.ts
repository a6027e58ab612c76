import { z } from 'zod'
import { Id } from '../../../../app/id.ts'

/** A time of a series: one that was made, one that was left out, or one that is still to come. */
export const Turn = z.object({
  seriesId: Id,
  name: z.string(),
  civil: z.string(),
  zone: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['to_come', 'made', 'skipped', 'failed']),
  words: z.string().nullable(),
  postId: Id.nullable(),
  channelIds: z.array(Id),
})
export type Turn = z.infer<typeof Turn>
export const TurnList = z.object({ items: z.array(Turn) })
