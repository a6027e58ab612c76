import { z } from 'zod'
import { type Actor, actorMay } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { changesOf } from './changes.ts'
import { type AuditFilter, type AuditQuery, AuditRow } from './contract.ts'
import { auditError } from './errors.ts'
import { type AuditListed, listAudit, type Place } from './queries.ts'
import { namesOf } from './subjects.ts'

export async function readAudit(ctx: Context, actor: Actor, { cursor, limit, ...filter }: AuditQuery) {
  refusePartial(actor)
  const page = await readPage(ctx, actor, filter, cursor ? placeOf(cursor) : null, limit)
  return { items: page.items, next: page.next && encodeCursor(page.next) }
}

/** Some rows after a place, and the place after which there are more. */
export async function readPage(
  ctx: Context,
  actor: Actor,
  filter: AuditFilter,
  after: Place | null,
  limit: number,
): Promise<{ items: AuditRow[]; next: Place | null }> {
  const { workspaceId } = actor
  const rows = await listAudit(ctx.db, workspaceId, { filter: withoutEmpty(filter), after, limit: limit + 1 })
  const last = rows[limit - 1]
  const shown = rows.slice(0, limit)
  const names = await namesOf(ctx.db, workspaceId, shown)
  return {
    items: shown.map((row) => present(actorMay(actor, 'budget.read') ? row : withoutMoney(row), names)),
    next: rows.length > limit && last ? [last.place, last.id] : null,
  }
}

/** What is said of money goes by what it was done to: that somebody changed it stays, from what to what does not. */
const ofMoney = ['budget.', 'contractor_job.']
const withoutMoney = (row: AuditListed): AuditListed =>
  ofMoney.some((beginning) => row.action.startsWith(beginning)) ? { ...row, before: null, after: null } : row

/** A field that was left empty asks for nothing. */
const withoutEmpty = (filter: AuditFilter): AuditFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))

function placeOf(cursor: string): Place {
  const place = decodeCursor(cursor, z.tuple([z.string().refine(isMoment), z.int()]))
  if (!place) throw auditError('bad_cursor')
  return place
}

/** To the microsecond, on a day that there is: PostgreSQL would refuse another. */
function isMoment(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 23) === text.slice(0, 23)
}

const present = (row: AuditListed, names: ReadonlyMap<string, string>): AuditRow => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: AuditRow.shape.actor.shape.kind.parse(row.actorKind), id: row.actorId, name: row.actorName },
  action: row.action,
  subject: { kind: row.subjectKind, id: row.subjectId, name: names.get(row.subjectId ?? '') ?? null },
  before: row.before,
  after: row.after,
  changes: changesOf(row.before ?? undefined, row.after ?? undefined),
  address: row.ip,
  requestId: row.requestId,
  sealed:
    row.chainSeq === null || row.digest === null
      ? null
      : { place: row.chainSeq, digest: row.digest.toString('hex') },
})
