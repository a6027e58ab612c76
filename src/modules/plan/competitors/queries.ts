import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { DayBody, NoteBody, ProfileChange, Source } from './contract.ts'

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

// --- Profiles --------------------------------------------------------------------------------------

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

/** Of posts that people brought: all since this instant are taken to be known. */
export const noteReadBack = (tx: Tx, workspaceId: string, id: string, since: Date, at: Date) =>
  tx
    .updateTable('competitorProfiles')
    .set({ readBackTo: sql`least(read_back_to, ${since})`, collectedAt: at })
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

export type LatestDay = {
  profileId: string
  day: string
  followers: number | null
  following: number | null
  posts: number | null
  source: Source
}

/** The newest day of each profile of which anything is known. */
export async function latestDays(
  db: Db,
  workspaceId: string,
  profileIds: readonly string[],
): Promise<LatestDay[]> {
  if (profileIds.length === 0) return []
  const { rows } = await sql<LatestDay>`
    select d.profile_id, d.day, d.followers, d.following, d.posts, d.source
    from unnest(${profileIds}::uuid[]) as u (id) cross join lateral (
      select * from competitor_days where workspace_id = ${workspaceId} and profile_id = u.id order by day desc limit 1
    ) d`.execute(db)
  return rows
}

export const findDays = (db: Db, workspaceId: string, profileIds: readonly string[], from: string) =>
  db
    .selectFrom('competitorDays')
    .select(['profileId', 'day', 'followers', 'following', 'posts', 'source'])
    .where('workspaceId', '=', workspaceId)
    .where('profileId', 'in', [...profileIds])
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('profileId')
    .execute()

/**
 * Writes what days counted; a figure that is left out (undefined) stays as it was. What a network told is not written over
 * by people. Answers how many days are new and how many are otherwise now.
 */
export async function writeDays(
  tx: Db,
  workspaceId: string,
  profileId: string,
  days: readonly ({ day: string } & DayBody)[],
  { source, at }: { source: Source; at: Date },
): Promise<{ added: number; changed: number }> {
  if (days.length === 0) return { added: 0, changed: 0 }
  const column = (name: keyof DayBody) => sql`${days.map((one) => one[name] ?? null)}::bigint[]`
  const given = (name: keyof DayBody) => sql`${days.map((one) => one[name] !== undefined)}::boolean[]`
  const { rows } = await sql<{ added: boolean }>`
    insert into competitor_days as d (workspace_id, profile_id, day, followers, following, posts, source, at)
    select ${workspaceId}, ${profileId}, n.day, n.followers, n.following, n.posts, ${source}, ${at}
    from unnest(${days.map(({ day }) => day)}::date[], ${column('followers')}, ${column('following')}, ${column('posts')})
      as n (day, followers, following, posts)
    on conflict (workspace_id, profile_id, day) do update set
      followers = case when ${told('followers')} then excluded.followers else d.followers end,
      following = case when ${told('following')} then excluded.following else d.following end,
      posts = case when ${told('posts')} then excluded.posts else d.posts end,
      source = excluded.source, at = excluded.at
      where d.source <> 'network' or excluded.source = 'network'
    returning (xmax = 0) as added`.execute(tx)
  return {
    added: rows.filter(({ added }) => added).length,
    changed: rows.filter(({ added }) => !added).length,
  }

  /** Whether the day that meets another one names the figure. */
  function told(name: keyof DayBody) {
    return sql`exists (select from unnest(${days.map(({ day }) => day)}::date[], ${given(name)}) as g (day, given)
      where g.day = excluded.day and g.given)`
  }
}

export async function deleteDay(
  tx: Tx,
  workspaceId: string,
  profileId: string,
  day: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('competitorDays')
    .where('workspaceId', '=', workspaceId)
    .where('profileId', '=', profileId)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

// --- Notes -----------------------------------------------------------------------------------------

export type NoteRow = Awaited<ReturnType<typeof findNotes>>[number]

const notes = (db: Db, workspaceId: string) =>
  db
    .selectFrom('competitorNotes as n')
    .leftJoin('users as u', 'u.id', 'n.authorId')
    .select([
      'n.id',
      'n.competitorId',
      'n.kind',
      'n.onDay',
      'n.words',
      'n.createdAt',
      'n.updatedAt',
      'n.removedAt',
    ])
    .select('u.name as author')
    .where('n.workspaceId', '=', workspaceId)

/** Newest day first. */
export const findNotes = (db: Db, workspaceId: string, competitorId: string) =>
  notes(db, workspaceId)
    .where('n.competitorId', '=', competitorId)
    .where('n.removedAt', 'is', null)
    .orderBy('n.onDay', 'desc')
    .orderBy('n.id', 'desc')
    .execute()

export const findNote = (db: Db, workspaceId: string, id: string) =>
  notes(db, workspaceId).where('n.id', '=', id).executeTakeFirst()

export const countNotes = (db: Db, workspaceId: string, competitorIds: readonly string[]) =>
  db
    .selectFrom('competitorNotes')
    .select(['competitorId', 'kind'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('competitorId', 'in', [...competitorIds])
    .where('removedAt', 'is', null)
    .groupBy(['competitorId', 'kind'])
    .execute()

export async function insertNote(
  tx: Tx,
  workspaceId: string,
  competitorId: string,
  { kind, onDay, words }: NoteBody,
  { authorId, at }: { authorId: string | null; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('competitorNotes')
    .values({ workspaceId, competitorId, kind, onDay, words, authorId, createdAt: at, updatedAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateNote = (
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<NoteBody> & { removedAt?: Date | null; updatedAt?: Date },
) =>
  tx
    .updateTable('competitorNotes')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** What was taken away so long ago that nobody brings it back. */
export const purgeNotes = (db: Db, before: Date) =>
  db.deleteFrom('competitorNotes').where('removedAt', '<', before).execute()

// --- Us --------------------------------------------------------------------------------------------

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
