/** The commands of whoever runs the house: copying it, putting it back, looking whether it is well. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from './app/config.ts'
import { openDatabaseAlone } from './main.ts'
import { placeFor, readPassword, takeBackup } from './modules/running/backup/index.ts'
import { restoreBackup } from './modules/running/restore/index.ts'
import { readMigrations } from './platform/db/migrate.ts'
import { AppError } from './platform/errors.ts'
import { findPart, homeParts, refuseHalf } from './platform/folder.ts'
import { folderStorage } from './platform/storage/index.ts'

type Say = (words: string) => void

const text = { type: 'string' } as const
const storageOf = (config: Config) => folderStorage(join(config.home, homeParts.media))

/** Works beside the program that runs, or alone when none does. */
export async function backup(config: Config, words: string[], say: Say): Promise<void> {
  const { values } = parseArgs({ args: words, options: { to: text, 'password-file': text } })
  const password = await readPassword(values['password-file'], config.backupPassword)
  const file = await placeFor(values.to ?? `${config.home}/backups/`, new Date())
  await refuseHalf(config.home)
  if (!config.databaseUrl && !(await findPart(config.home)))
    throw new AppError('missing', 'cli.nothing_here', `There is no Carillon in ${config.home} yet.`)
  const stop = stopWhenAsked()
  const { database, close } = await openDatabaseAlone({ ...config, logLevel: 'warn' }, say)
  try {
    say(`Writing ${file}`)
    const source = { home: config.home, database, storage: storageOf(config) }
    const taken = await takeBackup(source, file, password, say, { signal: stop })
    print(taken)
  } finally {
    await close()
  }
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
    throw new AppError('invalid', 'cli.usage', 'carillon restore needs the name of one file.')
  const password = await readPassword(values['password-file'], config.backupPassword)
  const target = {
    home: config.home,
    storage: storageOf(config),
    databaseUrl: config.databaseUrl,
    migrations: await readMigrations(join(import.meta.dirname, '../migrations')),
  }
  const restored = await restoreBackup(target, file, password, { hold: values.hold, say })
  if (restored.held > 0)
    say(`Every channel is paused (${restored.held}). Look at the accounts, then resume them one by one.`)
  print(restored)
}

const print = (result: unknown): void => console.log(JSON.stringify(result, null, 2))

/** The first signal breaks the work off, so that nothing half is left; a second one leaves at once. */
function stopWhenAsked(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130)
      stop.abort(
        new AppError('unavailable', 'cli.stopped', 'Stopped before it was whole; nothing was written.'),
      )
    })
  return stop.signal
}
