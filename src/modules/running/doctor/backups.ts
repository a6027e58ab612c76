import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../../app/config.ts'
import { folderFor } from '../backup/index.ts'
import { about, type Finding, lasting } from './findings.ts'

const day = 86_400_000
const old = { look: 2 * day, wrong: 8 * day }

/** How old the newest backup is. What was copied elsewhere since is not known here. */
export async function checkBackups(config: Config, now: Date): Promise<Finding> {
  const says = about('backup')
  const folder = folderFor(config)
  const newest = await newestIn(folder)
  if (newest === null) {
    const words = `There is no backup in ${folder}.`
    return config.backupFolder
      ? says.wrong(`${words} Run \`carillon backup\`, every day.`)
      : says.look(`${words} If they lie elsewhere, say where by CARILLON_BACKUP_FOLDER; if not, make one.`)
  }
  const age = now.getTime() - newest
  const words = `The newest backup in ${folder} is ${lasting(age)} old`
  if (age > old.wrong) return says.wrong(`${words}. Does what makes them still run?`)
  return age > old.look ? says.look(`${words}. Does what makes them still run?`) : says.ok(words)
}

async function newestIn(folder: string): Promise<number | null> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tar.age'))
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs))
  return times.length === 0 ? null : Math.max(...times)
}
