// The whole suite: units with a real database, then real browsers. The last line counts what ran.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, runNode } from './ready.mjs'

const suites = {
  unit: { config: 'vitest.config.ts', words: 'Units, with a real PostgreSQL' },
  browser: { config: 'test/browser/vitest.config.ts', words: 'The main job in a real browser' },
  live: { config: 'test/live/vitest.config.ts', words: 'The real Bluesky network' },
}

ensureInstalled()
const asked = process.argv.slice(2).filter((word) => word in suites)
const names = asked.length > 0 ? asked : ['unit', 'browser']
const folder = mkdtempSync(join(tmpdir(), 'carillon-report-'))
const reportOf = (name) => join(folder, `${name}.json`)

function run(name, options) {
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', reportOf(name)]
  const vitest = 'node_modules/vitest/vitest.mjs'
  return runNode([vitest, 'run', '--config', suites[name].config, ...reporters], options)
}

/** Real servers are a minute of downloading, and half of their time is waiting for the next minute: that passes beside the others. */
async function runLive(options) {
  await runNode(['test/live/install.mjs'], options)
  return run('live', options)
}

/** Its words are kept until it is its turn to be read. */
async function aside(work) {
  const path = join(folder, 'words')
  const words = openSync(path, 'w')
  const code = await work({ stdio: ['ignore', words, words] })
  closeSync(words)
  return { code, said: readFileSync(path, 'utf8') }
}

let passed = 0
let failed = 0
let skipped = 0
if (names.some((name) => name !== 'unit')) await ensureBuilt()
const live = names.length > 1 && names.includes('live') ? aside(runLive) : null
for (const name of names) {
  console.log(`\n${suites[name].words}`)
  let code
  if (name === 'live' && live) {
    const ended = await live
    console.log(ended.said)
    code = ended.code
  } else code = await (name === 'live' ? runLive() : run(name))
  const counted = count(reportOf(name))
  passed += counted.passed
  skipped += counted.skipped
  // A suite that ends badly without a failed test (a file that does not load, a leak) has failed all the same.
  failed += counted.failed || (code === 0 ? 0 : 1)
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

function count(path) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
