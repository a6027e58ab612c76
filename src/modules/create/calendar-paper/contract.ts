import { z } from 'zod'
import { CalendarQuery } from '../calendar/contract.ts'

/** A month or a week on paper, with the filters of the calendar. */
export const PaperQuery = CalendarQuery.omit({ from: true, to: true, goal: true }).extend({
  view: z.enum(['month', 'week']).default('month'),
  date: z.iso.date().optional().describe('A day of it; today by default'),
  language: z.enum(['en', 'lv', 'ru', 'th', 'vi']).default('en'),
  notes: z.stringbool().default(false).describe('With the notes of the team, for who may read them'),
})
export type PaperQuery = z.infer<typeof PaperQuery>
