import { type SqlBool, sql } from 'kysely'
import { clean, cleanJson } from '../../../platform/clean.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { thresholds } from '../impostors/contract.ts'
import type { SeenProfile, SuspectShow, SuspectVerdict } from './contract.ts'

const suspects = (db: Db, workspaceId: string) =>
  db
    .selectFrom('suspects')
    .select(['id', 'network', 'account', 'channelId', 'handle', 'name', 'bio', 'url', 'facts', 'pictureId'])
    .select(['points', 'signals', 'firstRun', 'lastRun', 'firstSeenAt', 'lastSeenAt', 'goneAt', 'verdict'])
    .select(['reportedOn', 'reportNote', 'version'])
    .where('workspaceId', '=', workspaceId)

export type SuspectRow = Awaited<ReturnType<typeof listSuspects>>[number]

const shown = {
  open: sql<SqlBool>`(verdict is null or verdict = 'undecided') and gone_at is null and points >= ${sql.lit(thresholds.possible)}`,
  impostor: sql<SqlBool>`verdict = 'impostor'`,
  not_one: sql<SqlBool>`verdict = 'not_one'`,
  ours: sql<SqlBool>`verdict = 'ours'`,
  all: sql<SqlBool>`true`,
} satisfies Record<SuspectShow, unknown>

type Page = { show: SuspectShow; after: readonly [points: number, id: string] | null; limit: number }

/** The likeliest first. */
export const listSuspects = (db: Db, workspaceId: string, { show, after, limit }: Page) =>
  suspects(db, workspaceId)
    .where(shown[show])
    .$if(after !== null, (query) =>
      query.where(sql<SqlBool>`(points, id) < (${after?.[0] ?? 0}::int, ${after?.[1] ?? ''}::uuid)`),
    )
    .orderBy('points', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const findSuspect = (db: Db, workspaceId: string, id: string) =>
  suspects(db, workspaceId).where('id', '=', id).executeTakeFirst()

export const lockSuspect = (tx: Tx, workspaceId: string, id: string) =>
  suspects(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()

/** Those that are looked for again: whatever people have decided, an impostor may come back, and a namesake may turn. */
export const findKnown = (db: Db, workspaceId: string) =>
  db
    .selectFrom('suspects')
    .select(['id', 'network', 'account', 'channelId', 'handle', 'points', 'verdict'])
    .where('workspaceId', '=', workspaceId)
    .where('goneAt', 'is', null)
    .orderBy('points', 'desc')
    .limit(500)
    .execute()

export async function countSuspects(db: Db, workspaceId: string) {
  const { rows } = await sql<{ likely: number; possible: number; impostors: number }>`
    select count(*) filter (where undecided and points >= ${thresholds.likely})::int as likely,
      count(*) filter (where undecided and points >= ${thresholds.possible} and points < ${thresholds.likely})::int as possible,
      count(*) filter (where verdict = 'impostor' and gone_at is null)::int as impostors
    from (select points, verdict, gone_at, (verdict is null or verdict = 'undecided') and gone_at is null as undecided
      from suspects where workspace_id = ${workspaceId}) s`.execute(db)
  return rows[0] ?? { likely: 0, possible: 0, impostors: 0 }
}

export type NewSuspect = {
  network: string
  account: string
  channelId: string
  handle: string
  name: string
  url: string
  profile: SeenProfile
  pictureId: string | null
  points: number
  signals: unknown
}

/** Keeps who was seen; whoever was known keeps verdict, report and first day. A picture that could not be had stays. */
export async function upsertSuspect(
  tx: Tx,
  workspaceId: string,
  seen: NewSuspect,
  { run, at }: { run: number; at: Date },
): Promise<{ id: string; verdict: string | null }> {
  const { bio, ...facts } = seen.profile
  const values = {
    channelId: seen.channelId,
    handle: seen.handle,
    name: seen.name,
    bio: clean(bio),
    url: seen.url,
    facts: cleanJson(facts),
    points: seen.points,
    signals: cleanJson(seen.signals),
    lastRun: run,
    lastSeenAt: at,
  }
  const { network, account, pictureId } = seen
  return tx
    .insertInto('suspects')
    .values({ workspaceId, network, account, pictureId, ...values, firstRun: run, firstSeenAt: at })
    .onConflict((on) =>
      on.columns(['workspaceId', 'network', 'account']).doUpdateSet((eb) => ({
        ...values,
        goneAt: null,
        pictureId: eb.fn.coalesce('excluded.pictureId', 'suspects.pictureId'),
        version: eb('suspects.version', '+', 1),
      })),
    )
    .returning(['id', 'verdict'])
    .executeTakeFirstOrThrow()
}

export const markGone = (tx: Tx, workspaceId: string, ids: readonly string[], at: Date) =>
  tx
    .updateTable('suspects')
    .set((eb) => ({ goneAt: at, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()

type Said = { verdict?: SuspectVerdict | null; reportedOn?: string | null; reportNote?: string }

export const updateSuspect = (tx: Tx, workspaceId: string, id: string, said: Said) =>
  tx
    .updateTable('suspects')
    .set((eb) => ({ ...said, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

const verdicts = (db: Db, workspaceId: string) =>
  db
    .selectFrom('presenceVerdicts as v')
    .leftJoin('users as u', 'u.id', 'v.authorId')
    .select(['v.id', 'v.subjectKind', 'v.subjectId', 'v.verdict', 'v.reason', 'u.name as author'])
    .select(['v.createdAt', 'v.withdrawnAt'])
    .where('v.workspaceId', '=', workspaceId)

export type VerdictRow = Awaited<ReturnType<typeof findHistory>>[number]

/** Newest first, those that were taken back among them. */
export const findHistory = (db: Db, workspaceId: string, kind: string, id: string) =>
  verdicts(db, workspaceId)
    .where('v.subjectKind', '=', kind)
    .where('v.subjectId', '=', id)
    .orderBy('v.createdAt', 'desc')
    .orderBy('v.id', 'desc')
    .limit(100)
    .execute()

/** What holds of each account of ours. */
export const findHeld = (db: Db, workspaceId: string) =>
  verdicts(db, workspaceId)
    .distinctOn(['v.subjectKind', 'v.subjectId'])
    .where('v.subjectKind', 'in', ['channel', 'account'])
    .where('v.withdrawnAt', 'is', null)
    .orderBy('v.subjectKind')
    .orderBy('v.subjectId')
    .orderBy('v.createdAt', 'desc')
    .orderBy('v.id', 'desc')
    .execute()

export const findVerdict = (db: Db, workspaceId: string, id: string) =>
  verdicts(db, workspaceId).where('v.id', '=', id).executeTakeFirst()

type NewVerdict = {
  workspaceId: string
  subjectKind: string
  subjectId: string
  verdict: string
  reason: string
  authorId: string | null
  createdAt: Date
}

export const insertVerdict = (tx: Tx, verdict: NewVerdict) =>
  tx.insertInto('presenceVerdicts').values(verdict).returning('id').executeTakeFirstOrThrow()

export const withdrawVerdict = (tx: Tx, workspaceId: string, id: string, at: Date) =>
  tx
    .updateTable('presenceVerdicts')
    .set({ withdrawnAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .execute()
