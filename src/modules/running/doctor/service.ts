import type { Config } from '../../../app/config.ts'
import type { Context } from '../../../app/context.ts'
import type { Database } from '../../../platform/db/index.ts'
import type { Migration } from '../../../platform/db/migrate.ts'
import { checkAssistant } from './assistant.ts'
import { checkBackups } from './backups.ts'
import { checkChannels } from './channels.ts'
import type { Diagnosis } from './contract.ts'
import { checkFilms } from './films.ts'
import { about, type Finding } from './findings.ts'
import { checkHome } from './home.ts'
import { checkMail, checkTime } from './outside.ts'
import { checkAddress, checkProgram } from './program.ts'
import { checkStore } from './store.ts'
import { checkWork } from './work.ts'

/** Everything that is looked at. Nothing of it is changed, and nobody outside is asked but the mail server, the bucket for backups and who is named. */
export type Patient = {
  config: Config
  /** Opens the database as it is; null where there is none yet. */
  open(): Promise<{ database: Database; close(): Promise<void> } | null>
  migrations: readonly Migration[]
  fetch: Context['fetch']
  now: Date
  /** Whose clock is compared with ours; null for nobody's. */
  timeFrom: string | null
}

export async function examine(patient: Patient): Promise<Diagnosis> {
  const { config, fetch, now, timeFrom } = patient
  const findings = [
    checkProgram(),
    ...(await checkHome(config.home)),
    ...(await examineStore(patient)),
    ...(timeFrom ? [await checkTime(fetch, timeFrom)] : []),
    checkAddress(config),
    await checkMail(config.smtpUrl),
    await checkBackups(config, now),
    await checkFilms(config.ffmpeg),
  ]
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  return { wrong: count('wrong'), look: count('look'), findings }
}

async function examineStore({ open, migrations, now }: Patient): Promise<Finding[]> {
  const says = about('database')
  try {
    const opened = await open()
    if (!opened) return [says.look('There is none yet; `carillon start` makes it.')]
    const { database, close } = opened
    try {
      const store = await checkStore(database, migrations)
      // Tables of another version are not asked: what they mean may have changed.
      const fits = store.every(({ check, level }) => check !== 'schema' || level === 'ok')
      return fits
        ? [
            ...store,
            ...(await checkWork(database.db, now)),
            ...(await checkChannels(database.db, now)),
            ...(await checkAssistant(database.db, now)),
          ]
        : store
    } finally {
      await close()
    }
  } catch (error) {
    return [says.wrong(error instanceof Error ? error.message : String(error))]
  }
}
