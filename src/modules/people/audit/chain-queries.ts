import { sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'
import type { ChainId, ChainRow, Ends, Link } from './chain.ts'

/** Any number will do, as long as all processes take the same and nothing else takes it. */
const sealingLock = 7_206_414

/** One at a time seals or takes rows away, until its transaction ends. Answers false when another does and `wait` is not asked. */
export async function takeSealing(tx: Tx, wait: boolean): Promise<boolean> {
  if (!wait) {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(${sealingLock}) as taken`.execute(tx)
    return rows[0]?.taken === true
  }
  await sql`select pg_advisory_xact_lock(${sealingLock})`.execute(tx)
  return true
}

/** What is sealed of a row, the same wherever a digest is made. */
const sealed = sql`
  id, workspace_id as "workspaceId", extract(epoch from at)::text as at, actor_kind as "actorKind",
  actor_id as "actorId", actor_name as "actorName", action, subject_kind as "subjectKind",
  subject_id as "subjectId", before::text as before, after::text as after, ip, request_id as "requestId", erasure`

const inChain = (workspaceId: ChainId) =>
  workspaceId === null ? sql`workspace_id is null` : sql`workspace_id = ${workspaceId}`

/** Rows that are committed and in no chain yet, oldest first; those of chains that are broken are left. */
export async function findUnsealed(tx: Tx, without: readonly ChainId[], limit: number): Promise<ChainRow[]> {
  const names = without.map((id) => id ?? '')
  const { rows } = await sql<ChainRow>`
    select ${sealed} from audit_log
    where chain_seq is null and not coalesce(workspace_id::text, '') = any(${names}::text[])
    order by id limit ${limit}`.execute(tx)
  return rows
}

export type Overdue = { count: number; firstId: number | null }

/** Rows that ought to have been sealed by now. By the clock of the database, which has written their time. */
export async function countOverdue(
  db: Db,
  workspaceId: ChainId | undefined,
  minutes: number,
): Promise<Overdue> {
  const { rows } = await sql<Overdue>`
    select count(*) as count, min(id) as "firstId" from audit_log
    where chain_seq is null and at < now() - make_interval(mins => ${minutes})
      ${workspaceId === undefined ? sql`` : sql`and ${inChain(workspaceId)}`}`.execute(db)
  return rows[0] ?? { count: 0, firstId: null }
}

/**
 * Those of the workspaces that are still there, and stay until the transaction ends: one that is being deleted takes its
 * rows along, and each of us would wait for the other.
 */
export async function holdWorkspaces(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from workspaces where id = any(${ids}::uuid[]) order by id for key share`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type Chain = Ends & { seal: Buffer }

/** Every chain there is, or some of them. */
export async function findChains(db: Db, only?: readonly ChainId[]): Promise<Chain[]> {
  const named = only?.filter((id) => id !== null) ?? []
  const chosen = sql<boolean>`workspace_id = any(${named}::uuid[])
    or workspace_id is null and ${only?.includes(null) ?? false}`
  const rows = await db
    .selectFrom('auditChains')
    .select(['workspaceId', 'baseSeq', 'baseDigest', 'headSeq', 'headDigest', 'seal'])
    .$if(only !== undefined, (query) => query.where(chosen))
    .orderBy('workspaceId')
    .execute()
  return rows.map(({ workspaceId, baseSeq, baseDigest, headSeq, headDigest, seal }) => ({
    workspaceId,
    base: { seq: baseSeq, digest: baseDigest },
    head: { seq: headSeq, digest: headDigest },
    seal,
  }))
}

export async function writeChains(tx: Tx, chains: readonly Chain[]): Promise<void> {
  await tx
    .insertInto('auditChains')
    .values(
      chains.map(({ workspaceId, base, head, seal }) => ({
        workspaceId,
        baseSeq: base.seq,
        baseDigest: base.digest,
        headSeq: head.seq,
        headDigest: head.digest,
        seal,
      })),
    )
    .onConflict((on) =>
      on.constraint('audit_chains_of_workspace').doUpdateSet({
        baseSeq: (eb) => eb.ref('excluded.baseSeq'),
        baseDigest: (eb) => eb.ref('excluded.baseDigest'),
        headSeq: (eb) => eb.ref('excluded.headSeq'),
        headDigest: (eb) => eb.ref('excluded.headDigest'),
        seal: (eb) => eb.ref('excluded.seal'),
        sealedAt: sql`now()`,
      }),
    )
    .execute()
}

export async function linkRows(tx: Tx, links: readonly (Link & { id: number })[]): Promise<void> {
  await sql`
    update audit_log a set chain_seq = s.seq, digest = decode(s.digest, 'hex')
    from unnest(${links.map(({ id }) => id)}::bigint[], ${links.map(({ seq }) => seq)}::bigint[],
      ${links.map(({ digest }) => digest.toString('hex'))}::text[]) s (id, seq, digest)
    where a.id = s.id`.execute(tx)
}

export type LinkedRow = ChainRow & Link

type Known = {
  userId: string
  email: string
  names: readonly string[]
  keyIds: readonly string[]
  workspaceIds: readonly string[]
  pseudonym: string
}
/** A row with its place, when it has one yet. */
export type Placed = ChainRow & { seq: number | null; digest: Buffer | null }

/** `invited`: of somebody who came in, whether the person had asked them to; the row has only a name for that. */
export type Named = Placed & { invited: boolean }

/**
 * Rows of all chains that may name a person: as who did it, as whom it was done to, as whose guest somebody came, or in what
 * was before and after.
 */
export async function findNamed(tx: Tx, person: Known, after: number, limit: number): Promise<Named[]> {
  const { userId, email, names, keyIds, workspaceIds } = person
  const saysHost = sql`action = 'member.added' and workspace_id = any(${[...workspaceIds]}::uuid[])
    and after->>'invitedBy' = any(${[...names]}::text[])`
  const { rows } = await sql<Named>`
    select ${sealed}, chain_seq as seq, digest, ${saysHost} and ${isHost(person)} as invited
    from audit_log a
    where id > ${after} and (
      actor_id = ${userId} or subject_id = ${userId} or actor_id = any(${[...keyIds]}::text[]) and ip is not null
      or ${saysHost}
      or position(${userId} in before::text) > 0 or position(${userId} in after::text) > 0
      or position(${email} in lower(before::text)) > 0 or position(${email} in lower(after::text)) > 0)
    order by id limit ${limit}`.execute(tx)
  return rows
}

/** Who made the invitation of a guest, unless it was pruned; two of one name may have asked one after the other. */
const isHost = ({ userId, pseudonym }: Known) => sql`coalesce((
  select bool_or(i.actor_id in (${userId}, ${pseudonym})) from audit_log i
  where i.workspace_id = a.workspace_id and i.action in ('invitation.made', 'invitation.renewed')
    and i.chain_seq is not null and i.id < a.id and i.after->>'email' = a.after->>'email'), true)`

export async function linksAt(tx: Tx, workspaceId: ChainId, places: readonly number[]): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select chain_seq as seq, digest from audit_log
    where ${inChain(workspaceId)} and chain_seq = any(${[...places]}::bigint[])`.execute(tx)
  return rows
}

export async function rewriteRows(tx: Tx, rows: readonly ChainRow[]): Promise<void> {
  for (const { id, actorId, actorName, subjectId, before, after, ip } of rows)
    await tx
      .updateTable('auditLog')
      .set({ actorId, actorName, subjectId, before, after, ip })
      .where('id', '=', id)
      .execute()
}

export async function readRows(tx: Tx, ids: readonly number[]): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select ${sealed}, chain_seq as seq, digest from audit_log where id = any(${[...ids]}::bigint[])`.execute(
    tx,
  )
  return rows
}

export const sealErasure = (tx: Tx, { id }: Placed, erasure: Buffer | null) =>
  tx.updateTable('auditLog').set({ erasure }).where('id', '=', id).execute()

/** Rows of a chain in its order, after a place. */
export async function readChain(
  db: Db,
  workspaceId: ChainId,
  after: number,
  limit: number,
): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select ${sealed}, chain_seq as seq, digest from audit_log
    where ${inChain(workspaceId)} and chain_seq > ${after} order by chain_seq limit ${limit}`.execute(db)
  return rows
}

/** The same, and of each whether its time is over: by the clock of the database, which has written it. */
export async function readOldest(
  db: Db,
  workspaceId: ChainId,
  after: number,
  limit: number,
  keepDays: number,
): Promise<(LinkedRow & { over: boolean })[]> {
  const { rows } = await sql<LinkedRow & { over: boolean }>`
    select ${sealed}, chain_seq as seq, digest, at < now() - make_interval(days => ${keepDays}) as over
    from audit_log
    where ${inChain(workspaceId)} and chain_seq > ${after} order by chain_seq limit ${limit}`.execute(db)
  return rows
}

/** A row of a chain that lies where none may lie: before its beginning or after its end. */
export async function findStray(
  db: Db,
  { workspaceId, base, head }: Ends,
): Promise<(Link & { id: number }) | undefined> {
  const { rows } = await sql<Link & { id: number }>`
    (select id, chain_seq as seq, digest from audit_log
      where ${inChain(workspaceId)} and chain_seq <= ${base.seq} order by chain_seq limit 1)
    union all
    (select id, chain_seq as seq, digest from audit_log
      where ${inChain(workspaceId)} and chain_seq > ${head.seq} order by chain_seq limit 1)
    limit 1`.execute(db)
  return rows[0]
}

/** Workspaces, or null, whose rows say that they are sealed in a chain of which nothing is known. */
export async function findUnknownChains(db: Db, only: ChainId | undefined): Promise<ChainId[]> {
  const { rows } = await sql<{ id: ChainId }>`
    select distinct workspace_id as id from audit_log a where chain_seq is not null
      ${only === undefined ? sql`` : sql`and ${inChain(only)}`}
      and not exists (select from audit_chains c where c.workspace_id is not distinct from a.workspace_id)`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Whether a place that was kept elsewhere is still in the chain, or so early that it was rightly taken away. */
export async function holdsLink(
  db: Db,
  { workspaceId, base }: Ends,
  { seq, digest }: Link,
): Promise<boolean> {
  if (seq < base.seq) return true
  if (seq === base.seq) return base.digest.equals(digest)
  const { rows } = await sql<{ digest: Buffer | null }>`
    select digest from audit_log where ${inChain(workspaceId)} and chain_seq = ${seq}`.execute(db)
  return rows[0]?.digest?.equals(digest) === true
}

export async function deleteBeginning(tx: Tx, workspaceId: ChainId, upTo: number): Promise<void> {
  await sql`delete from audit_log where ${inChain(workspaceId)} and chain_seq <= ${upTo}`.execute(tx)
}

export async function findWorkspaces(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('workspaces').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}
