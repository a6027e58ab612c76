/** What of the library may soon be used no more, apart from the rest, because the first screen reads it. */
import { z } from 'zod'
import { Id } from '../../../app/id.ts'

export const Ending = z.object({
  items: z
    .array(
      z.object({
        id: Id,
        fileName: z.string(),
        why: z.enum(['ending', 'ended', 'withdrawn']),
        /** Its last day. */
        usableUntil: z.string().nullable(),
        /** How many days are left; zero or less when none. */
        days: z.number().int().nullable(),
        /** Posts that are to go out with it when it may not be shown any more. */
        posts: z.number().int(),
      }),
    )
    .describe('At most the first fifty'),
})
export type Ending = z.infer<typeof Ending>
