import { z } from 'zod'

/** How many channels are being asked now. */
export const CollectAnswer = z.object({ channels: z.number().int() })
export type CollectAnswer = z.infer<typeof CollectAnswer>
