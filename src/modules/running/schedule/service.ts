import type { Config } from '../../../app/config.ts'
import type { Context } from '../../../app/context.ts'
import { bucketSettings, readPassword } from '../backup/index.ts'
import { runBackup } from './command.ts'
import { scheduledBackup } from './jobs.ts'
import { tellItIsWell, tellOwners } from './tell.ts'

/** A full disk and a database that restarts may be well again by then; after that the next night has its turn. */
const waitMinutes = [10, 60, 240]

export async function backUpByClock(ctx: Context, again: number, run = runBackup): Promise<void> {
  const { how, words } = await run(ctx)
  if (how === 'stopped') throw new Error('The backup was broken off by a stop; the next worker makes it')
  if (how === 'gave way') return ctx.log.info({ words }, 'A backup is being made already')
  if (how === 'done') {
    const backup = JSON.parse(words)
    ctx.log.info({ backup }, 'The backup was made and read again')
    if (backup.stayed?.length > 0) ctx.log.warn({ stayed: backup.stayed }, 'Old backups could not be removed')
    return tellItIsWell(ctx)
  }
  ctx.log.error({ words }, 'The backup by the clock failed')
  await tellOwners(ctx, words)
  const wait = waitMinutes[again]
  if (wait === undefined) return
  const at = new Date(ctx.clock.now().getTime() + wait * 60_000)
  await ctx.jobs.add(scheduledBackup, { again: again + 1 }, { at, key: 'backup again' })
}

/** Why none will be made although a time is set; null when one will, or when no time is set. */
export async function whyNoBackup(config: Config): Promise<string | null> {
  if (!config.backupAt) return null
  try {
    await readPassword(undefined, config.backupPassword)
    bucketSettings(config)
    return null
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return `CARILLON_BACKUP_AT is set, but no backup can be made. ${words}`
  }
}
