import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../../app/context.ts'

export type End = { how: 'done' | 'gave way' | 'stopped' | 'failed'; words: string }

const program = join(import.meta.dirname, '../../../cli.ts')
const running = new Set<{ kill(): void }>()

/**
 * `carillon backup --keep` as a process of its own, with low priority: making a key from a password holds a process up for
 * seconds, and posts have to leave on time meanwhile. What it says last is what came of it.
 */
export async function runBackup(ctx: Context): Promise<End> {
  const child = spawn(process.execPath, [program, 'backup', '--keep'], {
    env: environmentOf(ctx),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let asked = false
  const entry = {
    kill: () => {
      asked = true
      child.kill('SIGTERM')
    },
  }
  running.add(entry)
  try {
    yieldTo(child.pid)
    const said = { out: '', words: '' }
    child.stdout.on('data', (chunk) => {
      said.out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      said.words += String(chunk)
    })
    const [code] = await once(child, 'close')
    if (code === 0) return { how: 'done', words: said.out }
    return { how: asked ? 'stopped' : code === 75 ? 'gave way' : 'failed', words: lastLine(said.words) }
  } finally {
    running.delete(entry)
  }
}

/** Breaks off what is being made; it leaves nothing behind, and its job is done again by the next worker. */
export function stopBackups(): void {
  for (const one of running) one.kill()
}

/**
 * What this process was told when it started need not stand in the environment, so it is told once more. The rest goes
 * along: where programs are, and what the client of PostgreSQL reads by itself (PGSSLROOTCERT).
 */
function environmentOf({ config, database }: Context): NodeJS.ProcessEnv {
  const { days, weeks, months } = config.backupKeep
  return {
    ...process.env,
    CARILLON_HOME: config.home,
    DATABASE_URL: database.url,
    DATABASE_CONNECTIONS: '3',
    CARILLON_BACKUP_PASSWORD: config.backupPassword ?? '',
    CARILLON_BACKUP_KEEP: `${days}d ${weeks}w ${months}m`,
    CARILLON_BACKUP_WORK: String(config.backupWork),
    CARILLON_BACKUP_FOLDER: config.backupFolder ?? '',
    CARILLON_BACKUP_S3_ENDPOINT: config.backupS3Endpoint ?? '',
    CARILLON_BACKUP_S3_BUCKET: config.backupS3Bucket ?? '',
    CARILLON_BACKUP_S3_REGION: config.backupS3Region,
    CARILLON_BACKUP_S3_KEY_ID: config.backupS3KeyId ?? '',
    CARILLON_BACKUP_S3_SECRET_KEY: config.backupS3SecretKey ?? '',
    CARILLON_BACKUP_S3_PREFIX: config.backupS3Prefix,
    CARILLON_BACKUP_S3_PATH_STYLE: config.backupS3PathStyle ? 'yes' : 'no',
    CARILLON_MEDIA_S3_ENDPOINT: config.mediaS3Endpoint ?? '',
    CARILLON_MEDIA_S3_BUCKET: config.mediaS3Bucket ?? '',
    CARILLON_MEDIA_S3_REGION: config.mediaS3Region,
    CARILLON_MEDIA_S3_KEY_ID: config.mediaS3KeyId ?? '',
    CARILLON_MEDIA_S3_SECRET_KEY: config.mediaS3SecretKey ?? '',
    CARILLON_MEDIA_S3_PREFIX: config.mediaS3Prefix,
    CARILLON_MEDIA_S3_PATH_STYLE: config.mediaS3PathStyle ? 'yes' : 'no',
    LOG_LEVEL: 'warn',
  }
}

function yieldTo(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some systems do not let us, and it may have ended already.
  }
}

/** Progress and stacks are indented, so this is the sentence of the error. */
const lastLine = (said: string): string =>
  said
    .split('\n')
    .filter((line) => /^\S/.test(line))
    .at(-1) ?? 'It ended without a word.'
