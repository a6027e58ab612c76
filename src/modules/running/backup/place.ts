import { stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Config } from '../../../app/config.ts'
import { nameAt } from './files.ts'

/** Where backups go when nobody says. */
export const folderFor = ({ backupFolder, home }: Pick<Config, 'backupFolder' | 'home'>): string =>
  backupFolder ?? join(home, 'backups')

/** Where a backup of this moment goes: a file of that name, or a name of ours in that folder. */
export async function placeFor(to: string, now: Date): Promise<string> {
  const path = resolve(to)
  const isFolder = to.endsWith(sep) || to.endsWith('/') || (await folderAt(path))
  return isFolder ? join(path, nameAt(now)) : path
}

const folderAt = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
