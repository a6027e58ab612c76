// Runs on whatever Node the machine has (20 or newer), before anything is installed: plain JavaScript, no dependencies.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const say = (words) => process.stderr.write(`${words}\n`)

/** Leaves with a sentence instead of a stack. */
export function fail(words) {
  say(words)
  process.exit(1)
}

/**
 * Installs the packages when they are absent or not those of the lock file. Not by `npm ci`: since npm 11.12 that
 * refuses a lock file that was made where the registry lacks the packages of other platforms.
 */
export function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    fail(
      `Carillon needs Node 20 or newer to begin with; this is ${process.version}. Install a newer Node and start again.`,
    )
  const stamp = join(root, 'node_modules/.carillon-installed')
  const wanted = digest(readFileSync(join(root, 'package-lock.json')))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing packages (once, about a minute)…')
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    execFileSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: 'development' },
      shell: process.platform === 'win32',
    })
  } catch {
    fail(
      'The packages could not be installed: see what npm says above. Is the package registry reachable, and is this folder writable?',
    )
  }
  writeFileSync(stamp, wanted)
}

/** A Node that runs TypeScript as it stands: the machine's own when it is new enough, else the one among the packages. */
export function nodePath() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  const brought = join(root, 'node_modules/node/bin/node')
  if (!existsSync(brought))
    fail(
      `Carillon needs Node 22.18 or newer, and none could be brought from the registry. Install one; this is ${process.version}.`,
    )
  return brought
}

/** Builds the screen when it is absent or older than its sources. */
export async function ensureBuilt() {
  const stamp = join(root, 'dist/web/.built')
  const wanted = digest(
    listing(['src/web', 'src/networks', 'src/modules', 'vite.config.ts', 'package-lock.json']),
  )
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Building the screen (once, some seconds)…')
  const code = await runNode(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) fail('The screen could not be built: see above.')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Where Node keeps what it has made of the sources, so that the next start need not: a quarter of its time. */
const compiled = join(root, 'node_modules/.cache/compiled')

/** Runs a script on the right Node, with a priority if wished, and answers its exit code. Signals are handed on. */
export function runNode(words, { priority, ...options } = {}) {
  const node = nodePath()
  const path = `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`
  const child = spawn(node, words, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: path, ...options.env },
  })
  if (priority !== undefined && child.pid) setPriority(child.pid, priority)
  // A Ctrl-C reaches the child by the terminal; a signal sent to us alone does not.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  stopWithNpm(child)
  return new Promise((done) => child.on('exit', (code, signal) => done(code ?? (signal ? 1 : 0))))
}

/** A signal to npm ends npm and the shell between us, and never reaches us: their end is the sign to stop. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  child.on('exit', () => clearInterval(watch))
}

function listing(paths) {
  return paths.flatMap((path) => files(join(root, path))).join('\n')
}

function files(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}`]
  return readdirSync(path)
    .filter((name) => !name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => files(join(path, name)))
}

const digest = (text) => createHash('sha256').update(text).digest('hex')
