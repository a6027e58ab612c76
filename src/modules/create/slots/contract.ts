import { z } from 'zod'
import { Id } from '../../../app/id.ts'

export const SlotTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written as hours and minutes, such as 09:30.')

/** A weekly time at which a channel may publish, in the channel's own zone. */
export const SlotBody = z.object({
  weekday: z.int().min(1).max(7).describe('1 Monday … 7 Sunday'),
  time: SlotTime,
  category: z.enum(['engaging', 'brand', 'educational', 'promotional']).nullable().default(null),
})
export type SlotBody = z.infer<typeof SlotBody>

export const Slot = z.object({ id: Id, channelId: Id, ...SlotBody.shape })
export type Slot = z.infer<typeof Slot>

export const SlotList = z.object({ items: z.array(Slot) })
export const SlotWeek = z.object({ items: z.array(SlotBody).max(200) })

export const FreeSlot = z.object({
  channelId: Id,
  at: z.iso.datetime(),
  civil: z.string().describe('The same as civil time in the zone of the channel'),
  zone: z.string(),
  category: SlotBody.shape.category,
})
export type FreeSlot = z.infer<typeof FreeSlot>

export const FreeSlotList = z.object({ items: z.array(FreeSlot) })
