/** The commands of whoever runs the house: copying it, putting it back, looking whether it is well. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from './app/config.ts'
import { explainDatabase, openDatabaseAlone } from './main.ts'
import {
  backupError,
  newestIn,
  placeFor,
  readPassword,
  spotFor,
  takeBackup,
  takeChecked,
  targetFor,
} from './modules/running/backup/index.ts'
import { asTable, examine } from './modules/running/doctor/index.ts'
import { restoreBackup } from './modules/running/restore/index.ts'
import { asLines, readStatus } from './modules/running/status/index.ts'
import { alone } from './platform/db/alone.ts'
import { readMigrations } from './platform/db/migrate.ts'
import { AppError } from './platform/errors.ts'
import { findPart, homeParts, refuseHalf } from './platform/folder.ts'
import { createOutbound } from './platform/http/index.ts'
import { createLog } from './platform/log.ts'
import { print } from './print.ts'
import { storageOf } from './storage.ts'

type Say = (words: string) => void

const text = { type: 'string' } as const
const migrationsFolder = join(import.meta.dirname, '../migrations')

/** What a command answers that gave way to another, as sysexits.h has it. */
const gaveWay = 75

/** When this command was given, to the second, as the names of backups tell it. */
const askedAt = Math.floor(performance.timeOrigin / 1000) * 1000

/** Works beside the program that runs, or alone when none does. */
export async function backup(config: Config, words: string[], say: Say): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { to: text, 'password-file': text, keep: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  if (positionals.join(' ') === 'list') return listBackups(config)
  if (positionals.length > 0)
    throw new AppError('invalid', 'cli.usage', 'Say carillon backup, or carillon backup list.')
  const password = await readPassword(values['password-file'], config.backupPassword)
  const target = await targetFor(config, values.to, new Date())
  const spot = target.place.at(target.name)
  await refuseHalf(config.home)
  if (!(await isThere(config)))
    throw new AppError('missing', 'cli.nothing_here', `There is no Carillon in ${config.home} yet.`)
  const stop = stopWhenAsked()
  const { database, close } = await openDatabaseAlone({ ...config, logLevel: 'warn' }, say)
  try {
    const source = { home: config.home, database, storage: storageOf(config) }
    const options = { signal: stop, work: config.backupWork }
    if (!values.keep) {
      say(`Writing ${spot.address}`)
      print(await takeBackup(source, spot, password, say, options))
      return 0
    }
    const checked = await alone(database, 'backup', async () => {
      const { place, name } = await targetFor(config, values.to, new Date())
      // Whoever asked for the same at the same time was quicker.
      if (((await newestIn(place)) ?? 0) >= askedAt) return null
      say(`Writing ${place.at(name).address}`)
      return takeChecked(source, { place, name }, password, config.backupKeep, say, options)
    })
    if (checked) print(checked)
    else say(backupError('busy').message)
    return checked ? 0 : gaveWay
  } finally {
    await close()
  }
}

async function listBackups(config: Config): Promise<number> {
  const place = placeFor(config)
  const backups = (await place.list()).sort((a, b) => a.at.getTime() - b.at.getTime())
  print({ place: place.words, backups })
  return 0
}

export async function restore(config: Config, words: string[], say: Say): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { 'password-file': text, hold: { type: 'boolean', default: true } },
    allowPositionals: true,
    allowNegative: true,
  })
  const [file] = positionals
  if (!file || positionals.length > 1)
    throw new AppError('invalid', 'cli.usage', 'carillon restore needs the name of one file, or s3:NAME.')
  const password = await readPassword(values['password-file'], config.backupPassword)
  const target = {
    home: config.home,
    storage: storageOf(config),
    databaseUrl: config.databaseUrl,
    migrations: await readMigrations(migrationsFolder),
  }
  const options = { hold: values.hold, say, signal: stopWhenAsked() }
  const spot = await spotFor(config, file)
  const restored = await restoreBackup(target, spot, password, options).catch(explainDatabase)
  if (restored.held > 0)
    say(`Every channel is paused (${restored.held}). Look at the accounts, then resume them one by one.`)
  print(restored)
}

/** Answers the exit code: 1 when something is wrong. */
export async function doctor(config: Config, words: string[], say: Say): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: { json: { type: 'boolean', default: false }, 'time-from': text },
  })
  const quiet = { ...config, logLevel: 'silent' } as const
  const log = createLog('silent')
  const diagnosis = await examine({
    config,
    open: async () => ((await isThere(config)) ? openDatabaseAlone(quiet, say) : null),
    migrations: await readMigrations(migrationsFolder),
    fetch: createOutbound({ allowedHosts: config.allowedHosts, log }),
    now: new Date(),
    timeFrom: values['time-from'] ?? null,
  })
  if (values.json) print(diagnosis)
  else console.log(asTable(diagnosis))
  return diagnosis.wrong > 0 ? 1 : 0
}

/** What `carillon status` answers when somebody is needed; 1 is for what went wrong. */
const somebodyIsNeeded = 2

/** Answers the exit code. */
export async function status(config: Config, words: string[], say: Say): Promise<number> {
  const { json } = parseArgs({ args: words, options: { json: { type: 'boolean', default: false } } }).values
  if (!(await isThere(config)))
    throw new AppError('missing', 'cli.nothing_here', `There is no Carillon in ${config.home} yet.`)
  const { database, close } = await openDatabaseAlone({ ...config, logLevel: 'warn' }, say)
  try {
    const now = new Date()
    const stands = await readStatus(database.db, config, now)
    if (json) print(stands)
    else console.log(asLines(stands, now))
    return stands.needed ? somebodyIsNeeded : 0
  } finally {
    await close()
  }
}

/** Whether there is a database to look into: none is made for that. */
const isThere = async ({ databaseUrl, home }: Config): Promise<boolean> =>
  databaseUrl !== null || (await findPart(home)) === homeParts.database

/** The first signal breaks the work off, so that nothing half is left; a second one leaves at once. */
export function stopWhenAsked(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort(
        new AppError('unavailable', 'cli.stopped', 'Stopped before it was whole; nothing of it is left.'),
      )
    })
  return stop.signal
}
