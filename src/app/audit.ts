import { type Change, type Columns, columnNames, type Db, manyRows } from '../platform/db/index.ts'
import type { Actor, Person } from './actor.ts'
import type { AuditAction } from './audit-actions.ts'

export type AuditEntry = {
  action: AuditAction
  subject: { kind: string; id: string | null }
  before?: unknown
  after?: unknown
}

/** Writes down who changed what, in the transaction of the change; several things at once. Never give it a secret. */
export const audit = (db: Db, actor: Actor, ...entries: [AuditEntry, ...AuditEntry[]]): Promise<void> =>
  write(
    db,
    entries.map((entry) => rowOf(whoOf(actor), entry)),
  )

/** The same for what several did, or one in several workspaces. */
export const auditEach = (db: Db, done: readonly { actor: Actor; entry: AuditEntry }[]): Promise<void> =>
  write(
    db,
    done.map(({ actor, entry }) => rowOf(whoOf(actor), entry)),
  )

/** The same as a statement that somebody else sends, together with the change. */
export const auditRows = (db: Db, actor: Actor, entries: readonly AuditEntry[]): Change =>
  insert(
    db,
    entries.map((entry) => rowOf(whoOf(actor), entry)),
  )

/** The same for what a person does to their own account, outside of any workspace. */
export const auditPerson = (
  db: Db,
  person: Pick<Person, 'userId' | 'name'> & { ip: string | null; requestId: string | null },
  entry: AuditEntry,
): Promise<void> =>
  write(db, [
    rowOf(
      {
        workspaceId: null,
        actorKind: 'person',
        actorId: person.userId,
        actorName: person.name,
        ip: person.ip,
        requestId: person.requestId,
      },
      entry,
    ),
  ])

/** The same for what a command of the program does, outside of any workspace: `name` is the command. */
export const auditCommand = (db: Db, name: string, entry: AuditEntry): Promise<void> =>
  write(db, [
    rowOf(
      {
        workspaceId: null,
        actorKind: 'system',
        actorId: null,
        actorName: name,
        ip: null,
        requestId: null,
      },
      entry,
    ),
  ])

type Who = {
  workspaceId: string | null
  actorKind: Actor['kind']
  actorId: string | null
  actorName: string
  ip: string | null
  requestId: string | null
}

const whoOf = ({ workspaceId, kind, id, name, ip, requestId }: Actor): Who => ({
  workspaceId,
  actorKind: kind,
  actorId: id,
  actorName: name,
  ip,
  requestId,
})

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

type Row = Who & {
  action: AuditAction
  subjectKind: string
  subjectId: string | null
  before: string | null
  after: string | null
}

const columns: Columns<Row> = {
  workspaceId: 'uuid',
  actorKind: 'text',
  actorId: 'text',
  actorName: 'text',
  ip: 'text',
  requestId: 'text',
  action: 'text',
  subjectKind: 'text',
  subjectId: 'text',
  before: 'jsonb',
  after: 'jsonb',
}

const rowOf = (who: Who, { action, subject, before, after }: AuditEntry): Row => ({
  ...who,
  action,
  subjectKind: subject.kind,
  subjectId: subject.id,
  before: json(before),
  after: json(after),
})

/**
 * One statement, and nothing that two transactions could wait for: rows are linked to their chain later, by the sealer
 * (`modules/people/audit/seal.ts`).
 */
async function write(db: Db, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await insert(db, rows).execute()
}

const insert = (db: Db, rows: readonly Row[]) =>
  db.insertInto('auditLog').columns(columnNames(columns)).expression(manyRows(rows, columns))
