import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()

/** A week by its Monday. */
export const Week = Day.refine((day) => new Date(`${day}T00:00Z`).getUTCDay() === 1, {
  error: 'A week is named by its Monday.',
  params: { code: 'not_monday' },
})

export const ManualBody = z.object({
  name: z.string().trim().min(1).max(60),
  /** What stands behind its values, such as €; empty for plain counts. */
  unit: z.string().trim().max(12).default(''),
})
export type ManualBody = z.infer<typeof ManualBody>

export const ManualChange = z.object({
  name: ManualBody.shape.name.optional(),
  unit: ManualBody.shape.unit.removeDefault().optional(),
})
export type ManualChange = z.infer<typeof ManualChange>

/** A number that people enter by hand, once a week. */
export const ManualMetric = z.object({
  id: Id,
  name: z.string(),
  unit: z.string(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  /** How many goals are about it or bound by it. */
  goals: z.number().int(),
  /** The newest week that was entered. */
  last: z.object({ week: Day, value: z.number() }).nullable(),
})
export type ManualMetric = z.infer<typeof ManualMetric>

export const ManualQuery = z.object({ archived: z.stringbool().default(false) })
export const ManualList = z.object({ items: z.array(ManualMetric) })
export const ManualId = z.object({ id: Id })

/** So many numbers a workspace has at most; whoever needs more archives some. */
export const mostManual = 50

export const WeeksQuery = z.object({
  /** Any day of the first and the last week. */
  from: Day,
  to: Day,
})
export type WeeksQuery = z.infer<typeof WeeksQuery>

/** What was entered; a week that is not here is not known. */
export const WeekValues = z.object({
  items: z.array(z.object({ metricId: Id, week: Day, value: z.number() })),
})
export type WeekValues = z.infer<typeof WeekValues>

export const EnterBody = z.object({
  items: z
    .array(
      z.object({
        week: Week,
        /** Null takes back what was entered. */
        value: z.number().min(0).max(1e12).nullable(),
      }),
    )
    .min(1)
    .max(120),
})
export type EnterBody = z.infer<typeof EnterBody>

/** So many values of a table are brought in at once. */
export const mostImported = 3000

export const ImportWeeks = z.object({
  csv: z
    .string()
    .min(1)
    .max(500_000)
    .describe('week, number, value; or week and a column for each number by its name'),
  dryRun: z.boolean().default(false).describe('Tell what would be done, and do nothing'),
})
export type ImportWeeks = z.infer<typeof ImportWeeks>

export const ManualFault = z.object({
  line: z.int().describe('In the file; 1 is its first'),
  code: z.enum([
    ...(['no_csv', 'no_columns', 'too_many_rows', 'bad_day'] as const),
    ...(['not_over', 'no_number', 'bad_value', 'twice'] as const),
  ]),
  value: z.string(),
  words: z.string(),
})
export type ManualFault = z.infer<typeof ManualFault>

/** What a week had before, and what it has now. */
const Was = z.object({ metricId: Id, week: Week, was: z.number().nullable(), now: z.number() })
export type Was = z.infer<typeof Was>

export const ImportedWeeks = z.object({
  added: z.int(),
  changed: z.int().describe('Weeks that had another value'),
  known: z.int().describe('Weeks that have this value already'),
  faults: z.array(ManualFault),
  before: z.array(Was).describe('What was changed, as the way back wants it; empty of a dry run'),
})
export type ImportedWeeks = z.infer<typeof ImportedWeeks>

export const UndoWeeks = z.object({ items: z.array(Was).min(1).max(mostImported) })
export type UndoWeeks = z.infer<typeof UndoWeeks>
export const TakenBack = z.object({
  back: z.int(),
  kept: z.int().describe('Weeks that somebody has changed since; they stay'),
})
export type TakenBack = z.infer<typeof TakenBack>
