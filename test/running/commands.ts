import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** With which the tests' backups are locked. */
export const password = 'violet kettle harbour nine'
/** With little work, which is what most of the time would go to. */
export const locked = { CARILLON_BACKUP_PASSWORD: password, CARILLON_BACKUP_WORK: '12' }

const root = join(import.meta.dirname, '../..')

export type Ended = { code: number | null; signal: string | null; out: string; said: string }

/**
 * Runs a command of `carillon` to its end. `on` sees the process from its start
 * and what it says while it works, and may put an end to it.
 */
export async function carillon(
  words: readonly string[],
  env: Record<string, string>,
  on: (said: string, child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'src/cli.ts'), ...words], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'warn',
      ...locked,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let said = ''
  on(said, child)
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
    on(said, child)
  })
  const [code, signal] = await once(child, 'close')
  return { code, signal, out, said }
}
