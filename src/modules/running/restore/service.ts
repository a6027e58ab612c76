import { randomUUID } from 'node:crypto'
import { readArchive } from '../../../platform/archive/index.ts'
import { inOneGo } from '../../../platform/db/copy.ts'
import { type Database, dbOn } from '../../../platform/db/index.ts'
import { lockMigrations } from '../../../platform/db/migrate.ts'
import { removeMark } from '../../../platform/folder.ts'
import { migrateJobs } from '../../../platform/jobs/index.ts'
import type { About, Manifest, Say, Spot } from '../backup/index.ts'
import { checkWhole, divideMigrations, readAbout } from './checked.ts'
import { fillFiles } from './files.ts'
import { fillDatabase, type Shape } from './fill.ts'
import { type Ground, layGround, refuseFull, type Target } from './ground.ts'
import { Parts } from './parts.ts'
import { type Settled, settleRestored } from './settle.ts'

export type RestoreOptions = {
  /** Pauses every channel, so that nothing leaves before a person has looked. */
  hold: boolean
  say?: Say
  /** Breaks it off; what was put down is taken away again. */
  signal?: AbortSignal
}

export type Restored = {
  file: string
  takenAt: string
  carillon: string
  tables: number
  rows: number
  jobs: number
  media: { files: number; bytes: number }
  /** Migrations that are newer than the backup. */
  migrated: string[]
  leftOut: string[]
} & Settled

/**
 * Puts a backup back, into a home and a database in which nothing is. The password and what the backup says of itself are
 * looked at before anything is touched; a failure on the way takes away again what was put down; and what is killed leaves a
 * mark, so that nothing runs on the half and the next restore begins anew.
 */
export async function restoreBackup(
  target: Target,
  { source }: Pick<Spot, 'source'>,
  password: string,
  { hold, say = () => {}, signal }: RestoreOptions,
): Promise<Restored> {
  const { path: file } = source
  const parts = new Parts(readArchive(source, password, signal))
  try {
    const first = await parts.next()
    const about = await readAbout(first, file)
    if (first) parts.read(first)
    const shape = divideMigrations(about, target.migrations)
    say(`The backup shows ${about.takenAt} and was made by Carillon ${about.carillon}`)
    const ground = await layGround(
      target,
      { id: randomUUID(), file, startedAt: new Date().toISOString() },
      say,
    )
    try {
      return await build(target, ground, { file, about, shape, hold }, parts, say)
    } finally {
      await ground.leave()
    }
  } finally {
    await parts.close()
  }
}

type Plan = { file: string; about: About; shape: Shape; hold: boolean }

async function build(target: Target, ground: Ground, plan: Plan, parts: Parts, say: Say): Promise<Restored> {
  const { file, about, shape, hold } = plan
  const { database, mark } = ground
  await migrateJobs(database)
  const client = await database.pool.connect()
  try {
    // A start on the same database waits here until we are done, and then finds a whole house.
    await lockMigrations(client)
    await refuseFull(client)
    const { manifest, ...done } = await inOneGo(client, async () => {
      const leftOut = await fillDatabase(client, about, shape, parts, say)
      await fillFiles(target.home, target.storage, parts, say)
      const manifest = await wholeManifest(parts, file)
      return { leftOut, manifest, ...(await settleRestored(dbOn(client), about, { id: mark.id, hold })) }
    })
    ground.keep()
    await removeMark(target.home)
    await gatherStatistics(database, say)
    return { ...asRestored(file, manifest), migrated: shape.since.map(({ name }) => name), ...done }
  } finally {
    client.release(true)
  }
}

async function wholeManifest(parts: Parts, file: string): Promise<Manifest> {
  const last = await parts.next()
  const manifest = await checkWhole(last, parts.came, file)
  if (last) parts.read(last)
  await parts.next()
  return manifest
}

/** Without them the first questions are answered by bad plans; PostgreSQL would gather them by itself, later. */
async function gatherStatistics(database: Database, say: Say): Promise<void> {
  await database.pool
    .query('analyze')
    .catch((error: Error) => say(`Statistics were not gathered: ${error.message}`))
}

const asRestored = (file: string, { takenAt, carillon, tables, jobs, media }: Manifest) => ({
  file,
  takenAt,
  carillon,
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  jobs,
  media: { files: media.files, bytes: media.bytes },
})
