import type { WriteOptions } from '../../../platform/archive/index.ts'
import { removeOld } from './files.ts'
import type { Keep } from './keep.ts'
import type { Place } from './place.ts'
import type { Say } from './progress.ts'
import { type Source, type Taken, takeBackup } from './take.ts'
import { verifyBackup } from './verify.ts'

export type Checked = Taken & { removed: string[] }

/**
 * Takes a backup, reads it again from where it lies to its end, and only then takes away old ones. What does not read as it
 * was written is no backup: it does not stay under its name, and the old ones do.
 */
export async function takeChecked(
  source: Source,
  { place, name }: { place: Place; name: string },
  password: string,
  keep: Keep | null,
  say: Say,
  options: WriteOptions = {},
): Promise<Checked> {
  const spot = place.at(name)
  const taken = await takeBackup(source, spot, password, say, options)
  say(`Reading ${spot.address} again`)
  await verifyBackup(spot.source, password, options.signal).catch(async (error: unknown) => {
    await spot.remove()
    throw error
  })
  const removed = keep ? await removeOld(place, keep, name) : []
  for (const old of removed) say(`Removed ${old}`)
  return { ...taken, removed }
}
