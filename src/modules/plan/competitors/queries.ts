import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { ProfileChange } from './contract.ts'

export type CompetitorRow = Awaited<ReturnType<typeof listCompetitors>>[number]

const competitors = (db: Db, workspaceId: string) =>
  db
    .selectFrom('competitors')
    .select(['id', 'name', 'website', 'version', 'createdAt', 'updatedAt', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)

export const listCompetitors = (db: Db, workspaceId: string, archived: boolean) =>
  competitors(db, workspaceId)
    .where('archivedAt', archived ? 'is not' : 'is', null)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()

export const findCompetitors = (db: Db, workspaceId: string, ids: readonly string[]) =>
  competitors(db, workspaceId)
    .where('id', 'in', [...ids])
    .execute()

export const lockCompetitor = (tx: Tx, workspaceId: string, id: string) =>
  competitors(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()

export async function countCompetitors(db: Db, workspaceId: string): Promise<number> {
  const row = await db
    .selectFrom('competitors')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

type Named = { name: string; website: string }

export async function insertCompetitor(tx: Tx, workspaceId: string, named: Named, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('competitors')
    .values({ workspaceId, ...named, createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateCompetitor = (
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<Named> & { archivedAt?: Date | null },
  at: Date,
) =>
  tx
    .updateTable('competitors')
    .set(({ eb }) => ({ ...change, updatedAt: at, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteCompetitor = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('competitors').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const row = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.timeZone
}

export type ProfileRow = Awaited<ReturnType<typeof findProfiles>>[number]

const profileColumns = [
  'id',
  'competitorId',
  'network',
  'isRead',
  'handle',
  'name',
  'url',
  'server',
  'remoteId',
  'avatarUrl',
  'nextAt',
  'collectedAt',
  'askedAt',
  'failures',
  'troubleCode',
  'troubleWords',
  'movedTo',
  'readBackTo',
  'readTo',
] as const

/** In the order in which they were added. */
export const findProfiles = (db: Db, workspaceId: string, competitorIds: readonly string[]) =>
  db
    .selectFrom('competitorProfiles')
    .select(profileColumns)
    .where('workspaceId', '=', workspaceId)
    .where('competitorId', 'in', [...competitorIds])
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

export const findProfile = (db: Db, workspaceId: string, id: string) =>
  db
    .selectFrom('competitorProfiles')
    .select(profileColumns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const lockProfile = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .selectFrom('competitorProfiles')
    .select(profileColumns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Whose profile an account is already in this workspace. */
export const findByAccount = (
  db: Db,
  workspaceId: string,
  account: { network: string; server: string; remoteId: string },
) =>
  db
    .selectFrom('competitorProfiles as p')
    .innerJoin('competitors as c', (join) =>
      join.onRef('c.id', '=', 'p.competitorId').onRef('c.workspaceId', '=', 'p.workspaceId'),
    )
    .select(['p.id', 'c.id as competitorId', 'c.name'])
    .where('p.workspaceId', '=', workspaceId)
    .where('p.isRead', '=', true)
    .where('p.network', '=', account.network)
    .where('p.server', '=', account.server)
    .where('p.remoteId', '=', account.remoteId)
    .executeTakeFirst()

export type NewProfile = {
  network: string
  isRead: boolean
  handle: string
  name: string
  url: string
  server: string | null
  remoteId: string | null
  avatarUrl: string | null
  movedTo: string | null
  nextAt: Date | null
  createdAt: Date
}

export async function insertProfile(
  tx: Tx,
  workspaceId: string,
  competitorId: string,
  profile: NewProfile,
): Promise<string> {
  const { id } = await tx
    .insertInto('competitorProfiles')
    .values({ workspaceId, competitorId, ...profile })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateProfile = (tx: Tx, workspaceId: string, id: string, change: ProfileChange) =>
  tx
    .updateTable('competitorProfiles')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteProfile = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('competitorProfiles').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

/** Of posts that people brought: all between these instants are taken to be known. */
export const noteKnown = (
  tx: Tx,
  workspaceId: string,
  id: string,
  { from, to, at }: { from: Date; to: Date; at: Date },
) =>
  tx
    .updateTable('competitorProfiles')
    .set({
      readBackTo: sql`least(read_back_to, ${from})`,
      readTo: sql`greatest(read_to, ${to})`,
      collectedAt: at,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Those of an archived competitor rest; taken out of the archive they are read at once. */
export const rouseProfiles = (tx: Tx, workspaceId: string, competitorId: string, nextAt: Date | null) =>
  tx
    .updateTable('competitorProfiles')
    .set({ nextAt })
    .where('workspaceId', '=', workspaceId)
    .where('competitorId', '=', competitorId)
    .where('isRead', '=', true)
    .execute()

export const findChannels = (db: Db, workspaceId: string) =>
  db
    .selectFrom('channels')
    .select(['id', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('state', '!=', 'removed')
    .execute()

export const findWorkspaceName = async (db: Db, workspaceId: string): Promise<string> =>
  (await db.selectFrom('workspaces').select('name').where('id', '=', workspaceId).executeTakeFirstOrThrow())
    .name
