import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Config } from '../../../app/config.ts'
import { bucketPlace, openBackupBucket } from './bucket.ts'
import { backupError } from './errors.ts'
import { nameAt } from './files.ts'
import { fileSpot, folderPlace } from './folder.ts'
import type { Place, Spot } from './place.ts'

/** Where backups go when nobody says, and there is no bucket. */
export const folderFor = ({ backupFolder, home }: Pick<Config, 'backupFolder' | 'home'>): string =>
  backupFolder ?? join(home, 'backups')

/** Where backups go when nobody says. */
export function placeFor(config: Config): Place {
  const bucket = openBackupBucket(config)
  return bucket
    ? bucketPlace(bucket, config.backupS3Bucket ?? '', config.backupS3Prefix)
    : folderPlace(folderFor(config))
}

/** Where a backup of this moment goes: where it always does, a file of that name, or a name of ours in that folder. */
export async function targetFor(
  config: Config,
  to: string | undefined,
  now: Date,
): Promise<{ place: Place; name: string }> {
  if (to === undefined) return { place: placeFor(config), name: nameAt(now) }
  const path = resolve(to)
  const isFolder = to.endsWith(sep) || to.endsWith('/') || (await folderAt(path))
  return isFolder
    ? { place: folderPlace(path), name: nameAt(now) }
    : { place: folderPlace(dirname(path)), name: basename(path) }
}

const inBucket = 's3:'

/** What somebody wants back: a file, or `s3:` and a name in the bucket of the settings, or `s3:newest`. */
export async function spotFor(config: Config, word: string): Promise<Spot> {
  if (!word.startsWith(inBucket)) return fileSpot(word)
  if (!config.backupS3Bucket) throw backupError('no_bucket')
  const place = placeFor(config)
  const name = word.slice(inBucket.length)
  if (name !== 'newest') return place.at(name)
  const [newest] = (await place.list()).sort((a, b) => b.at.getTime() - a.at.getTime())
  if (!newest) throw backupError('none_there', { place: place.words })
  return place.at(newest.name)
}

const folderAt = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
