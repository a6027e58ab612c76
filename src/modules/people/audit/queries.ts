import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../app/context.ts'
import { plannedEachTime } from '../../../platform/db/index.ts'
import type { AuditFilter } from './contract.ts'

/** A place in the list: `2030-01-01T08:00:00.123456Z` and the id. */
export type Place = readonly [at: string, id: number]

export type AuditListed = {
  id: number
  at: Date
  place: string
  actorKind: string
  actorId: string | null
  actorName: string
  action: string
  subjectKind: string
  subjectId: string | null
  before: unknown
  after: unknown
  ip: string | null
  requestId: string | null
  chainSeq: number | null
  digest: Buffer | null
}

type Asked = { filter: AuditFilter; after: Place | null; limit: number }

/**
 * Newest first. The places of a page are read along the index of what is asked, a page's worth for each action or name that
 * fits; rows that are not yet sealed are in none of these indexes, and few.
 */
export async function listAudit(db: Db, workspaceId: string, asked: Asked): Promise<AuditListed[]> {
  const ways = await waysTo(db, workspaceId, asked)
  const { rows } = await sql<AuditListed>`
    select ${sql.raw(plannedEachTime)} id, at, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
      actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
      subject_kind as "subjectKind", subject_id as "subjectId", before, after, ip, request_id as "requestId",
      chain_seq as "chainSeq", digest
    from (
      select id from (${sql.join(ways, sql` union `)}) found order by at desc, id desc limit ${asked.limit}
    ) page join audit_log using (id)
    order by at desc, id desc`.execute(db)
  return rows
}

type Way = RawBuilder<unknown>
type Condition = RawBuilder<unknown>

/** Of so many values each has a way of its own, which is planned by how frequent it is; of more all have the same. */
const mostPlanned = 16

const always = sql`true`

async function waysTo(db: Db, workspaceId: string, { filter, after, limit }: Asked): Promise<Way[]> {
  const { action, text, actorId, subjectId, address } = filter
  const narrowed = narrow(workspaceId, filter, after)
  const newest = sql`order by at desc, id desc limit ${limit}`
  const way = (fits: Condition): Way =>
    sql`(select at, id from audit_log where ${narrowed} and ${fits} ${newest})`
  const sealed = (fits: Condition): Way => way(sql`chain_seq is not null and ${fits}`)
  const eachOf = (column: 'action' | 'actor_name', values: readonly string[], fits: Condition): Way[] =>
    values.length <= mostPlanned
      ? values.map((value) => sealed(sql`${sql.ref(column)} = ${value} and ${fits}`))
      : [
          sql`(select r.at, r.id from unnest(${values}::text[]) v (value)
            cross join lateral ${sealed(sql`${sql.ref(column)} = v.value and ${fits}`)} r)`,
        ]
  const acted = action === undefined ? always : sql`action like ${beginningWith(action)}`
  if (text !== undefined) {
    // Found along the letters and sorted after: nobody can foresee how far one would read along time.
    const things = sql`(select at, id from (select at, id from audit_log
      where ${narrowed} and chain_seq is not null and ${holdsThing(text)} and ${acted} offset 0) t ${newest})`
    const fresh = way(sql`chain_seq is null and ${acted} and (${holdsName(text)} or ${holdsThing(text)})`)
    return [...eachOf('actor_name', await findNames(db, workspaceId, text), acted), things, fresh]
  }
  const fresh = way(sql`chain_seq is null and ${acted}`)
  if (action !== undefined)
    return [...eachOf('action', await findActions(db, workspaceId, action), always), fresh]
  return (actorId ?? subjectId ?? address) ? [sealed(always), fresh] : [way(always)]
}

/** What every way has in common. */
function narrow(
  workspaceId: string,
  { actorId, subjectId, address, from, to }: AuditFilter,
  after: Place | null,
): Condition {
  return sql.join(
    [
      sql`workspace_id = ${workspaceId}`,
      ...(after ? [sql`(at, id) < (${after[0]}::timestamptz, ${after[1]}::bigint)`] : []),
      ...(from === undefined ? [] : [sql`at >= ${new Date(from)}`]),
      ...(to === undefined ? [] : [sql`at < ${new Date(to)}`]),
      ...(actorId === undefined ? [] : [sql`actor_id = ${actorId}`]),
      ...(subjectId === undefined ? [] : [sql`subject_id = ${subjectId}`]),
      ...(address === undefined ? [] : [sql`ip = ${address}`]),
    ],
    sql` and `,
  )
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
const beginningWith = (text: string): string => `${escapeLike(text)}%`
const holding = (text: string): string => `%${escapeLike(text.toLowerCase())}%`
const holdsName = (text: string) => sql`lower(actor_name) like ${holding(text)}`
const holdsThing = (text: string) => sql`audit_names(before, after) like ${holding(text)}`

const findActions = async (db: Db, workspaceId: string, beginning: string): Promise<string[]> =>
  (await distinct(db, workspaceId, 'action')).filter((action) => action.startsWith(beginning))

const findNames = async (db: Db, workspaceId: string, text: string): Promise<string[]> =>
  (await distinct(db, workspaceId, 'actor_name')).filter((name) =>
    name.toLowerCase().includes(text.toLowerCase()),
  )

/** Every value of a column, each found along the index from the one before: there are far fewer than rows. */
async function distinct(db: Db, workspaceId: string, column: 'action' | 'actor_name'): Promise<string[]> {
  const name = sql.ref(column)
  const next = (after: RawBuilder<unknown>) => sql`
    select ${name} as value from audit_log where workspace_id = ${workspaceId} and chain_seq is not null and ${after}
    order by ${name} limit 1`
  const { rows } = await sql<{ value: string }>`
    with recursive v as (
      (${next(sql`true`)})
      union all
      select n.value from v cross join lateral (${next(sql`${name} > v.value`)}) n
    )
    select value from v`.execute(db)
  return rows.map(({ value }) => value)
}
