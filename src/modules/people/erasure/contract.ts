import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { ConfirmBody } from '../second-step/contract.ts'

/** What ends, what stays, and what stands in the way, when a person is erased. */
export const Farewell = z.object({
  blockedBy: z
    .array(z.object({ id: Id, name: z.string(), members: z.int() }))
    .describe('Workspaces that would have no owner: hand them over or delete them first'),
  closing: z
    .array(z.object({ id: Id, name: z.string(), eraseAt: z.iso.datetime() }))
    .describe('Workspaces that are being deleted already; nobody could keep them any more'),
  leaves: z.array(z.object({ id: Id, name: z.string() })).describe('Workspaces that go on without them'),
  organisations: z
    .array(z.object({ name: z.string(), heir: z.string().nullable() }))
    .describe('Organisations that only they own, and who owns them then; null: nobody is left, and it goes'),
  posts: z.int().describe('Posts that stay, under “a former member”'),
  drafts: z.int().describe('Drafts that only wait; they go'),
  keys: z.int().describe('API keys that they made; they are revoked'),
  invitations: z.int().describe('Open invitations that they made; they end'),
  sessions: z.int().describe('Where they are signed in; it ends'),
  auditRows: z.int().describe('Rows of the audit log that name them; they stay without the name'),
})
export type Farewell = z.infer<typeof Farewell>

/** `email`: theirs, typed by hand. */
export const OtherFarewellBody = ConfirmBody.extend({ email: z.string().max(254) })
export type OtherFarewellBody = z.infer<typeof OtherFarewellBody>

/** What was done, and what was found afterwards by whoever looked. */
export const Erased = z.object({
  at: z.iso.datetime(),
  was: Farewell.omit({ blockedBy: true }).describe('What was counted before'),
  columns: z.int().describe('Columns that were searched afterwards for their id and their address'),
  left: z
    .array(z.object({ table: z.string(), rows: z.int() }))
    .describe('Where they were still found; nothing, when all of it went'),
})
export type Erased = z.infer<typeof Erased>

export const FarewellBody = ConfirmBody
export type FarewellBody = z.infer<typeof FarewellBody>
