import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenGoal, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Strategy, StrategyPart, SuccessGoal } from './contract.ts'

export type RevisionRow = {
  number: number
  body: unknown
  parts: string[]
  reason: string
  author: string | null
  restoredFrom: number | null
  createdAt: Date
  reviewOn: string | null
  reviewToldAt: Date | null
}

const revisions = (db: Db, workspaceId: string) =>
  db
    .selectFrom('strategyRevisions as r')
    .leftJoin('users as u', 'u.id', 'r.authorId')
    .select([
      'r.number',
      'r.body',
      'r.parts',
      'r.reason',
      'u.name as author',
      'r.restoredFrom',
      'r.createdAt',
    ])
    .select(['r.reviewOn', 'r.reviewToldAt'])
    .where('r.workspaceId', '=', workspaceId)

export const findNewest = (db: Db, workspaceId: string): Promise<RevisionRow | undefined> =>
  revisions(db, workspaceId).orderBy('r.number', 'desc').limit(1).executeTakeFirst()

export const findRevision = (db: Db, workspaceId: string, number: number): Promise<RevisionRow | undefined> =>
  revisions(db, workspaceId).where('r.number', '=', number).executeTakeFirst()

/** Newest first, without what they say. */
export const listRevisions = (db: Db, workspaceId: string, before: number | null, limit: number) =>
  db
    .selectFrom('strategyRevisions as r')
    .leftJoin('users as u', 'u.id', 'r.authorId')
    .select(['r.number', 'r.parts', 'r.reason', 'u.name as author', 'r.restoredFrom', 'r.createdAt'])
    .where('r.workspaceId', '=', workspaceId)
    .$if(before !== null, (query) => query.where('r.number', '<', before))
    .orderBy('r.number', 'desc')
    .limit(limit)
    .execute()

/** What was changed after a revision, as far as parts go. */
export async function partsSince(db: Db, workspaceId: string, number: number): Promise<string[]> {
  const { rows } = await sql<{ part: string }>`
    select distinct unnest(parts) as part from strategy_revisions
    where workspace_id = ${workspaceId} and number > ${number}`.execute(db)
  return rows.map(({ part }) => part)
}

type NewRevision = {
  workspaceId: string
  number: number
  body: Strategy
  parts: readonly StrategyPart[]
  reason: string
  authorId: string | null
  restoredFrom: number | null
  reviewToldAt: Date | null
  createdAt: Date
}

export const insertRevision = (tx: Tx, { body, parts, ...rest }: NewRevision) =>
  tx
    .insertInto('strategyRevisions')
    .values({ ...rest, body: JSON.stringify(body), parts: [...parts], reviewOn: body.rhythm.next })
    .execute()

/** Of these goals, those that are there and that the viewer sees; without a viewer, those that are there. */
export async function findGoals(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  viewer: Viewer | null,
): Promise<SuccessGoal[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SuccessGoal>`
    select g.id, g.name, g.metric, g.baseline::float8 as baseline, g.target::float8 as target, g.starts_on, g.deadline
    from goals g where g.workspace_id = ${workspaceId} and g.id = any(${ids}::uuid[])
      and ${viewer ? isSeenGoal(sightOf(viewer), 'g') : sql`true`}
    order by array_position(${ids}::uuid[], g.id)`.execute(db)
  return rows
}

/** Of these personas, those that are there. */
export async function findPersonas(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from personas where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], id)`.execute(db)
  return rows
}

export const findWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('workspaces')
    .select(['name', 'timeZone', 'eraseAt'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()

const links = (db: Db) =>
  db
    .selectFrom('strategyLinks as l')
    .innerJoin('users as u', 'u.id', 'l.madeBy')
    .leftJoin('members as m', (join) =>
      join.onRef('m.userId', '=', 'l.madeBy').onRef('m.workspaceId', '=', 'l.workspaceId'),
    )
    .select([
      'l.id',
      'l.workspaceId',
      'l.label',
      'l.parts',
      'l.createdAt',
      'l.expiresAt',
      'l.opens',
      'l.openedAt',
    ])
    .select(['u.name as makerName', 'm.role as makerRole'])

export type LinkRow = Awaited<ReturnType<typeof listLinks>>[number]

export const listLinks = (db: Db, workspaceId: string) =>
  links(db)
    .where('l.workspaceId', '=', workspaceId)
    .orderBy('l.createdAt', 'desc')
    .orderBy('l.id')
    .limit(200)
    .execute()

export const findLink = (db: Db, workspaceId: string, id: string) =>
  links(db).where('l.workspaceId', '=', workspaceId).where('l.id', '=', id).executeTakeFirst()

export const findLinkByDigest = (db: Db, digest: Buffer) =>
  links(db).where('l.digest', '=', digest).executeTakeFirst()

type NewLink = {
  workspaceId: string
  digest: Buffer
  label: string
  parts: readonly StrategyPart[]
  madeBy: string
  createdAt: Date
  expiresAt: Date
}

export const insertLink = (tx: Tx, { parts, ...link }: NewLink) =>
  tx
    .insertInto('strategyLinks')
    .values({ ...link, parts: [...parts] })
    .returning('id')
    .executeTakeFirstOrThrow()

export const deleteLink = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .deleteFrom('strategyLinks')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning('label')
    .executeTakeFirst()

export const countOpen = (db: Db, id: string, at: Date) =>
  db
    .updateTable('strategyLinks')
    .set(({ eb }) => ({ opens: eb('opens', '+', 1), openedAt: at }))
    .where('id', '=', id)
    .execute()

export const purgeLinks = (db: Db, before: Date) =>
  db.deleteFrom('strategyLinks').where('expiresAt', '<', before).execute()
