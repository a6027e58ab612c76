/** What the plan has for whoever asks, apart from the rest, because the first screen reads it. */
import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { GoalNumber, GoalStatus } from '../goals/plain/number.ts'

/** Work outside that waits for them, by the matrix of the team and by what they look after. */
export const Waiting = z.object({
  items: z
    .array(
      z.object({
        id: Id,
        title: z.string(),
        why: z.enum(['accept', 'overdue']),
        deadline: z.string().nullable(),
        contractor: z.string().nullable(),
      }),
    )
    .describe('At most the first fifty'),
})
export type Waiting = z.infer<typeof Waiting>

/** What they are, by kind of work. */
export const Mine = z.object({
  items: z.array(
    z.object({ workId: Id, name: z.string(), function: z.string(), parts: z.array(z.string()) }),
  ),
})
export type Mine = z.infer<typeof Mine>

/** Whether what went out in the last four weeks and what is scheduled for the next keeps the mix. */
export const Drift = z.object({
  /** `few`: too few posts to judge. `unknown`: nobody has saved a plan, or one sees a part of the channels. */
  state: z.enum(['kept', 'away', 'few', 'unknown']),
  posts: z.int().describe('With a category, on channels'),
  away: z
    .array(
      z.object({
        category: z.enum(['engaging', 'brand', 'educational', 'promotional']),
        share: z.number(),
        planned: z.number(),
        more: z.int().describe('So many more of it would bring it to its share; 0 when there are too many'),
      }),
    )
    .describe('What lacks most comes first'),
})
export type Drift = z.infer<typeof Drift>

/** Of goals what one line says of each. */
export const GoalLines = z.object({
  items: z.array(
    z.object({
      id: Id,
      name: z.string(),
      metric: GoalNumber,
      manual: z.object({ unit: z.string() }).nullable(),
      target: z.number(),
      standing: z.object({
        status: GoalStatus,
        live: z.object({ value: z.number().nullable() }),
        progress: z.number().nullable(),
        daysLeft: z.int(),
      }),
    }),
  ),
})
export type GoalLine = z.infer<typeof GoalLines>['items'][number]

/** Of numbers that people enter by hand which week was entered last, and whether goals wait for them. */
export const HandLines = z.object({
  items: z.array(
    z.object({ name: z.string(), goals: z.int(), last: z.object({ week: z.string() }).nullable() }),
  ),
})
export type HandLine = z.infer<typeof HandLines>['items'][number]
