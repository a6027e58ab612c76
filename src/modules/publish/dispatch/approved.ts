import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * Whether a row of `deliveries` lacks a yes to exactly what it says, at the time that it has now. Asked of the row itself and
 * judged anew each time: what a route believed when it was scheduled counts for nothing here. What it asks stands in the
 * migration of approval, because claiming and arming are single statements.
 */
export function lacksApproval(delivery: string): RawBuilder<SqlBool> {
  const of = (column: string) => sql.ref(`${delivery}.${column}`)
  return sql<SqlBool>`lacks_approval(${of('workspaceId')}, ${of('postId')}, ${of('channelId')}, ${of('digest')}, ${of('dueAt')})`
}
