import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Coverage } from './description.ts'

// `npm run contracts`: runs the adapters against their fakes, with every request and answer held against the
// networks' published descriptions, and prints which operations were covered and which are not. `--json FILE` writes
// the same, a line for each operation: {network, operation, covered, requests, answers, faults}.

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })
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
const rows = [...networks].flatMap(([network, runs]) => rowsOf(network, runs))
for (const [network, runs] of networks) print(network, runs)
if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`)
const wrong = [...networks.values()].flat().flatMap(({ violations }) => violations)
process.exitCode = run.status === 0 && wrong.length === 0 ? 0 : 1

function rowsOf(network: string, runs: readonly Coverage[]) {
  const operations = [...new Set(runs.flatMap((one) => one.operations))]
  return operations.map((operation) => {
    const sum = (kind: 'requests' | 'answers' | 'faults') =>
      runs.reduce((n, { covered }) => n + (covered[operation]?.[kind] ?? 0), 0)
    const requests = sum('requests')
    const covered = requests > 0
    return { network, operation, covered, requests, answers: sum('answers'), faults: sum('faults') }
  })
}

function print(network: string, runs: readonly Coverage[]): void {
  const own = rows.filter((row) => row.network === network)
  console.log(
    `\n${network}: ${own.filter(({ covered }) => covered).length} of ${own.length} operations covered`,
  )
  for (const { operation, covered, requests, answers } of own)
    if (covered)
      console.log(`  covered      ${operation}  (${requests} requests, ${answers} answers checked)`)
  for (const { operation, covered } of own) if (!covered) console.log(`  not covered  ${operation}`)
  for (const words of runs.flatMap(({ violations }) => violations)) console.log(`  WRONG        ${words}`)
}
