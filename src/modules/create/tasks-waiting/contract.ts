/** What is to be done by whoever asks, apart from the rest, because the first screen reads it. */
import { z } from 'zod'
import { Id } from '../../../app/id.ts'

export const WaitingTasks = z.object({
  items: z
    .array(
      z.object({
        id: Id,
        title: z.string(),
        dueOn: z.string(),
        overdue: z.boolean(),
        postId: Id.nullable(),
        version: z.int(),
      }),
    )
    .describe('Due until tomorrow, at most the first twenty'),
  open: z.int().describe('All that are open, at most a thousand'),
})
export type WaitingTasks = z.infer<typeof WaitingTasks>
