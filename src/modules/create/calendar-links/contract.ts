import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { CampaignColour } from '../campaigns/contract.ts'

/** As people outside are told: what is wrong with a delivery is the team's own affair. */
export const shownStages = ['draft', 'proposed', 'scheduled', 'published'] as const
export const ShownStage = z.enum(shownStages)
export type ShownStage = z.infer<typeof ShownStage>

const uniqueIds = z
  .array(Id)
  .max(200)
  .transform((all) => [...new Set(all)])
const stages = z
  .array(ShownStage)
  .min(1)
  .max(4)
  .transform((all) => shownStages.filter((stage) => all.includes(stage)))
const label = z.string().trim().min(1).max(80)

export const CalendarLinkBody = z.object({
  label: label.describe('For whom it is; they are not told'),
  channelIds: uniqueIds.default([]).describe('Empty: all channels, those to come too'),
  stages: stages.default(['scheduled', 'published']),
  campaigns: z.boolean().default(false).describe('Also when campaigns run'),
  feed: z.boolean().default(false).describe('Calendar programs may follow it too'),
  days: z.int().min(1).max(366).default(90),
})
export type CalendarLinkBody = z.infer<typeof CalendarLinkBody>

export const OwnFeedBody = z.object({
  label: label.describe('Where you use it, such as “Phone”'),
  channelIds: uniqueIds.default([]),
  stages: stages.default([...shownStages]),
})
export type OwnFeedBody = z.infer<typeof OwnFeedBody>

export const CalendarLink = z.object({
  id: Id,
  label: z.string(),
  channelIds: z.array(Id),
  stages: z.array(ShownStage),
  campaigns: z.boolean(),
  feed: z.boolean(),
  madeBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  opens: z.int(),
  openedAt: z.iso.datetime().nullable(),
  state: z.enum(['open', 'over', 'void', 'revoked']),
})
export type CalendarLink = z.infer<typeof CalendarLink>
export const CalendarLinkList = z.object({ items: z.array(CalendarLink) })
export const MadeCalendarLink = CalendarLink.extend({
  url: z.string().nullable().describe('The page; shown this once'),
  feedUrl: z.string().nullable().describe('For calendar programs; shown this once'),
})
export type MadeCalendarLink = z.infer<typeof MadeCalendarLink>
export const CalendarLinkId = z.object({ id: Id })

const token = z.string().min(20).max(100)

/** The window is half open: `from` is in it, `to` is not. */
export const SharedCalendarBody = z.object({
  token,
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
})
export type SharedCalendarBody = z.infer<typeof SharedCalendarBody>

export const SharedLogoBody = z.object({ token })

/** No ids of the house: what is shown is named by its place. */
export const SharedCalendar = z.object({
  brand: z.object({
    name: z.string(),
    colour: z.string().nullable(),
    logo: z.boolean(),
  }),
  timeZone: z.string(),
  weekStartsOn: z.int(),
  expiresAt: z.iso.datetime().nullable(),
  stages: z.array(ShownStage),
  feed: z.boolean(),
  channels: z.array(
    z.object({
      name: z.string(),
      handle: z.string(),
      network: z.object({
        id: z.string(),
        name: z.string(),
        colour: z.string(),
        mark: z.string().optional().describe('Its sign, as a path of SVG in 24 × 24'),
      }),
    }),
  ),
  campaigns: z.array(
    z.object({ name: z.string(), colour: CampaignColour, from: z.iso.date(), to: z.iso.date() }),
  ),
  items: z.array(
    z.object({
      key: z.string(),
      at: z.iso.datetime(),
      stage: ShownStage,
      held: z.boolean().describe('It has a time, and goes out only with a yes that is still missing'),
      text: z.string(),
      media: z.int(),
      channels: z.array(z.int()).describe('Places in `channels`'),
    }),
  ),
  more: z.boolean(),
})
export type SharedCalendar = z.infer<typeof SharedCalendar>
