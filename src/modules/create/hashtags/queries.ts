import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andWithin, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { engagementCounts } from '../../measure/metrics/contract.ts'
import { type HashtagSetBody, lookedDays, lookedMost } from './contract.ts'

const columns = ['id', 'name', 'tags', 'version', 'updatedAt'] as const

export const findAll = (db: Db, workspaceId: string) =>
  db
    .selectFrom('hashtagSets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()

export type SetRow = Awaited<ReturnType<typeof findAll>>[number]

export const lock = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('hashtagSets')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function insert(tx: Tx, workspaceId: string, body: HashtagSetBody): Promise<string> {
  const { id } = await tx
    .insertInto('hashtagSets')
    .values({ workspaceId, ...body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function update(
  tx: Tx,
  workspaceId: string,
  id: string,
  patch: HashtagSetBody & { version: number; updatedAt: Date },
): Promise<void> {
  await tx
    .updateTable('hashtagSets')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function remove(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('hashtagSets').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
}

type Use = { tag: string; uses: number; lastAt: Date; measured: number; engagements: number | null }

/**
 * Hashtags of what was published on channels that the viewer sees: each counted once in a publication, whatever its letters'
 * case. Its engagements are the newest numbers of those publications of which some are known.
 */
export async function findUses(
  db: Db,
  viewer: Viewer,
  now: Date,
  most: number,
): Promise<{ used: Use[]; looked: number }> {
  const from = new Date(now.getTime() - lookedDays * 86_400_000)
  const { rows } = await sql<Use & { looked: number }>`
    with newest as (
      select p.id, p.text, p.published_at from publications p
      where p.workspace_id = ${viewer.workspaceId} and p.kind <> 'repost' and p.published_at > ${from}
        ${andWithin(sightOf(viewer), sql`p.channel_id`)}
      order by p.published_at desc limit ${lookedMost}),
    tagged as (
      select distinct on (n.id, lower(t[1])) n.id, n.published_at, t[1] as tag
      from newest n cross join lateral regexp_matches(n.text, '(?:^|[^[:alnum:]_&/])[#＃]([[:alnum:]_]{1,100})', 'g') t
      where t[1] ~ '[[:alpha:]]'),
    numbers as (
      select m.subject_id as id, sum(m.value) as engagements from metric_latest m
      where m.workspace_id = ${viewer.workspaceId} and m.subject_kind = 'publication'
        and m.metric = any(${[...engagementCounts]}) and m.subject_id in (select id from tagged)
      group by m.subject_id)
    select (array_agg(t.tag order by t.published_at desc))[1] as tag, count(*)::int as uses,
      max(t.published_at) as last_at, count(n.id)::int as measured, avg(n.engagements)::float8 as engagements,
      (select count(*) from newest)::int as looked
    from tagged t left join numbers n on n.id = t.id
    group by lower(t.tag) order by count(*) desc, max(t.published_at) desc limit ${most}`.execute(db)
  return { used: rows.map(({ looked: _, ...use }) => use), looked: rows[0]?.looked ?? 0 }
}
