import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const list = z.string().transform((text) => text.split(',').filter(Boolean))

/** The window is half open: `from` is in it, `to` is not. At most 400 days. */
export const CalendarQuery = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  channels: list.pipe(z.array(Id).max(200)).optional(),
  states: list.pipe(z.array(z.string()).max(20)).optional(),
  categories: list.pipe(z.array(z.string()).max(10)).optional(),
  campaign: Id.optional(),
  goal: Id.optional(),
  text: z.string().max(200).optional(),
})
export type CalendarQuery = z.infer<typeof CalendarQuery>

/** One delivery of an entry. */
export const CalendarDelivery = z.object({ id: Id, channelId: Id, state: z.string() })

/** One post at one instant. A post whose deliveries are due at different times stands several times. */
export const CalendarEntry = z.object({
  postId: Id,
  at: z.iso.datetime(),
  stage: z.enum(['draft', 'proposed', 'scheduled']),
  text: z.string().describe('The beginning of the idea'),
  media: z.int().describe('How many pictures and films the idea has'),
  category: z.enum(['engaging', 'brand', 'educational', 'promotional']).nullable(),
  campaignId: Id.nullable(),
  goalId: Id.nullable(),
  version: z.int(),
  channelIds: z
    .array(Id)
    .describe('Drafts and proposals: the channels chosen so far. Empty where deliveries say it'),
  deliveries: z.array(CalendarDelivery),
  alone: z.boolean().describe('False when the post is due at other times too, on other channels'),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

/** `more` is true when the window holds more entries than are answered at once (10,000). */
export const Calendar = z.object({ items: z.array(CalendarEntry), more: z.boolean() })
export type Calendar = z.infer<typeof Calendar>
