import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbedded } from '../src/platform/db/embedded.ts'
import type { Random } from './random.ts'

export type Workers = {
  /** SIGKILL to one of those at work; another takes its place. False when none is at work yet. */
  killOne(): boolean
  /** Stops one in its tracks for so long, then lets it go on as if nothing had happened. */
  freezeOne(ms: number): void
  stop(): void
}

/** Keeps so many worker processes alive, whatever happens to them. */
export function startWorkers(count: number, env: NodeJS.ProcessEnv, random: Random): Workers {
  const children = new Set<ChildProcess>()
  // Killed before it has begun to work, a worker proves nothing: on a busy machine nothing else would happen.
  const working = new Set<ChildProcess>()
  let wanted = true
  const start = (): void => {
    if (!wanted) return
    const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts')], {
      env,
      // With LOG_LEVEL=error the workers say what they met.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    children.add(child)
    child.once('message', () => working.add(child))
    child.once('exit', () => {
      children.delete(child)
      working.delete(child)
      start()
    })
  }
  for (let i = 0; i < count; i++) start()
  const anyOne = () => (working.size > 0 ? random.pick([...working]) : null)
  return {
    killOne() {
      const child = anyOne()
      if (child) working.delete(child)
      return child?.kill('SIGKILL') ?? false
    },
    freezeOne(ms) {
      const child = anyOne()
      if (!child) return
      child.kill('SIGSTOP')
      setTimeout(() => child.kill('SIGCONT'), ms)
    },
    stop() {
      wanted = false
      for (const child of children) {
        child.kill('SIGCONT')
        child.kill('SIGKILL')
      }
    },
  }
}

export type Killable = { url: string; kill(): Promise<void>; stop(): Promise<void> }

/** A PostgreSQL that can be killed and comes back at the same address. Durable, as in life. */
export async function startDatabase(folder: string): Promise<Killable> {
  let server: EmbeddedPostgres = await startEmbedded(folder)
  return {
    url: server.url,
    async kill() {
      const { port, exited } = server
      process.kill(server.pid, 'SIGKILL')
      await exited
      server = await startAgain(folder, port)
    },
    stop: () => server.stop(),
  }
}

/** The children of a killed server hold its memory until they notice. */
async function startAgain(folder: string, port: number): Promise<EmbeddedPostgres> {
  for (let tries = 0; ; tries++)
    try {
      return await startEmbedded(folder, () => {}, { port })
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
}
