import type { Db } from '../../../app/context.ts'

type Filter = { before: number | null; limit: number; action?: string; actorId?: string; subjectId?: string }

/** Newest first. `action` may be the beginning of one. */
export const listAudit = (
  db: Db,
  workspaceId: string,
  { before, limit, action, actorId, subjectId }: Filter,
) =>
  db
    .selectFrom('auditLog')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .$if(action !== undefined, (query) => query.where('action', 'like', `${escapeLike(action ?? '')}%`))
    .$if(actorId !== undefined, (query) => query.where('actorId', '=', actorId ?? ''))
    .$if(subjectId !== undefined, (query) => query.where('subjectId', '=', subjectId ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
