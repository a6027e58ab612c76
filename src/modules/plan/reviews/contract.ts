import { z } from 'zod'

/** When the strategy is looked at anew. */
export const Review = z.object({
  next: z.iso.date().nullable().describe('The day of the next one; null while none is set'),
  due: z.boolean().describe('That day has come where the workspace is'),
})
export type Review = z.infer<typeof Review>
