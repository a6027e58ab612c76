import { Readable } from 'node:stream'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../../../app/actor.ts'
import { auditCommand, auditPerson } from '../../../app/audit.ts'
import type { Context, Db } from '../../../app/context.ts'
import { findPerson } from '../sign-in/index.ts'
import { erasureError } from './errors.ts'
import { dataMap } from './map.ts'

type Whose = (userId: string) => RawBuilder<SqlBool>
const by =
  (column: string): Whose =>
  (userId) =>
    sql`${sql.ref(column)} = ${userId}`

/** What rows of a table are somebody's; what the map calls exported is taken from there. No row is two of them. */
const theirs: Readonly<Record<string, readonly Whose[]>> = {
  users: [by('id')],
  sessions: [by('user_id')],
  sign_in_accounts: [by('user_id')],
  second_steps: [by('user_id')],
  passkeys: [by('user_id')],
  provider_accounts: [by('user_id')],
  members: [by('user_id')],
  organisation_members: [by('user_id')],
  invitations: [by('made_by')],
  api_keys: [by('created_by')],
  notification_settings: [by('user_id')],
  posts: [by('author_id')],
  media: [by('created_by')],
  goals: [by('owner_id')],
  strategy_revisions: [by('author_id')],
  strategy_links: [by('made_by')],
  approval_seats: [by('person_id')],
  approval_votes: [
    by('person_id'),
    (userId) => sql`seat_id = ${userId} and person_id is distinct from ${userId}`,
  ],
  approval_comments: [
    by('person_id'),
    (userId) => sql`resolved_by = ${userId} and person_id is distinct from ${userId}`,
  ],
  post_versions: [by('person_id')],
  tasks: [
    by('assignee_id'),
    (userId) => sql`made_by = ${userId} and assignee_id is distinct from ${userId}`,
    (userId) =>
      sql`done_by = ${userId} and made_by is distinct from ${userId} and assignee_id is distinct from ${userId}`,
  ],
  publication_changes: [by('asked_by')],
  approval_stand_ins: [by('person_id'), by('stand_in_id')],
  approval_links: [by('made_by')],
  calendar_links: [by('made_by')],
  calendar_notes: [by('made_by')],
  channel_plans: [by('owner_id')],
  budget_entries: [by('entered_by')],
  team_people: [by('user_id')],
  contractor_jobs: [by('owner_id')],
  contractor_notes: [by('author_id')],
  audience_figures: [by('author_id')],
  audit_log: [
    (userId) => sql`actor_kind = 'person' and actor_id = ${userId}`,
    (userId) => sql`subject_kind = 'user' and subject_id = ${userId} and actor_id is distinct from ${userId}`,
  ],
}

/** Of these somebody may have more than a process wants to hold; they are read in pages, by their id. */
const long = new Set(['posts', 'media', 'audit_log'])
const page = 500

type Row = Record<string, unknown>
type Whom = { id: string; email: string }

/**
 * Everything that this house knows of a member, by table, as it lies there; without secrets and without what is others'. It
 * is written while it is read, a row in each line.
 */
export const exportPerson = (db: Db, whom: Whom, now: Date): Readable =>
  Readable.from(jsonOf(db, whom, now), { objectMode: false })

async function* jsonOf(db: Db, { id, email }: Whom, now: Date): AsyncGenerator<string> {
  yield `{"email":${JSON.stringify(email)},"exportedAt":${JSON.stringify(now)},"tables":{`
  let between = '\n'
  for (const table of Object.keys(theirs)) {
    yield `${between}${JSON.stringify(table)}:[`
    yield* linesOf(rowsOf(db, table, id))
    yield ']'
    between = ',\n'
  }
  yield '\n}}\n'
}

async function* linesOf(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let between = '\n'
  for await (const row of rows) {
    yield `${between}${JSON.stringify(row)}`
    between = ',\n'
  }
}

async function* rowsOf(db: Db, table: string, userId: string): AsyncGenerator<Row> {
  const { personal = {} } = dataMap[table] ?? {}
  const hidden = Object.entries(personal).flatMap(([name, { exported }]) => (exported ? [] : [name]))
  const wanted = sql`select to_jsonb(t) - ${hidden}::text[] as row from ${sql.table(table)} t`
  for (const whose of theirs[table] ?? []) {
    const rows = long.has(table)
      ? readPages(db, wanted, whose(userId))
      : await readRows(db, sql`${wanted} where ${whose(userId)}`)
    for await (const row of rows) yield withoutOthers(withoutBytes(row), userId)
  }
}

async function* readPages(
  db: Db,
  wanted: RawBuilder<unknown>,
  isTheirs: RawBuilder<SqlBool>,
): AsyncGenerator<Row> {
  for (let last: Row | undefined; ; ) {
    const after = last ? sql`and id > ${last.id}` : sql``
    const query = sql`${wanted} where ${isTheirs} ${after} order by id limit ${sql.lit(page)}`
    const rows = await readRows(db, query)
    yield* rows
    last = rows.at(-1)
    if (rows.length < page) return
  }
}

const readRows = async (db: Db, query: RawBuilder<unknown>): Promise<Row[]> =>
  (await (query as RawBuilder<{ row: Row }>).execute(db)).rows.map(({ row }) => row)

/** What somebody else did to them: that it was done, not by whom and from where. */
const withoutOthers = (row: Row, userId: string): Row =>
  'actor_id' in row && row.actor_id !== userId ? { ...row, actor_id: null, actor_name: null, ip: null } : row

/** Digests and sealed things say nothing to anybody. PostgreSQL writes bytes like this in JSON. */
const withoutBytes = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => typeof value !== 'string' || !value.startsWith('\\x')),
  )

/** For the person themselves. */
export async function exportOneself(ctx: Context, person: Person): Promise<Readable> {
  const { userId: id, email } = person
  await auditPerson(ctx.db, person, { action: 'person.exported', subject: { kind: 'user', id } })
  return exportPerson(ctx.db, { id, email }, ctx.clock.now())
}

/** For whoever runs the house and is asked for it. */
export async function exportByHand(ctx: Context, email: string): Promise<Readable> {
  const person = await findPerson(ctx.db, email)
  if (!person) throw erasureError('nobody', { email })
  await auditCommand(ctx.db, 'carillon person export', {
    action: 'person.exported',
    subject: { kind: 'user', id: person.id },
  })
  return exportPerson(ctx.db, person, ctx.clock.now())
}
