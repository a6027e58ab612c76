import type { Db } from '../platform/db/index.ts'
import type { Actor } from './actor.ts'

export type AuditEntry = {
  /** `post.scheduled`, `channel.joined`: subject and past participle. */
  action: string
  subject: { kind: string; id: string | null }
  before?: unknown
  after?: unknown
}

/** Writes down who changed what, in the transaction of the change. Never give it a secret. */
export async function audit(db: Db, actor: Actor, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('auditLog')
    .values({
      workspaceId: actor.workspaceId,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      ip: actor.ip,
      requestId: actor.requestId,
    })
    .execute()
}
