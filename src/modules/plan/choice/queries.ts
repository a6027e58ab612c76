import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isIn, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { ChoiceSettings, FigureBody, FigurePlace } from './contract.ts'

export type FigureRow = Awaited<ReturnType<typeof findFigures>>[number]

/** What the workspace has entered, over whatever the reference says. */
export const findFigures = (db: Db, workspaceId: string) =>
  db
    .selectFrom('audienceFigures as f')
    .leftJoin('users as u', 'u.id', 'f.authorId')
    .select([
      'f.network',
      'f.country',
      'f.measure',
      'f.dimension',
      'f.value',
      'f.number',
      'f.source',
      'f.url',
    ])
    .select(['f.knownOn', 'f.confidence', 'f.updatedAt', 'u.name as author'])
    .where('f.workspaceId', '=', workspaceId)
    .execute()

export async function saveFigures(
  tx: Tx,
  workspaceId: string,
  bodies: readonly FigureBody[],
  { authorId, at }: { authorId: string | null; at: Date },
): Promise<void> {
  if (bodies.length === 0) return
  await tx
    .insertInto('audienceFigures')
    .values(bodies.map((body) => ({ workspaceId, ...body, authorId, updatedAt: at })))
    .onConflict((on) =>
      on
        .columns(['workspaceId', 'network', 'country', 'measure', 'dimension', 'value'])
        .doUpdateSet(({ ref }) => ({
          number: ref('excluded.number'),
          source: ref('excluded.source'),
          url: ref('excluded.url'),
          knownOn: ref('excluded.knownOn'),
          confidence: ref('excluded.confidence'),
          authorId: ref('excluded.authorId'),
          updatedAt: ref('excluded.updatedAt'),
        })),
    )
    .execute()
}

export const deleteFigure = (tx: Tx, workspaceId: string, place: FigurePlace) =>
  tx
    .deleteFrom('audienceFigures')
    .where('workspaceId', '=', workspaceId)
    .where('network', '=', place.network)
    .where('country', '=', place.country)
    .where('measure', '=', place.measure)
    .where('dimension', '=', place.dimension)
    .where('value', '=', place.value)
    .execute()

export const findSettings = (db: Db, workspaceId: string) =>
  db
    .selectFrom('choiceSettings')
    .select(['version', 'body'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()

export async function saveSettings(
  tx: Tx,
  workspaceId: string,
  body: ChoiceSettings,
  version: number,
  at: Date,
): Promise<void> {
  const values = { version, body: JSON.stringify(body), updatedAt: at }
  await tx
    .insertInto('choiceSettings')
    .values({ workspaceId, ...values })
    .onConflict((on) => on.column('workspaceId').doUpdateSet(values))
    .execute()
}

/** Joined accounts that somebody sees, by network. */
export const findJoined = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', viewer.workspaceId)
    .where('state', '!=', 'removed')
    .$if(sightOf(viewer) !== null, (query) => query.where(isIn(sightOf(viewer), 'id')))
    .orderBy('id')
    .execute()

/** Hours a week that the plans of channels take, of those that somebody sees. */
export async function sumHours(db: Db, viewer: Viewer): Promise<number> {
  const row = await db
    .selectFrom('channelPlans as p')
    .innerJoin('channels as c', 'c.id', 'p.channelId')
    .select(({ fn }) => fn.coalesce(fn.sum<string>('p.hours'), sql<string>`0`).as('hours'))
    .where('p.workspaceId', '=', viewer.workspaceId)
    .where('c.state', '!=', 'removed')
    .$if(sightOf(viewer) !== null, (query) => query.where(isIn(sightOf(viewer), 'c.id')))
    .executeTakeFirstOrThrow()
  return Number(row.hours)
}

export const findZone = (db: Db, workspaceId: string) =>
  db.selectFrom('workspaces').select('timeZone').where('id', '=', workspaceId).executeTakeFirstOrThrow()
