import { z } from 'zod'
import { ConfirmBody } from '../second-step/contract.ts'

/** For how many days a workspace stands still and can be kept before it is erased. */
export const graceDays = 7

/** What goes with a workspace, so that it can be known before. */
export const Deletion = z.object({
  eraseAt: z.iso.datetime().nullable().describe('When it will be erased; null when nobody asked for that'),
  graceDays: z.int().describe('For how long it can be kept after somebody asked'),
  scheduled: z.int().describe('Posts that are scheduled; they stop at once and do not go out'),
  onTheirWay: z.int().describe('Deliveries that are being sent at this moment; they may still arrive'),
  drafts: z.int().describe('Drafts and proposals'),
  channels: z.int().describe('Accounts; their sign-ins end at the networks'),
  media: z.int().describe('Pictures and films'),
  publications: z
    .int()
    .describe('Posts that are out; they stay at the networks, their history and numbers here go'),
  members: z.int().describe('People who lose their access, whoever asks among them'),
  keys: z.int().describe('API keys that end'),
})
export type Deletion = z.infer<typeof Deletion>

/** `name`: the workspace's, typed by hand. */
export const DeletionBody = ConfirmBody.extend({ name: z.string().max(200) })
export type DeletionBody = z.infer<typeof DeletionBody>
