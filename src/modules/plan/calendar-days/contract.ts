/** What is known of days before anything stands on them: holidays, and where the plan wants more. Light: the calendar reads it. */
import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()
export const longestDays = 100

const DaysQuery = { from: Day, to: Day.describe('The first day that is no longer asked for') }

export const GapsQuery = z.object(DaysQuery)
export type GapsQuery = z.infer<typeof GapsQuery>

export const Gaps = z.object({
  /** Weeks in which a channel has fewer posts than its cadence; `week` is their first day. */
  weeks: z.array(
    z.object({
      week: Day,
      channels: z.array(z.object({ channelId: Id, has: z.int(), wants: z.int() })),
    }),
  ),
  /** Days of the cadence with nothing on them, in such weeks. */
  days: z.array(z.object({ day: Day, channelIds: z.array(Id) })),
})
export type Gaps = z.infer<typeof Gaps>

const codes = z
  .string()
  .max(100)
  .transform((list) => [...new Set(list.split(',').filter(Boolean))])
  .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, 'Name countries by two letters, such as LV.')).max(8))

export const HolidaysQuery = z.object({
  ...DaysQuery,
  countries: codes.optional().describe('Two letters each, with commas; those of the plan by default'),
  language: z.enum(['en', 'lv', 'ru', 'th', 'vi']).default('en'),
})
export type HolidaysQuery = z.infer<typeof HolidaysQuery>

export const Holidays = z.object({
  /** Whose holidays these are. */
  countries: z.array(z.string()),
  items: z.array(
    z.object({
      day: Day,
      name: z.string(),
      country: z.string(),
      free: z.boolean().describe('A public holiday'),
    }),
  ),
})
export type Holidays = z.infer<typeof Holidays>
