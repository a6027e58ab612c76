/** What was found in a post, kept with the packs of the day. */
import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andWithin, type Viewer } from '../../../app/sight.ts'
import type { Change, Db } from '../../../platform/db/index.ts'
import type { Judged, Result } from './contract.ts'

export type NewResult = {
  channelId: string
  version: number
  forDay: string
  packs: readonly { id: string; version: string }[]
  found: readonly Judged[]
  /** By what else it was judged. */
  ground: string
}

/** Without the name of who let it pass, which is told from its own row, and goes with its person. */
const kept = ({
  rule,
  code,
  level,
  channelId,
  part,
  facts,
  packs,
  confidence,
  source,
  detail,
  override,
}: Judged) => ({
  ...{ rule, code, level, channelId, part, facts, packs, confidence, source, detail, mend: null },
  override: override && { ...override, by: null },
})

const newResults = (db: Db, workspaceId: string, postId: string, results: readonly NewResult[]) =>
  db.insertInto('complianceResults').values(
    results.map(({ channelId, version, forDay, packs, found, ground }) => ({
      workspaceId,
      postId,
      channelId,
      version,
      forDay,
      ground,
      packs: JSON.stringify(packs),
      found: JSON.stringify(found.map(kept)),
    })),
  )

/** What was found when words were frozen; as a statement, because a new post is put down in one. */
export const resultRows = (
  db: Db,
  workspaceId: string,
  postId: string,
  results: readonly NewResult[],
): Change[] => (results.length === 0 ? [] : [newResults(db, workspaceId, postId, results)])

/** The same inside a transaction. */
export async function keepResults(
  db: Db,
  workspaceId: string,
  postId: string,
  results: readonly NewResult[],
): Promise<void> {
  if (results.length > 0) await newResults(db, workspaceId, postId, results).execute()
}

export async function findResults(db: Db, viewer: Viewer, postId: string, most: number): Promise<Result[]> {
  const { rows } = await sql<Omit<Result, 'at'> & { at: Date }>`
    select r.id, r.channel_id, r.version, r.for_day::text as for_day, r.at, r.packs, r.found from compliance_results r
    where r.workspace_id = ${viewer.workspaceId} and r.post_id = ${postId} ${andWithin(sightOf(viewer), sql`r.channel_id`)}
    order by r.at desc, r.id limit ${most}`.execute(db)
  const names = await findNames(db, viewer.workspaceId, postId)
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    found: row.found.map((one) => ({
      ...one,
      override: one.override && { ...one.override, by: nameIn(names, one) },
    })),
  }))
}

const findNames = (db: Db, workspaceId: string, postId: string) =>
  db
    .selectFrom('complianceOverrides as o')
    .innerJoin('users as u', 'u.id', 'o.userId')
    .select(['o.rule', 'o.channelId', 'o.at', 'u.name'])
    .where('o.workspaceId', '=', workspaceId)
    .where('o.postId', '=', postId)
    .execute()

const nameIn = (
  names: readonly { rule: string; channelId: string; at: Date; name: string }[],
  { rule, channelId, override }: Judged,
): string | null =>
  names.find(
    (one) => one.rule === rule && one.channelId === channelId && one.at.toISOString() === override?.at,
  )?.name ?? null

/** In one statement; the rest waits for the next. */
const droppedAtOnce = 5000

/**
 * Takes away what was found before an instant and has been found anew since. Of a channel where the post went out, what was
 * found last before it left stays, and everything since: that is the proof of what was published and changed.
 */
export async function dropSuperseded(db: Db, before: Date): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      delete from compliance_results where id in (
        select r.id from compliance_results r
        where r.at < ${before}::timestamptz and exists (
            select from compliance_results n where n.workspace_id = r.workspace_id and n.post_id = r.post_id
              and n.channel_id = r.channel_id and (n.at, n.id) > (r.at, r.id))
          and not exists (
            select from deliveries d cross join lateral (select coalesce(d.first_attempt_at, d.published_at) as at) went
            where d.workspace_id = r.workspace_id and d.post_id = r.post_id and d.channel_id = r.channel_id and went.at is not null
              and not exists (
                select from compliance_results n where n.workspace_id = r.workspace_id and n.post_id = r.post_id
                  and n.channel_id = r.channel_id and (n.at, n.id) > (r.at, r.id) and n.at <= went.at))
        limit ${droppedAtOnce})
      returning id`.execute(db)
    if (rows.length < droppedAtOnce) return
  }
}
