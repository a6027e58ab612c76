/** The rows that tell how it stands with exports and imports. */
import type { Insertable, Selectable } from 'kysely'
import { z } from 'zod'
import type { DB, Db } from '../../../platform/db/index.ts'
import type { Export, Import } from './contract.ts'
import { Report } from './contract.ts'

export type Move = Selectable<DB['moves']>

export const insertMove = (db: Db, move: Insertable<DB['moves']> & { createdAt: Date }): Promise<Move> =>
  db
    .insertInto('moves')
    .values({ ...move, seenAt: move.createdAt })
    .returningAll()
    .executeTakeFirstOrThrow()

export const findExports = (db: Db, workspaceId: string): Promise<Move[]> =>
  db
    .selectFrom('moves')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'export')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

export const findExport = (db: Db, workspaceId: string, id: string): Promise<Move | undefined> =>
  db
    .selectFrom('moves')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'export')
    .where('id', '=', id)
    .executeTakeFirst()

export const findImports = (db: Db, userId: string): Promise<Move[]> =>
  db
    .selectFrom('moves')
    .selectAll()
    .where('userId', '=', userId)
    .where('kind', '=', 'import')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()

/** One at a time for a workspace, and for an organisation that one comes into: two would only take each other's disk. */
export async function isUnderWay(
  db: Db,
  whose: { kind: 'export'; workspaceId: string } | { kind: 'import'; organisationId: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('moves')
    .select('id')
    .where((where) => where.and(whose))
    .where('state', 'in', ['waiting', 'running'])
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Takes a move up; nothing when another process has, or when it is at its end. */
export const claimMove = (db: Db, id: string, now: Date): Promise<Move | undefined> =>
  db
    .updateTable('moves')
    .set({ state: 'running', seenAt: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()

type Change = Partial<
  Pick<
    Move,
    | 'state'
    | 'done'
    | 'total'
    | 'seenAt'
    | 'bytes'
    | 'code'
    | 'words'
    | 'workspaceId'
    | 'finishedAt'
    | 'expiresAt'
  >
> & { report?: string }

/** Only while it is under way: what was given up meanwhile stays so. */
export const changeMove = async (db: Db, id: string, change: Change): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('moves')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Why = { code: string; words: string }

/** Moves that nobody has said anything of since then: given up, with the reason. Answers which. */
export async function giveUp(
  db: Db,
  state: 'waiting' | 'running',
  since: Date,
  now: Date,
  why: Why,
): Promise<string[]> {
  const given = await db
    .updateTable('moves')
    .set({ state: 'failed', ...why, finishedAt: now })
    .where('state', '=', state)
    .where('seenAt', '<', since)
    .returning('id')
    .execute()
  return given.map(({ id }) => id)
}

/** Moves that no process is at. */
export async function findAtRest(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('moves').select('id').where('state', '!=', 'running').execute()
  return rows.map(({ id }) => id)
}

/** Those that have been at their end for so long. */
export const deleteOld = (db: Db, exports: Date, imports: Date) =>
  db
    .deleteFrom('moves')
    .where((where) =>
      where.or([
        where.and([where('kind', '=', 'export'), where('finishedAt', '<', exports)]),
        where.and([where('kind', '=', 'import'), where('finishedAt', '<', imports)]),
      ]),
    )
    .where('state', 'in', ['done', 'failed'])
    .execute()

/** Moves whose file has to stay: exports that can be fetched, and whatever is not at its end. */
export async function findKept(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('moves')
    .select('id')
    .where((where) =>
      where.or([
        where('state', 'in', ['waiting', 'running']),
        where.and([where('kind', '=', 'export'), where('state', '=', 'done')]),
      ]),
    )
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const Facts = z.record(z.string(), z.union([z.string(), z.number()])).catch({})

const told = ({ id, state, done, total, code, words, report, createdAt, finishedAt }: Move) => ({
  id,
  state: state as Export['state'],
  done,
  total,
  code,
  words,
  facts: state === 'failed' ? Facts.parse(report) : {},
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

export const asExport = (move: Move): Export => ({
  ...told(move),
  bytes: move.bytes,
  by: move.actorName,
  expiresAt: move.expiresAt?.toISOString() ?? null,
})

export const asImport = (move: Move): Import => ({
  ...told(move),
  report: move.state === 'done' ? Report.parse(move.report) : null,
})
