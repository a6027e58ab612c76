import { z } from 'zod'

export const AuditRow = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), id: z.string().nullable(), name: z.string() }),
  /** Subject and past participle: `post.scheduled`. */
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string().nullable() }),
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const AuditList = z.object({ items: z.array(AuditRow), next: z.string().nullable() })

export const AuditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  /** An action or the beginning of one: `post.`. */
  action: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>
