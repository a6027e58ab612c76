// The whole suite: units with a real database, then real browsers. The last line counts what ran.
import { mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureBuilt, ensureInstalled, runNode } from './ready.mjs'

const suites = {
  unit: { config: 'vitest.config.ts', words: 'Units, with a real PostgreSQL' },
  browser: { config: 'test/browser/vitest.config.ts', words: 'The main job in a real browser' },
  live: { config: 'test/live/vitest.config.ts', words: 'The real Bluesky network' },
}

ensureInstalled()
const asked = process.argv.slice(2).filter((word) => word in suites)
const names = asked.length > 0 ? asked : ['unit', 'browser']
// The real servers are a minute of downloading and little else: they come while something else is tested.
const bring = ['test/live/install.mjs']
const coming = names.indexOf('live') > 0 ? runNode(bring, { stdio: 'ignore' }) : null
const folder = mkdtempSync(join(tmpdir(), 'carillon-report-'))
let passed = 0
let failed = 0
let skipped = 0
const faults = []
// The live network waits for its servers and for the next minute far longer than it works, so browsers walk meanwhile; they
// let it go first, because it is looked at to the second.
const both = names.includes('browser') && names.includes('live')
for (const name of names.filter((one) => one !== 'live' || !both)) {
  if (name !== 'unit') await ensureBuilt()
  const beside = both && name === 'browser'
  const [said] = await Promise.all([
    beside && runAside('live'),
    run(name, beside ? { priority: constants.priority.PRIORITY_BELOW_NORMAL } : {}),
  ])
  if (said) console.log(said)
}
rmSync(folder, { recursive: true, force: true })
// Said again at the end: what fails in the first suite scrolls far away while the last one runs.
for (const { where, why } of faults) console.log(`\nFailed: ${where}\n${why}`)
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

async function run(name, options = {}, say = console.log) {
  const { config, words } = suites[name]
  say(`\n${words}`)
  if (name === 'live') {
    await coming
    // What came is not brought again; what did not come says why.
    await runNode(bring, options)
  }
  const report = join(folder, `${name}.json`)
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report]
  const code = await runNode(
    ['node_modules/vitest/vitest.mjs', 'run', '--config', config, ...reporters],
    options,
  )
  const counted = count(report)
  faults.push(...counted.faults)
  passed += counted.passed
  skipped += counted.skipped
  // A suite that ends badly without a failed test (a file that does not load, a leak) has failed all the same.
  failed += counted.failed || (code === 0 ? 0 : 1)
}

/** Runs a suite beside another one, and answers what it says. */
async function runAside(name) {
  const path = join(folder, `${name}.txt`)
  const file = openSync(path, 'a')
  await run(name, { stdio: ['ignore', file, file] }, (words) => writeSync(file, `${words}\n`))
  return readFileSync(path, 'utf8')
}

function count(path) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
      faults: testResults.flatMap(faultsOf),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, faults: [] }
  }
}

/** What failed in a file: its tests, or the file itself when it did not even load. */
function faultsOf({ name, status, message, assertionResults }) {
  const file = relative(process.cwd(), name)
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({
      where: `${file} > ${test.fullName}`,
      why: firstLines(test.failureMessages.join('\n')),
    }))
  return tests.length > 0 || status !== 'failed' ? tests : [{ where: file, why: firstLines(message) }]
}

function firstLines(text) {
  return text.split('\n').slice(0, 12).join('\n')
}
