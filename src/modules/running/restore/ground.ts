import { join } from 'node:path'
import pg, { type ClientBase } from 'pg'
import { isEmptyDatabase } from '../../../platform/db/catalogue.ts'
import { startEmbedded, stopLeftBehind } from '../../../platform/db/embedded.ts'
import { type Database, openDatabase } from '../../../platform/db/index.ts'
import type { Migration } from '../../../platform/db/migrate.ts'
import {
  clearParts,
  findPart,
  homeParts,
  putMark,
  type RestoreMark,
  readMark,
  removeMark,
} from '../../../platform/folder.ts'
import { anyJob } from '../../../platform/jobs/keep.ts'
import { ownFolder } from '../../../platform/lock.ts'
import type { Storage } from '../../../platform/storage/index.ts'
import type { Say } from '../backup/index.ts'
import { restoreError } from './errors.ts'

export type Target = {
  home: string
  storage: Storage
  /** Of a PostgreSQL of one's own; null makes the embedded one. */
  databaseUrl: string | null
  migrations: readonly Migration[]
}

export type Ground = {
  database: Database
  mark: RestoreMark
  /** It came to its end: what lies here stays. */
  keep(): void
  /** Puts everything away; without `keep` also what was put down. */
  leave(): Promise<void>
}

/** An empty home that is ours alone and marked, and an empty database that answers. */
export async function layGround(target: Target, mark: RestoreMark, say: Say): Promise<Ground> {
  const { home } = target
  const free = await ownFolder(home)
  let kept = false
  let marked = false
  const undo: (() => Promise<unknown>)[] = [free]
  const leave = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await clearHalf(target, say)
    const part = await findPart(home)
    if (part) throw restoreError('home_not_empty', { path: home, part })
    undo.push(async () => {
      if (!marked || kept) return
      await clearParts(home)
      await removeMark(home)
    })
    const database = await openStore(
      target,
      undo,
      async () => {
        await putMark(home, mark)
        marked = true
      },
      say,
    )
    return {
      database,
      mark,
      keep: () => {
        kept = true
      },
      leave,
    }
  } catch (error) {
    await leave()
    throw error
  }
}

/** What a restore left that was killed is of no use: this one begins anew. */
async function clearHalf({ home, databaseUrl }: Target, say: Say): Promise<void> {
  const before = await readMark(home)
  if (!before) return
  if (databaseUrl && (await hasCome(databaseUrl, before))) {
    await removeMark(home)
    throw restoreError('had_come', before)
  }
  say(`Taking away what the restore of ${before.startedAt} left behind`)
  await stopLeftBehind(join(home, homeParts.database))
  await clearParts(home)
}

/** The database is filled in one transaction, the last thing that can fail; only the mark was still to be taken away. */
async function hasCome(databaseUrl: string, { id }: RestoreMark): Promise<boolean> {
  const database = openDatabase(databaseUrl, 1)
  try {
    const { rows } = await database.pool.query(
      `select from audit_log where action = 'house.restored' and subject_id = $1`,
      [id],
    )
    return rows.length > 0
  } catch (error) {
    // There is no such table in an empty database.
    if (error instanceof pg.DatabaseError && error.code === '42P01') return false
    throw error
  } finally {
    await database.close()
  }
}

async function openStore(
  { home, databaseUrl }: Target,
  undo: (() => Promise<unknown>)[],
  markHome: () => Promise<void>,
  say: Say,
): Promise<Database> {
  if (databaseUrl) {
    const database = openDatabase(databaseUrl, 2)
    undo.push(() => database.close())
    await withClient(database, refuseFull)
    await markHome()
    return database
  }
  await markHome()
  const server = await startEmbedded(join(home, homeParts.database), say)
  undo.push(() => server.stop())
  const database = openDatabase(server.url, 2)
  undo.push(() => database.close())
  return database
}

async function withClient(database: Database, work: (client: ClientBase) => Promise<void>): Promise<void> {
  const client = await database.pool.connect()
  try {
    await work(client)
  } finally {
    client.release()
  }
}

/** The tables of the jobs alone do not count as long as no job waits in them. */
export async function refuseFull(client: ClientBase): Promise<void> {
  if (!(await isEmptyDatabase(client)) || (await anyJob(client))) throw restoreError('database_not_empty')
}
