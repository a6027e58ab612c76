import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PoolClient } from 'pg'
import type { Context } from '../../../app/context.ts'
import { version } from '../../../app/version.ts'
import { type Archive, writeOpenArchive } from '../../../platform/archive/index.ts'
import { inSnapshot } from '../../../platform/db/copy.ts'
import type { Database } from '../../../platform/db/index.ts'
import type { Storage } from '../../../platform/storage/index.ts'
import { coversPass } from './covers.ts'
import { movingError } from './errors.ts'
import { fileOf } from './kind.ts'
import { kinds } from './kinds.ts'
import { linesOf } from './lines.ts'
import { Manifest, manifestName, moveForm } from './manifest.ts'
import { othersPasses } from './others.ts'
import { countRows, type Pass, type Spooled, spool } from './spool.ts'

export type Source = { database: Database; storage: Storage } & Pick<Context, 'networks'>

/** How far it is: rows and files that are done, of how many. */
export type Progress = (done: number, all: number) => void

type Options = { signal?: AbortSignal; progress?: Progress }

type File = { key: string; name: string; bytes: number }
type Found = { spooled: Spooled[]; files: File[]; missing: number; takenAt: Date; name: string }

export type Written = { bytes: number; manifest: Manifest }

/**
 * Writes a workspace into one file: a tar inside gzip. All rows show one moment, however long it takes. They are put on the
 * disk beside the file first, because in an archive stands in front of each part how long it is.
 */
export async function writeWorkspace(
  source: Source,
  workspaceId: string,
  file: string,
  { signal, progress = () => {} }: Options = {},
): Promise<Written> {
  let manifest: Manifest | undefined
  const bytes = await writeOpenArchive(
    file,
    async (archive) => {
      const folder = await mkdtemp(join(dirname(file), `.${basename(file)}.`))
      try {
        const found = await readRows(source, workspaceId, folder, progress, signal)
        manifest = manifestOf(workspaceId, found)
        await putDown(archive, source.storage, manifest, found, progress)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    signal,
  )
  return { bytes, manifest: Manifest.parse(manifest) }
}

async function readRows(
  { database, storage, networks }: Source,
  workspaceId: string,
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Found> {
  const client = await database.pool.connect()
  let whole = false
  try {
    const found = await inSnapshot(client, async () => {
      const { rows } = await client.query<{ name: string; at: Date }>(
        'select name, now() as at from workspaces where id = $1',
        [workspaceId],
      )
      const [workspace] = rows
      if (!workspace) throw movingError('no_workspace', { workspace: workspaceId })
      const kept = { files: [] as File[], missing: 0 }
      const passes = {
        media: mediaPass(storage, kept),
        'media-films': coversPass(storage),
        ...(await othersPasses(client, workspaceId, networks)),
      }
      const spooled = await spoolAll(client, workspaceId, folder, passes, progress, signal)
      return { spooled, ...kept, takenAt: workspace.at, name: workspace.name }
    })
    whole = true
    return found
  } finally {
    // What was broken off in the middle of a copy leaves a connection that nobody can use.
    client.release(!whole)
  }
}

async function spoolAll(
  client: PoolClient,
  workspaceId: string,
  folder: string,
  passes: Record<string, Pass>,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Spooled[]> {
  let all = 0
  for (const kind of kinds) all += await countRows(client, kind, workspaceId)
  const spooled: Spooled[] = []
  let done = 0
  for (const kind of kinds) {
    const one = await spool(client, kind, workspaceId, folder, passes[kind.name] ?? asTheyAre, signal)
    spooled.push(one)
    done += one.rows
    progress(done, all)
  }
  return spooled
}

const asTheyAre: Pass = (rows) => rows

/** Its id, and an ending by which people's programs know what it is. */
export const fileName = ({ id, mime }: { id: string; mime: string }): string =>
  `media/${id}.${mime.replace(/^.*\/|[^a-z0-9]/g, '') || 'file'}`

/** Says of each picture where its file will lie, and remembers it. A file that the house has lost is told, not made up. */
const mediaPass = (storage: Storage, kept: { files: File[]; missing: number }): Pass =>
  async function* (rows) {
    for await (const line of linesOf(rows, () => movingError('damaged', { what: 'a row of media' }))) {
      const row = JSON.parse(line) as { id: string; mime: string; bytes: number; file: string }
      const { bytes, file: key } = row
      const there = (await storage.size(key)) === bytes
      const name = fileName(row)
      if (there) kept.files.push({ key, name, bytes })
      else kept.missing++
      yield Buffer.from(`${JSON.stringify({ ...row, file: there ? name : null })}\n`)
    }
  }

const manifestOf = (workspaceId: string, { spooled, files, missing, takenAt, name }: Found): Manifest => ({
  form: moveForm,
  carillon: version,
  takenAt: takenAt.toISOString(),
  workspace: { id: workspaceId, name },
  kinds: spooled.map(({ path: _, ...kind }) => kind),
  media: { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), missing },
})

async function putDown(
  archive: Archive,
  storage: Storage,
  manifest: Manifest,
  { spooled, files }: Found,
  progress: Progress,
): Promise<void> {
  await archive.add(manifestName, Buffer.from(JSON.stringify(manifest, null, 2)))
  for (const kind of spooled) await archive.stream(fileOf(kind), kind.bytes, createReadStream(kind.path))
  const rows = manifest.kinds.reduce((sum, kind) => sum + kind.rows, 0)
  for (const [n, { key, name, bytes }] of files.entries()) {
    const held = await storage.hold(key)
    if (!held || held.bytes !== bytes) throw movingError('file_gone', { name })
    try {
      await archive.stream(name, bytes, held.read())
    } finally {
      await held.letGo()
    }
    progress(rows + n + 1, rows + files.length)
  }
}
