import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../../app/config.ts'
import { timeOf } from './files.ts'
import { folderFor } from './place.ts'

/**
 * When the newest backup was made, in milliseconds; null when none lies where they go. By the moment in its name, which a
 * copy keeps; one that was named by hand is as old as its file.
 */
export async function newestBackup(config: Pick<Config, 'backupFolder' | 'home'>): Promise<number | null> {
  const folder = folderFor(config)
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tar.age'))
  const times = await Promise.all(
    names.map(async (name) => timeOf(name)?.getTime() ?? (await stat(join(folder, name))).mtimeMs),
  )
  return times.length === 0 ? null : Math.max(...times)
}
