import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Language } from '../sign-in/contract.ts'

export const WorkspaceName = z.string().trim().min(1).max(80)

/** A zone by its IANA name, because only a name knows when clocks change. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isZone, {
    error: 'This is not a time zone. Write its name, such as Europe/Riga.',
    params: { code: 'not_time_zone' },
  })

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

export const Workspace = z.object({
  id: Id,
  name: z.string(),
  organisation: z.object({ id: Id, name: z.string() }),
  timeZone: z.string(),
  language: z.string(),
  /** 1 Monday … 7 Sunday. */
  weekStartsOn: z.int(),
  /** A delivery later than this is missed and asks a person. */
  stalenessMinutes: z.int(),
  demo: z.boolean(),
  createdAt: z.iso.datetime(),
  /** The role of whoever asks, and what they may here, or on some channel of it. */
  role: z.string(),
  rights: z.array(z.string()),
})
export type Workspace = z.infer<typeof Workspace>

export const WorkspacePatch = z.object({
  name: WorkspaceName.optional(),
  timeZone: TimeZone.optional(),
  language: Language.optional(),
  weekStartsOn: z.int().min(1).max(7).optional(),
  stalenessMinutes: z.int().min(1).max(10_080).optional(),
})
export type WorkspacePatch = z.infer<typeof WorkspacePatch>

export const WorkspaceBody = z.object({
  name: WorkspaceName,
  /** May be left out by who owns one organisation only. */
  organisationId: Id.optional(),
  timeZone: TimeZone.optional(),
  language: Language.optional(),
})
export type WorkspaceBody = z.infer<typeof WorkspaceBody>
