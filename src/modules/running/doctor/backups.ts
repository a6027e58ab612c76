import type { Config } from '../../../app/config.ts'
import { folderFor, newestBackup } from '../backup/index.ts'
import { whyNoBackup } from '../schedule/index.ts'
import { about, type Finding, lasting } from './findings.ts'

const hour = 3_600_000
const day = 24 * hour
/** By hand, or by a timer of which nothing is known here; and by our own clock, every day. */
const byHand = { look: 2 * day, wrong: 8 * day }
const byClock = { look: day + 2 * hour, wrong: 2 * day + 2 * hour }

/** How old the newest backup is, against the schedule where there is one. What was copied elsewhere since is not known here. */
export async function checkBackups(config: Config, now: Date): Promise<Finding> {
  const says = about('backup')
  const why = await whyNoBackup(config)
  if (why) return says.wrong(why)
  const folder = folderFor(config)
  const newest = await newestBackup(config)
  if (newest === null) return noneIn(folder, config)
  const age = now.getTime() - newest
  const words = `The newest backup in ${folder} is ${lasting(age)} old`
  const old = config.backupAt ? byClock : byHand
  const ask = config.backupAt
    ? 'One is due every day: does a worker run, and what does its log say?'
    : 'Does what makes them still run?'
  if (age > old.wrong) return says.wrong(`${words}. ${ask}`)
  return age > old.look ? says.look(`${words}. ${ask}`) : says.ok(words)
}

function noneIn(folder: string, { backupAt, backupFolder }: Config): Finding {
  const says = about('backup')
  const words = `There is no backup in ${folder}.`
  if (backupAt)
    return says.wrong(
      `${words} The next is due at ${String(backupAt.hour).padStart(2, '0')}:${String(backupAt.minute).padStart(2, '0')} UTC; \`carillon backup\` makes one now.`,
    )
  return backupFolder
    ? says.wrong(`${words} Run \`carillon backup\`, every day.`)
    : says.look(`${words} If they lie elsewhere, say where by CARILLON_BACKUP_FOLDER; if not, make one.`)
}
