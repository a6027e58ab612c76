import { z } from 'zod'

/** What whoever writes needs to know of the assistant; small, because every composer asks. */
export const AssistantState = z.object({
  state: z.enum(['off', 'not_yours', 'used_up', 'ready']),
  /** Where texts go. */
  host: z.string(),
  model: z.string(),
  sees: z.boolean(),
})
export type AssistantState = z.infer<typeof AssistantState>
