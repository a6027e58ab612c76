import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { version } from '../../../app/version.ts'
import type { Archive, Part, WriteOptions } from '../../../platform/archive/index.ts'
import { readSequences, readTables } from '../../../platform/db/catalogue.ts'
import { copyTable, inSnapshot } from '../../../platform/db/copy.ts'
import type { Database } from '../../../platform/db/index.ts'
import { appliedIn } from '../../../platform/db/migrate.ts'
import { copyJobs } from '../../../platform/jobs/keep.ts'
import { joinedKeys, type KeyFile } from '../../../platform/secrets/index.ts'
import type { Storage } from '../../../platform/storage/index.ts'
import { type About, backupForm, type Manifest, partNames } from './contract.ts'
import { backupError } from './errors.ts'
import { addCompressed } from './pieces.ts'
import type { Spot } from './place.ts'
import { createProgress, type Progress, type Say } from './progress.ts'

/** What there is to keep. */
export type Source = { home: string; database: Database; storage: Storage }

export type Taken = {
  file: string
  bytes: number
  takenAt: string
  schema: string | null
  tables: number
  rows: number
  jobs: number
  media: Manifest['media']
}

type Filled = Pick<Manifest, 'tables' | 'jobs' | 'media' | 'keys' | 'parts'>

/**
 * Writes everything into one file: first the database as it is at one moment, then the media. A file that the database
 * names was there at that moment; what was removed since, because nothing shows it any more, is told. Nobody who works
 * meanwhile is hindered.
 */
export async function takeBackup(
  source: Source,
  spot: Pick<Spot, 'address' | 'write'>,
  password: string,
  say: Say = () => {},
  options: WriteOptions = {},
): Promise<Taken> {
  const before = await readKeys(source.home)
  const progress = createProgress(say)
  const client = await source.database.pool.connect()
  let about: About | undefined
  let filled: Filled | undefined
  try {
    const bytes = await spot.write(
      password,
      async (archive) => {
        const database = await inSnapshot(client, async () => {
          about = await readAbout(client, source)
          return addDatabase(archive, client, about, progress)
        })
        const media = await addMedia(archive, source.storage, progress)
        const keys = await addKeys(archive, source.home, before)
        filled = {
          ...database,
          media: media.found,
          keys: keys.map(({ name }) => name),
          parts: [...database.parts, ...media.parts, ...keys],
        }
        await archive.add(partNames.manifest, json(manifestOf(about as About, filled)))
      },
      options,
    )
    return asTaken(spot.address, bytes, manifestOf(about as About, filled as Filled))
  } finally {
    // What was broken off in the middle of a copy leaves a connection that nobody can use.
    client.release(filled === undefined)
  }
}

async function readAbout(client: PoolClient, { database, home }: Source): Promise<About> {
  const migrations = await appliedIn(client)
  if (migrations.length === 0) {
    const { host } = new URL(database.url)
    throw backupError('nothing_here', { place: `${host} (CARILLON_HOME ${home})` })
  }
  const { rows } = await client.query<{ at: Date }>('select now() as at')
  return {
    form: backupForm,
    carillon: version,
    takenAt: (rows[0]?.at ?? new Date()).toISOString(),
    migrations,
    tables: await readTables(client),
  }
}

async function addDatabase(
  archive: Archive,
  client: PoolClient,
  about: About,
  progress: Progress,
): Promise<Pick<Filled, 'tables' | 'jobs' | 'parts'>> {
  const parts: Part[] = [await archive.add(partNames.about, json(about))]
  const tables: Filled['tables'] = []
  for (const table of about.tables) {
    const copy = copyTable(client, table)
    parts.push(...(await addCompressed(archive, copy.text, (piece) => partNames.table(table.name, piece))))
    tables.push({ name: table.name, rows: copy.rows() })
    progress.table(table.name, copy.rows())
  }
  const jobs = await copyJobs(client)
  if (jobs) parts.push(...(await addCompressed(archive, jobs.text, partNames.jobs)))
  parts.push(await archive.add(partNames.sequences, json(await readSequences(client))))
  return { tables, jobs: jobs?.rows() ?? 0, parts }
}

async function addMedia(
  archive: Archive,
  storage: Storage,
  progress: Progress,
): Promise<{ found: Manifest['media']; parts: Part[] }> {
  const found: Manifest['media'] = { files: 0, bytes: 0, vanished: [] }
  const parts: Part[] = []
  for (const key of await storage.list()) {
    const file = await storage.hold(key)
    if (!file) {
      found.vanished.push(key)
      continue
    }
    try {
      parts.push(await archive.stream(partNames.media(key), file.bytes, file.read()))
    } finally {
      await file.letGo()
    }
    found.files++
    found.bytes += file.bytes
    progress.media(found)
  }
  return { found, parts }
}

export const keyFiles = ['keys.json'] as const

/**
 * Read before the database and after it: a key that came meanwhile may have sealed something there, and so may one that was
 * forgotten meanwhile.
 */
async function addKeys(archive: Archive, home: string, before: readonly KeyBytes[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const { name, bytes } of await readKeys(home)) {
    const earlier = before.find((one) => one.name === name)?.bytes ?? bytes
    const both = earlier.equals(bytes) ? bytes : json(joinedKeys(parse(earlier), parse(bytes)))
    parts.push(await archive.add(partNames.key(name), both))
  }
  return parts
}

type KeyBytes = { name: string; bytes: Buffer }

const parse = (bytes: Buffer): KeyFile => JSON.parse(bytes.toString('utf8'))

const readKeys = (home: string): Promise<KeyBytes[]> =>
  Promise.all(
    keyFiles.map(async (name) => {
      const path = join(home, name)
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? backupError('no_keys', { path }) : error
      })
      return { name, bytes }
    }),
  )

const manifestOf = ({ migrations, tables: _, ...about }: About, filled: Filled): Manifest => ({
  ...about,
  schema: migrations.at(-1)?.name ?? null,
  ...filled,
})

const asTaken = (file: string, bytes: number, manifest: Manifest): Taken => ({
  file,
  bytes,
  takenAt: manifest.takenAt,
  schema: manifest.schema,
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  jobs: manifest.jobs,
  media: manifest.media,
})

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
