import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..')

/** Carillon as people run it: a process of its own with its own folder and embedded database. */
export type Program = {
  url: string
  home: string
  /** Of the process that was started; what it has started hangs below it. */
  pid: number
  /** From the start of the process until `/api/health` says that it is ready, in milliseconds. */
  startedIn: number
  /** What it has said so far. */
  words(): string
  /** Runs a command of `carillon` on the same folder and answers what it prints. */
  command(...words: string[]): Promise<string>
  /** Asks it to stop and waits until it has; the folder is kept. */
  stop(): Promise<void>
  /** Stops it and throws the folder away. */
  remove(): Promise<void>
}

type Options = {
  /** A folder that is there already; by default a new one. */
  home?: string
  port?: number
  env?: Record<string, string>
  /** What is run; by default `carillon start` with this Node. */
  by?: readonly [string, ...string[]]
}

export async function startProgram(options: Options = {}): Promise<Program> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'carillon-program-')))
  const port = options.port ?? (await freePort())
  const env = {
    ...plainEnvironment(),
    CARILLON_HOME: home,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...options.env,
  }
  const [file, ...words] = options.by ?? [process.execPath, join(root, 'src/cli.ts'), 'start']
  const started = performance.now()
  const child = spawn(file, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const url = `http://localhost:${port}`
  await untilReady(url, child, said)
  const program = {
    url,
    home,
    pid: child.pid ?? 0,
    startedIn: performance.now() - started,
    words: () => said.join(''),
    command: async (...asked: string[]) => {
      const line = [join(root, 'src/cli.ts'), ...asked]
      return (await promisify(execFile)(process.execPath, line, { cwd: root, env })).stdout
    },
    stop: () => stop(child, home, said),
    remove: async () => {
      await stopOrEnd(child, home, said)
      await rm(home, { recursive: true, force: true })
    },
  }
  return program
}

/** The first person, their workspace and a key, made by the command line. */
export async function makeOwner(program: Program): Promise<{ workspaceId: string; key: string }> {
  const who = [
    '--email',
    'ieva@example.com',
    '--password',
    'violet kettle harbour nine',
    '--workspace',
    'Riga Bakery',
  ]
  const made: { workspace: { id: string }; apiKey: string } = JSON.parse(
    await program.command('owner', ...who),
  )
  return { workspaceId: made.workspace.id, key: made.apiKey }
}

/** Settings of whoever runs the tests must not reach the program. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(CARILLON_|VITEST|VITE_|DATABASE_|SMTP_|MAIL_|HOST$|PORT$|NODE_ENV$|LOG_LEVEL$)/.test(name),
    ),
  )

async function untilReady(url: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const end = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Carillon ended with ${child.exitCode}: ${said.join('')}`)
    const ready = await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    if (Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`Carillon is not ready after a minute: ${said.join('')}`)
    }
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** Whether a program has put down its mark in a folder. */
export const isOwned = (home: string): boolean =>
  readdirSync(home).some((name) => name.startsWith('running.'))

/** npm ends before what it has started; its mark stays until everything is put away. */
const patienceMs = 40_000

/**
 * How a program stops is asked where that is what a test is about. Here it only has to be gone; one that does not go is told
 * with its last words, and ended.
 */
async function stopOrEnd(child: ChildProcess, home: string, said: readonly string[]): Promise<void> {
  const late = setTimeout(() => {
    console.error(`Carillon on ${home} did not stop within ${patienceMs / 1000} s:\n${said.join('')}`)
    child.kill('SIGKILL')
  }, patienceMs)
  await stop(child, home, said).finally(() => clearTimeout(late))
}

async function stop(child: ChildProcess, home: string, said: readonly string[]): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  const end = Date.now() + 30_000
  while (isOwned(home)) {
    if (Date.now() > end)
      throw new Error(
        `Carillon on ${home} left its mark behind (${child.exitCode ?? child.signalCode}): ${said.join('')}`,
      )
    await new Promise((done) => setTimeout(done, 20))
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
