import { z } from 'zod'

/** What goes and what stays when a channel is removed. */
export const Consequences = z.object({
  queued: z.int().describe('Deliveries that have not left; they are cancelled'),
  onTheirWay: z.int().describe('Deliveries that are being sent or may be out; they come to their end'),
  orphans: z.int().describe('Posts that are planned for no other channel; they stay as drafts'),
  slots: z.int().describe('Weekly slots; they are dropped'),
  publications: z
    .int()
    .describe('Posts that are out; they stay at the network and in the history, with their numbers'),
  feedEnds: z.boolean().describe('What readers follow at our address ends'),
})
export type Consequences = z.infer<typeof Consequences>
