import { z } from 'zod'
import { Email, Language, Password, PersonName } from '../sign-in/contract.ts'
import { TimeZone, WorkspaceName } from '../workspaces/contract.ts'

/**
 * `open` until the first person has made themselves the owner. `strangeHost`: the name by which it was asked, when nobody
 * can become the owner there.
 */
export const SetupState = z.object({ open: z.boolean(), strangeHost: z.string().nullable() })
export type SetupState = z.infer<typeof SetupState>

export const SetupBody = z.object({
  email: Email,
  password: Password,
  name: PersonName.optional(),
  workspace: WorkspaceName,
  timeZone: TimeZone.optional(),
  language: Language.optional(),
})
export type SetupBody = z.infer<typeof SetupBody>
