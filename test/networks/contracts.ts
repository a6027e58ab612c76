import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Coverage } from './description.ts'

// `npm run contracts`: runs the adapters against their fakes, with every request and answer held against the
// networks' published descriptions, and prints which operations were covered and which are not.

const folder = mkdtempSync(join(tmpdir(), 'carillon-contracts-'))
const file = join(folder, 'coverage.jsonl')
writeFileSync(file, '')
const root = new URL('../..', import.meta.url).pathname
const tests = globSync('src/networks/*/*.test.ts', { cwd: root }).filter((path) =>
  readFileSync(join(root, path), 'utf8').includes('testDescription('),
)
const run = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...tests, '--silent'],
  { cwd: root, env: { ...process.env, CARILLON_CONTRACTS: file }, stdio: ['ignore', 'inherit', 'inherit'] },
)
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
rmSync(folder, { recursive: true })

const networks = Map.groupBy(
  lines.map((line): Coverage => JSON.parse(line)),
  ({ network }) => network,
)
if (networks.size === 0)
  console.log(
    '\nNo description was found: put the API descriptions into ../shared/specs beside the checkout.',
  )
let wrong = 0
for (const [network, runs] of networks) wrong += report(network, runs)
process.exitCode = run.status === 0 && wrong === 0 ? 0 : 1

function report(network: string, runs: Coverage[]): number {
  const operations = [...new Set(runs.flatMap((one) => one.operations))]
  const counts = operations.map((name) => {
    const of = (kind: 'requests' | 'answers') =>
      runs.reduce((n, { covered }) => n + (covered[name]?.[kind] ?? 0), 0)
    return { name, requests: of('requests'), answers: of('answers') }
  })
  const covered = counts.filter(({ requests }) => requests > 0)
  console.log(`\n${network}: ${covered.length} of ${operations.length} operations covered`)
  for (const { name, requests, answers } of covered)
    console.log(`  covered      ${name}  (${requests} requests, ${answers} answers checked)`)
  for (const { name, requests } of counts) if (requests === 0) console.log(`  not covered  ${name}`)
  const violations = runs.flatMap((one) => one.violations)
  for (const words of violations) console.log(`  WRONG        ${words}`)
  return violations.length
}
