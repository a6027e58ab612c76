/** What waits for whoever asks, apart from the rest, because the first screen reads it. */
import { z } from 'zod'

/** At most a hundred. */
export const WaitingCount = z.object({ open: z.int(), overdue: z.int() })
export type WaitingCount = z.infer<typeof WaitingCount>
