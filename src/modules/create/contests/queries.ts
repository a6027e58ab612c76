import { type Selectable, sql } from 'kysely'
import type { DB, Db, Tx } from '../../../platform/db/index.ts'
import type { Counts, PostWay } from './contract.ts'

export type ContestRow = Selectable<DB['contests']>

export async function findContests(
  db: Db,
  workspaceId: string,
  limit: number,
  after: readonly [string, string] | null,
) {
  const { rows } = await sql<
    Pick<
      ContestRow,
      'id' | 'name' | 'stage' | 'startsAt' | 'endsAt' | 'timeZone' | 'winners' | 'erasedAt'
    > & {
      people: number
      aside: number
      place: string
    }
  >`
    select c.id, c.name, c.stage, c.starts_at, c.ends_at, c.time_zone, c.winners, c.erased_at, c.created_at::text as place,
      (select count(*)::int from contest_people p where p.contest_id = c.id and p.merged_into is null) as people,
      (select count(*)::int from contest_people p where p.contest_id = c.id and p.merged_into is null and p.state = 'aside') as aside
    from contests c where c.workspace_id = ${workspaceId}
      ${after ? sql`and (c.created_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by c.created_at desc, c.id desc limit ${limit + 1}`.execute(db)
  return rows
}

export const findContest = (db: Db, workspaceId: string, id: string): Promise<ContestRow | undefined> =>
  db
    .selectFrom('contests')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** One change after the other: entries, judgements and the draw of one contest wait for each other. */
export const lockContest = (tx: Tx, workspaceId: string, id: string): Promise<ContestRow | undefined> =>
  tx
    .selectFrom('contests')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const findByToken = (db: Db, token: string) =>
  db
    .selectFrom('contests')
    .innerJoin('workspaces', 'workspaces.id', 'contests.workspaceId')
    .leftJoin('approvalPages', 'approvalPages.workspaceId', 'contests.workspaceId')
    .selectAll('contests')
    .select([
      'workspaces.name as brand',
      'approvalPages.colour as colour',
      'workspaces.organisationId',
      'workspaces.eraseAt as goesAt',
    ])
    .where('contests.token', '=', token)
    .executeTakeFirst()
export type PublicRow = NonNullable<Awaited<ReturnType<typeof findByToken>>>

export const countContests = async (db: Db, workspaceId: string): Promise<number> => {
  const { n } = await db
    .selectFrom('contests')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return n
}

export const insertContest = (
  tx: Tx,
  values: { workspaceId: string; name: string; facts: string; timeZone: string; form: string },
) => tx.insertInto('contests').values(values).returning('id').executeTakeFirstOrThrow()

type Values = Partial<
  Omit<ContestRow, 'id' | 'workspaceId' | 'facts' | 'form' | 'beacon' | 'erased'> & {
    facts: string
    form: string
    beacon: string | null
    erased: string
  }
>

export const updateContest = (tx: Tx, workspaceId: string, id: string, values: Values) =>
  tx
    .updateTable('contests')
    .set({ ...values })
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt: sql`now()` }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteContest = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('contests').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export const findRules = (db: Db, workspaceId: string, contestId: string) =>
  db
    .selectFrom('contestRules')
    .leftJoin('users', 'users.id', 'contestRules.userId')
    .select(['version', 'reason', 'at', 'users.name as by'])
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .orderBy('version', 'desc')
    .limit(100)
    .execute()

export const findRulesTexts = (db: Db, workspaceId: string, contestId: string) =>
  db
    .selectFrom('contestRules')
    .select(['version', 'texts', 'at'])
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .orderBy('version', 'desc')
    .executeTakeFirst()

export const insertRules = (
  tx: Tx,
  values: {
    workspaceId: string
    contestId: string
    version: number
    texts: string
    packs: string
    reason: string
    userId: string | null
    at: Date
  },
) => tx.insertInto('contestRules').values(values).execute()

export async function findPosts(db: Db, workspaceId: string, contestId: string) {
  const { rows } = await sql<{
    id: string
    publicationId: string
    channelId: string
    channel: string
    network: string
    text: string
    url: string | null
    ways: PostWay[]
    readAt: Date | null
    nextAt: Date | null
    wholeAt: Date | null
    partial: PostWay[]
    failure: string | null
  }>`
    select p.id, p.publication_id, p.channel_id, c.name as channel, c.network, left(u.text, 280) as text, u.url, p.ways, p.read_at,
      p.next_at, p.whole_at, p.partial, p.failure
    from contest_posts p join channels c on c.id = p.channel_id join publications u on u.id = p.publication_id
    where p.workspace_id = ${workspaceId} and p.contest_id = ${contestId} order by p.created_at, p.id limit 50`.execute(
    db,
  )
  return rows
}

export const insertPost = (
  tx: Tx,
  values: {
    workspaceId: string
    contestId: string
    publicationId: string
    channelId: string
    remoteId: string
    ways: string[]
    nextAt: Date | null
  },
) =>
  tx
    .insertInto('contestPosts')
    .values(values)
    .onConflict((on) => on.columns(['contestId', 'publicationId']).doUpdateSet({ ways: values.ways }))
    .returning('id')
    .executeTakeFirstOrThrow()

export const deletePost = (tx: Tx, workspaceId: string, contestId: string, id: string) =>
  tx
    .deleteFrom('contestPosts')
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()

const candidate = sql`
  select p.id as publication_id, p.channel_id, c.name as channel, c.network, left(p.text, 280) as text, p.url, p.published_at, p.remote_id
  from publications p join channels c on c.id = p.channel_id`

export type CandidateRow = {
  publicationId: string
  channelId: string
  channel: string
  network: string
  text: string
  url: string | null
  publishedAt: Date
  remoteId: string
}

/** What is out there and whose readers can take part: the newest first. */
export async function findCandidates(
  db: Db,
  workspaceId: string,
  networks: readonly string[],
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`${candidate}
    where p.workspace_id = ${workspaceId} and p.gone_at is null and p.kind = 'post' and c.network = any(${[...networks]}::text[])
      and c.state <> 'removed' order by p.published_at desc, p.id limit 100`.execute(db)
  return rows
}

export async function findCandidate(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<CandidateRow | undefined> {
  const { rows } = await sql<CandidateRow>`${candidate}
    where p.workspace_id = ${workspaceId} and p.id = ${id} and p.gone_at is null and c.state <> 'removed'`.execute(
    db,
  )
  return rows[0]
}

/** Each row is met by a key: how many people there are is not known beforehand, and thousands may come within a minute. */
export async function countPeople(db: Db, workspaceId: string, contestId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    with told as (
      select coalesce(r.merged_into, r.id) as root, coalesce(bool_or(e.confirmed_at is not null), false) as confirmed,
        bool_and(e.way = 'form') as by_form
      from contest_people r left join contest_entries e on e.person_id = r.id
      where r.workspace_id = ${workspaceId} and r.contest_id = ${contestId} group by 1),
    through as (
      select coalesce(r.merged_into, r.id) as root from contest_claims c join contest_entries e on e.id = c.entry_id
        join contest_people r on r.id = e.person_id join contest_keys k on k.contest_id = c.contest_id and k.key = c.key
        join contest_people q on q.id = k.person_id
        join contest_people s on s.id = coalesce(q.merged_into, q.id) and s.state in ('in', 'kept')
      where c.contest_id = ${contestId} and c.proven_at is null and e.confirmed_at is not null
        and s.id <> coalesce(r.merged_into, r.id)),
    people as (
      select p.state, t.confirmed, p.id in (select root from through) and t.by_form and p.state in ('in', 'kept') as through
      from told t join contest_people p on p.id = t.root)
    select count(*) filter (where state = 'in' and confirmed and not through)::int as "in",
      count(*) filter (where state = 'aside' and confirmed)::int as aside,
      count(*) filter (where state = 'kept' and confirmed and not through)::int as kept,
      count(*) filter (where state = 'out')::int as "out",
      count(*) filter (where state <> 'out' and not confirmed)::int as unconfirmed,
      count(*) filter (where through)::int as through
    from people`.execute(db)
  return rows[0] ?? { in: 0, aside: 0, kept: 0, out: 0, unconfirmed: 0, through: 0 }
}

export const findDraws = (db: Db, workspaceId: string, contestId: string) =>
  db
    .selectFrom('contestDraws')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .orderBy('round')
    .execute()

export const findList = async (
  db: Db,
  workspaceId: string,
  contestId: string,
): Promise<string[] | undefined> => {
  const row = await db
    .selectFrom('contestLists')
    .select('leaves')
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .executeTakeFirst()
  return row?.leaves
}

export const countListed = async (db: Db, workspaceId: string, contestId: string): Promise<number | null> => {
  const row = await db
    .selectFrom('contestLists')
    .select(sql<number>`cardinality(leaves)`.as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .executeTakeFirst()
  return row?.n ?? null
}
