import { sql } from 'kysely'
import type { Person } from '../../../app/actor.ts'
import { auditCommand, auditPerson } from '../../../app/audit.ts'
import type { Context, Db } from '../../../app/context.ts'
import { findPerson } from '../sign-in/index.ts'
import { erasureError } from './errors.ts'
import { dataMap } from './map.ts'

/** By which columns a row is somebody's; what the map calls exported is taken from there. */
const pointers: Readonly<Record<string, readonly string[]>> = {
  users: ['id'],
  sessions: ['user_id'],
  sign_in_accounts: ['user_id'],
  second_steps: ['user_id'],
  passkeys: ['user_id'],
  provider_accounts: ['user_id'],
  members: ['user_id'],
  organisation_members: ['user_id'],
  invitations: ['made_by'],
  api_keys: ['created_by'],
  notification_settings: ['user_id'],
  posts: ['author_id'],
  media: ['created_by'],
  goals: ['owner_id'],
  audit_log: ['actor_id', 'subject_id'],
}

export type Exported = { email: string; exportedAt: string; tables: Record<string, Row[]> }
type Row = Record<string, unknown>

/** Everything that this house knows of a member, by table, as it lies there; without secrets and without what is others'. */
export async function exportPerson(
  db: Db,
  { id, email }: { id: string; email: string },
  now: Date,
): Promise<Exported> {
  const tables: Record<string, Row[]> = {}
  for (const [table, columns] of Object.entries(pointers))
    tables[table] = await rowsOf(db, table, columns, id)
  return { email, exportedAt: now.toISOString(), tables }
}

async function rowsOf(db: Db, table: string, columns: readonly string[], userId: string): Promise<Row[]> {
  const { personal = {} } = dataMap[table] ?? {}
  const hidden = Object.entries(personal).flatMap(([name, { exported }]) => (exported ? [] : [name]))
  const isTheirs = sql.join(
    columns.map((column) => sql`${sql.ref(column)} = ${userId}`),
    sql` or `,
  )
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) - ${hidden}::text[] as row from ${sql.table(table)} t where ${isTheirs}`.execute(db)
  return rows.map(({ row }) => withoutOthers(withoutBytes(row), userId))
}

/** What somebody else did to them: that it was done, not by whom and from where. */
const withoutOthers = (row: Row, userId: string): Row =>
  'actor_id' in row && row.actor_id !== userId ? { ...row, actor_id: null, actor_name: null, ip: null } : row

/** Digests and sealed things say nothing to anybody. PostgreSQL writes bytes like this in JSON. */
const withoutBytes = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => typeof value !== 'string' || !value.startsWith('\\x')),
  )

/** For the person themselves. */
export async function exportOneself(ctx: Context, person: Person): Promise<Exported> {
  const { userId: id, email } = person
  await auditPerson(ctx.db, person, { action: 'person.exported', subject: { kind: 'user', id } })
  return exportPerson(ctx.db, { id, email }, ctx.clock.now())
}

/** For whoever runs the house and is asked for it. */
export async function exportByHand(ctx: Context, email: string): Promise<Exported> {
  const person = await findPerson(ctx.db, email)
  if (!person) throw erasureError('nobody', { email })
  await auditCommand(ctx.db, 'carillon person export', {
    action: 'person.exported',
    subject: { kind: 'user', id: person.id },
  })
  return exportPerson(ctx.db, person, ctx.clock.now())
}
