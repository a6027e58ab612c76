import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onlyPath, type Ran, type Run } from './run.ts'

export type RunTool = (run: Run) => Promise<Ran>
export type Aside = { run: RunTool; end(): void }

export type Ask = { id: number; run?: Omit<Run, 'signal' | 'onLine'> & { lines: boolean }; stop?: true }
export type Answer = { id: number; line?: string; ran?: Ran }

type Open = { resolve(ran: Ran): void; reject(error: Error): void; onLine: Run['onLine'] }

/**
 * Runs programs from a small process beside us. To start one, a process is copied for an instant, with all tables of its
 * memory; ours is large, and for so long (tens of milliseconds) nothing is published. It is begun with the first
 * program; when we die, it and what it runs die too.
 */
export function openAside(): Aside {
  const open = new Map<number, Open>()
  let child: ReturnType<typeof begin> | undefined
  let last = 0
  const over = (why: string) => {
    child = undefined
    for (const { reject } of open.values()) reject(new Error(why))
    open.clear()
  }
  function begin() {
    const made = fork(fileURLToPath(new URL('./runner.ts', import.meta.url)), {
      execArgv: [],
      env: onlyPath(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    made.on('message', ({ id, line, ran }: Answer) => {
      const one = open.get(id)
      if (line !== undefined) one?.onLine?.(line)
      if (!ran) return
      open.delete(id)
      one?.resolve(ran)
    })
    made.on('error', (error) => over(error.message))
    made.on('exit', () => {
      if (child === made) over('The process that runs FFmpeg has ended')
    })
    return made
  }
  return {
    run: ({ signal, onLine, ...run }) => {
      const id = ++last
      child ??= begin()
      const at = child
      const send = (ask: Ask) => at.connected && at.send(ask, () => {})
      const onAbort = () => send({ id, stop: true })
      const ran = new Promise<Ran>((resolve, reject) => open.set(id, { resolve, reject, onLine }))
      send({ id, run: { ...run, lines: onLine !== undefined } })
      signal?.addEventListener('abort', onAbort, { once: true })
      if (signal?.aborted) onAbort()
      return ran.finally(() => signal?.removeEventListener('abort', onAbort))
    },
    end: () => {
      const ended = child
      over('The process that runs FFmpeg was ended')
      if (ended?.connected) ended.disconnect()
    },
  }
}
