import { version } from '../../../app/version.ts'
import type { FoundPart, Part } from '../../../platform/archive/index.ts'
import type { Migration } from '../../../platform/db/migrate.ts'
import { About, backupForm, findMisfit, Manifest, partNames } from '../backup/index.ts'
import { restoreError } from './errors.ts'

/** Reads a part that is small enough to be held. */
export async function textOf(part: FoundPart): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of part.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** What the backup says of itself, refused when it is of a Carillon that we do not know. */
export async function readAbout(part: FoundPart | undefined, path: string): Promise<About> {
  if (part?.name !== partNames.about)
    throw restoreError('incomplete', { path, what: 'it does not say what it is' })
  const text = await textOf(part)
  const about = JSON.parse(text)
  // Asked before anything else of it: a later form may say the rest in another way.
  if (about?.form > backupForm) throw restoreError('newer_form', { carillon: about.carillon, version })
  return About.parse(about)
}

/** Our migrations that make the shape of the backup, and those that came since. */
export function divideMigrations(
  about: About,
  ours: readonly Migration[],
): { before: Migration[]; since: Migration[] } {
  const known = new Map(ours.map((one) => [one.name, one]))
  const { carillon } = about
  for (const { name, digest } of about.migrations) {
    const own = known.get(name)
    if (!own) throw restoreError('newer_schema', { carillon, version, name })
    if (own.digest !== digest) throw restoreError('other_schema', { carillon, name })
  }
  const names = new Set(about.migrations.map(({ name }) => name))
  return {
    before: ours.filter(({ name }) => names.has(name)),
    since: ours.filter(({ name }) => !names.has(name)),
  }
}

export type Came = { parts: Part[]; tables: Map<string, number>; jobs: number; files: number; bytes: number }

/** Holds what came against what the last part says that there was. */
export async function checkWhole(part: FoundPart | undefined, came: Came, path: string): Promise<Manifest> {
  const missing = (what: string) => restoreError('incomplete', { path, what })
  if (part?.name !== partNames.manifest) throw missing('its last part is missing')
  const manifest = Manifest.parse(JSON.parse(await textOf(part)))
  const misfit = findMisfit(manifest, came.parts)
  if (misfit) throw missing(misfit)
  for (const { name, rows } of manifest.tables)
    if (came.tables.get(name) !== rows)
      throw missing(`the table ${name} has ${came.tables.get(name)} rows instead of ${rows}`)
  if (came.jobs !== manifest.jobs) throw missing(`${came.jobs} jobs came instead of ${manifest.jobs}`)
  if (came.files !== manifest.media.files)
    throw missing(`${came.files} files came instead of ${manifest.media.files}`)
  return manifest
}
