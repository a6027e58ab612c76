import type { WriteOptions } from '../../../platform/archive/index.ts'
import { backupError } from './errors.ts'
import { type Cleared, removeOld } from './files.ts'
import type { Keep } from './keep.ts'
import type { Place } from './place.ts'
import type { Say } from './progress.ts'
import { type Source, type Taken, takeBackup } from './take.ts'
import { verifyBackup } from './verify.ts'

export type Checked = Taken & Cleared

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
    // Why it is none is what has to be heard, also where it cannot be taken away.
    await spot.remove().catch(() => say(backupError('bad_stayed', { address: spot.address }).message))
    throw error
  })
  const cleared = keep ? await removeOld(place, keep, name) : { removed: [], stayed: [] }
  for (const old of cleared.removed) say(`Removed ${old}`)
  const [first] = cleared.stayed
  if (first) say(backupError('old_stayed', { count: cleared.stayed.length, why: first.why }).message)
  return { ...taken, ...cleared }
}
