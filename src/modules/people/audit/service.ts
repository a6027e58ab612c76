import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { type AuditQuery, AuditRow } from './contract.ts'
import { auditError } from './errors.ts'
import { listAudit } from './queries.ts'

export async function readAudit(ctx: Context, actor: Actor, { cursor, limit, ...filter }: AuditQuery) {
  const before = cursor ? placeOf(cursor) : null
  const rows = await listAudit(ctx.db, actor.workspaceId, { ...filter, before, limit: limit + 1 })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(present),
    next: rows.length > limit && last ? encodeCursor([last.id]) : null,
  }
}

function placeOf(cursor: string): number {
  const place = decodeCursor(cursor, z.tuple([z.int()]))
  if (!place) throw auditError('bad_cursor')
  return place[0]
}

type Row = Awaited<ReturnType<typeof listAudit>>[number]

const present = (row: Row): AuditRow => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: AuditRow.shape.actor.shape.kind.parse(row.actorKind), id: row.actorId, name: row.actorName },
  action: row.action,
  subject: { kind: row.subjectKind, id: row.subjectId },
  before: row.before,
  after: row.after,
  address: row.ip,
  requestId: row.requestId,
})
