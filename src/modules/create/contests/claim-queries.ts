/** Accounts that somebody named as theirs, and who was erased and stays away. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'

type Place = { workspaceId: string; contestId: string }
type Claim = { network: string; handle: string; key: string }

export const insertClaims = (tx: Tx, place: Place, entryId: string, claims: readonly Claim[]) =>
  tx
    .insertInto('contestClaims')
    .values(claims.map((claim) => ({ ...place, entryId, ...claim })))
    .onConflict((on) => on.doNothing())
    .execute()

export const dropClaims = (tx: Tx, { workspaceId }: Place, entryId: string) =>
  tx
    .deleteFrom('contestClaims')
    .where('workspaceId', '=', workspaceId)
    .where('entryId', '=', entryId)
    .execute()

export type Named = { entryId: string; key: string; code: string; personId: string; sameKey: string }

/** Claims that wait for a proof and whose entry counts already, by handle and code. */
export async function findUnproven(
  db: Db,
  { workspaceId, contestId }: Place,
  keys: readonly string[],
  codes: readonly string[],
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select c.entry_id, c.key, e.code, e.person_id, e.same_key
    from contest_claims c join contest_entries e on e.id = c.entry_id
    where c.workspace_id = ${workspaceId} and c.contest_id = ${contestId} and c.proven_at is null and e.confirmed_at is not null
      and c.key = any(${[...keys]}::text[]) and e.code = any(${[...codes]}::text[])`.execute(db)
  return rows
}

export const markProven = (tx: Tx, { workspaceId }: Place, entryId: string, key: string, at: Date) =>
  tx
    .updateTable('contestClaims')
    .set({ provenAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('entryId', '=', entryId)
    .where('key', '=', key)
    .execute()

export const findClaimsOfEntry = (db: Db, workspaceId: string, entryId: string) =>
  db
    .selectFrom('contestClaims')
    .select(['network', 'handle'])
    .where('workspaceId', '=', workspaceId)
    .where('entryId', '=', entryId)
    .orderBy('key')
    .execute()

type ClaimRow = { network: string; handle: string; provenAt: Date | null; personId: string | null }

/** What somebody named, with who takes part under it. */
export async function findClaims(db: Db, { workspaceId, contestId }: Place, id: string): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select c.network, c.handle, c.proven_at, coalesce(q.merged_into, q.id) as person_id
    from contest_claims c join contest_entries e on e.id = c.entry_id join contest_people m on m.id = e.person_id
      left join contest_keys k on k.contest_id = c.contest_id and k.key = c.key left join contest_people q on q.id = k.person_id
    where c.workspace_id = ${workspaceId} and c.contest_id = ${contestId} and (m.id = ${id} or m.merged_into = ${id})
    order by c.key limit 50`.execute(db)
  return rows
}

export const insertErased = (tx: Tx, { workspaceId, contestId }: Place, digests: readonly string[]) =>
  sql`insert into contest_erased (workspace_id, contest_id, digest)
    select ${workspaceId}, ${contestId}, d from unnest(${[...digests]}::text[]) d on conflict do nothing`.execute(
    tx,
  )

export async function findErased(
  db: Db,
  { workspaceId, contestId }: Place,
  digests: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ digest: string }>`
    select digest from contest_erased where workspace_id = ${workspaceId} and contest_id = ${contestId}
      and digest = any(${[...digests]}::text[])`.execute(db)
  return new Set(rows.map(({ digest }) => digest))
}

export const dropErased = (tx: Tx, { workspaceId, contestId }: Place) =>
  tx
    .deleteFrom('contestErased')
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .execute()
