import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { about, type Finding, lasting } from './findings.ts'

const day = 86_400_000
const old = { look: 2 * day, wrong: 8 * day }

/** How old the newest backup is, where a folder for them is set. What was copied elsewhere since is not known here. */
export async function checkBackups(folder: string | null, now: Date): Promise<Finding> {
  const says = about('backup')
  if (!folder)
    return says.look('No CARILLON_BACKUP_FOLDER is set, so nobody can say when the last backup was made.')
  const newest = await newestIn(folder)
  if (newest === null)
    return says.wrong(`There is no backup in ${folder}. Run \`carillon backup\`, every day.`)
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
