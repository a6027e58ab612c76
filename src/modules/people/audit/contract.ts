import { z } from 'zod'

/** A value that one thing had and another that it has now; what is missing was not there, or is not known. */
export const AuditChange = z.object({
  /** Names and numbers on the way to it: `role`, `settings.visibility`, `1.channelId`. */
  field: z.string(),
  before: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  after: z.union([z.string(), z.number(), z.boolean()]).nullish(),
})
export type AuditChange = z.infer<typeof AuditChange>

export const AuditRow = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), id: z.string().nullable(), name: z.string() }),
  /** Subject and past participle: `post.scheduled`. */
  action: z.string(),
  /** `name` is what it is called now; null when it is gone or has none. */
  subject: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  before: z.unknown(),
  after: z.unknown(),
  /** What differs between before and after, field by field. */
  changes: z.array(AuditChange),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Its place in the workspace's chain and the digest there; null for some seconds after it was written. */
  sealed: z.object({ place: z.int(), digest: z.string() }).nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const AuditList = z.object({ items: z.array(AuditRow), next: z.string().nullable() })

export const AuditFilter = z.object({
  /** An action or the beginning of one: `post.`. */
  action: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  /** From this instant on. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Before this instant. */
  to: z.iso.datetime({ offset: true }).optional(),
  /** The address from which it was done. */
  address: z.string().max(100).optional(),
  /** Part of a name: of who did it, or of what it was done to (name, handle, mail, file, address). */
  text: z.string().trim().max(100).optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditQuery = AuditFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>

/** With what the actions begin, in the order of the loop: what a filter can offer. A test knows that none is missing. */
export const auditSubjects = [
  'app',
  'approval',
  'assistant',
  'content_plan',
  'post_rules',
  'compliance',
  'segment',
  'audience',
  'channel_plan',
  'plan_template',
  'planned_post',
  'brand',
  'calendar',
  'campaign',
  'goal',
  'strategy',
  'persona',
  'influencer',
  'competitor',
  'budget',
  'contractor_job',
  'team',
  'choice',
  'pilot',
  'manual',
  'post',
  'media',
  'slots',
  'delivery',
  'publication',
  'channel',
  'numbers',
  'member',
  'invitation',
  'second_step',
  'key',
  'hook',
  'password_link',
  'workspace',
  'audit',
  'presence',
  'webhook_door',
  'metric_import',
  'post_import',
  'post_template',
  'series',
  'post_source',
  'hashtag_set',
  'snippet',
  'link_rule',
  'contest',
  'consent',
  'task',
] as const
