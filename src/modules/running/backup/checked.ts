import { rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { WriteOptions } from '../../../platform/archive/index.ts'
import { removeOld } from './files.ts'
import type { Keep } from './keep.ts'
import type { Say } from './progress.ts'
import { type Source, type Taken, takeBackup } from './take.ts'
import { verifyBackup } from './verify.ts'

export type Checked = Taken & { removed: string[] }

/**
 * Takes a backup, reads it again from the disk to its end, and only then takes away old ones. What does not read as it
 * was written is no backup: it does not stay under its name, and the old ones do.
 */
export async function takeChecked(
  source: Source,
  file: string,
  password: string,
  keep: Keep | null,
  say: Say,
  options: WriteOptions = {},
): Promise<Checked> {
  const taken = await takeBackup(source, file, password, say, options)
  say(`Reading ${file} again`)
  await verifyBackup(file, password, options.signal).catch(async (error: unknown) => {
    await rm(file, { force: true })
    throw error
  })
  const removed = keep ? await removeOld(dirname(file), keep, basename(file)) : []
  for (const name of removed) say(`Removed ${name}`)
  return { ...taken, removed }
}
