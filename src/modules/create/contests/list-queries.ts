/** The list that is drawn from: who counts when it is closed, and by what each stands in it. */
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'

type Place = { workspaceId: string; contestId: string }

export type Listed = { id: string; salt: string; identity: string }

/**
 * Who counts when the list is closed: not excluded, and with an entry of the time of the contest that its mail address stands by.
 * Whoever named an account in the form and takes part by nothing else counts through that account where it counts.
 */
export async function findListed(
  tx: Tx,
  { contestId }: Place,
  endsAt: Date,
  graceUntil: Date,
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    with roots as materialized (
      select id, coalesce(merged_into, id) as root from contest_people where contest_id = ${contestId}),
    counting as (
      select r.root, bool_or(e.way <> 'form') as by_network from contest_entries e join roots r on r.id = e.person_id
      where e.contest_id = ${contestId} and e.confirmed_at is not null
        and e.at <= case when e.timed then ${endsAt}::timestamptz else ${graceUntil}::timestamptz end
      group by r.root),
    identities as (
      select r.root, min(k.key) as identity from contest_keys k join roots r on r.id = k.person_id
      where k.contest_id = ${contestId} and k.key !~ '^handle:' group by r.root),
    listed as materialized (
      select p.id, p.salt, i.identity, c.by_network from contest_people p join counting c on c.root = p.id join identities i on i.root = p.id
      where p.contest_id = ${contestId} and p.merged_into is null and p.state in ('in', 'kept')),
    through as (
      select distinct r.root from contest_claims c join contest_entries e on e.id = c.entry_id join roots r on r.id = e.person_id
        join contest_keys k on k.contest_id = c.contest_id and k.key = c.key join roots q on q.id = k.person_id
        join listed l on l.id = q.root
      where c.contest_id = ${contestId} and c.proven_at is null and e.confirmed_at is not null and q.root <> r.root)
    select l.id, l.salt, l.identity from listed l left join through t on t.root = l.id
    where l.by_network or t.root is null order by l.id`.execute(tx)
  return rows
}

export async function saveLeaves(tx: Tx, leaves: readonly { id: string; leaf: string }[]): Promise<void> {
  await sql`update contest_people p set leaf = n.leaf
    from unnest(${leaves.map(({ id }) => id)}::uuid[], ${leaves.map(({ leaf }) => leaf)}::text[]) as n(id, leaf)
    where p.id = n.id`.execute(tx)
}

/** By what a person is identified in the list: the first of their keys that is no mere statement. */
export async function findIdentity(db: Db, { contestId }: Place, id: string): Promise<string> {
  const { rows } = await sql<{ key: string | null }>`
    select min(k.key) as key from contest_keys k join contest_people m on m.id = k.person_id
    where k.contest_id = ${contestId} and k.key !~ '^handle:' and (m.id = ${id} or m.merged_into = ${id})`.execute(
    db,
  )
  return rows[0]?.key ?? ''
}
