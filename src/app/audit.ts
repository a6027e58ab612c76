import type { Change, Db } from '../platform/db/index.ts'
import type { Actor, Person } from './actor.ts'

export type AuditEntry = {
  /** `post.scheduled`, `channel.joined`: subject and past participle. */
  action: string
  subject: { kind: string; id: string | null }
  before?: unknown
  after?: unknown
}

/** Writes down who changed what, in the transaction of the change; several things at once. Never give it a secret. */
export const audit = (db: Db, actor: Actor, ...entries: [AuditEntry, ...AuditEntry[]]): Promise<void> =>
  write(db, entries, whoIs(actor))

/** The same as a statement that somebody else sends, together with the change. */
export const auditRows = (db: Db, actor: Actor, entries: readonly AuditEntry[]): Change =>
  rowsOf(db, entries, whoIs(actor))

/** The same for what a person does to their own account, outside of any workspace. */
export const auditPerson = (
  db: Db,
  person: Pick<Person, 'userId' | 'name' | 'ip' | 'requestId'>,
  entry: AuditEntry,
): Promise<void> =>
  write(db, [entry], {
    workspaceId: null,
    actorKind: 'person',
    actorId: person.userId,
    actorName: person.name,
    ip: person.ip,
    requestId: person.requestId,
  })

/** The same for what a command of the program does, outside of any workspace: `name` is the command. */
export const auditCommand = (db: Db, name: string, entry: AuditEntry): Promise<void> =>
  write(db, [entry], {
    workspaceId: null,
    actorKind: 'system',
    actorId: null,
    actorName: name,
    ip: null,
    requestId: null,
  })

type Who = {
  workspaceId: string | null
  actorKind: Actor['kind']
  actorId: string | null
  actorName: string
  ip: string | null
  requestId: string | null
}

const whoIs = (actor: Actor): Who => ({
  workspaceId: actor.workspaceId,
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
  ip: actor.ip,
  requestId: actor.requestId,
})

async function write(db: Db, entries: readonly AuditEntry[], who: Who): Promise<void> {
  await rowsOf(db, entries, who).execute()
}

function rowsOf(db: Db, entries: readonly AuditEntry[], who: Who) {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
  return db.insertInto('auditLog').values(
    entries.map(({ action, subject, before, after }) => ({
      ...who,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      before: json(before),
      after: json(after),
    })),
  )
}
