/**
 * `npm run bench`: what is measured, one file a question. `--json FILE` writes the figures, `--only NAME,…` asks some.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import * as calendar from './calendar.ts'
import * as compliance from './compliance.ts'
import * as contests from './contests.ts'
import * as cost from './cost.ts'
import * as create from './create.ts'
import * as drain from './drain.ts'
import * as forecast from './forecast.ts'
import { type Figure, met, type Question } from './frame/figure.ts'
import * as growth from './growth.ts'
import * as imports from './import.ts'
import * as impostors from './impostors.ts'
import * as lateness from './lateness.ts'
import * as library from './library.ts'
import * as million from './million.ts'
import * as mix from './mix.ts'
import * as neighbours from './neighbours.ts'
import * as allNetworks from './networks.ts'
import * as numbers from './numbers.ts'
import * as pilot from './pilot.ts'
import * as restore from './restore.ts'
import * as screen from './screen.ts'
import * as start from './start.ts'
import * as transcoding from './transcoding.ts'
import * as workers from './workers.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
const only = values.only?.split(',').filter(Boolean)

/** A new question is a file that exports `names` and `run`, and its line here. */
const questions: readonly Question[] = [
  lateness,
  allNetworks,
  transcoding,
  drain,
  growth,
  create,
  calendar,
  library,
  contests,
  mix,
  forecast,
  impostors,
  compliance,
  imports,
  numbers,
  pilot,
  million,
  neighbours,
  workers,
  cost,
  restore,
  start,
  screen,
]

const known = questions.flatMap(({ names }) => names)
const unknown = only?.filter((name) => !known.includes(name)) ?? []
if (unknown.length > 0) {
  console.error(`Nobody measures ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

console.log(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}\n`)
const figures: Figure[] = []
for (const { names, run } of questions) {
  if (only && !names.some((name) => only.includes(name))) continue
  for (const figure of await run()) {
    if (only && !only.includes(figure.name)) continue
    figures.push(figure)
    print(figure)
  }
}
if (values.json) {
  const plain = figures.map(({ name, value, unit, target, better, most, peer }) => ({
    name,
    value,
    unit,
    target,
    better,
    ...(most !== undefined && { most }),
    peer,
  }))
  await writeFile(values.json, `${JSON.stringify(plain, null, 2)}\n`)
}
const missed = figures.filter((figure) => !met(figure))
console.log(
  missed.length === 0 ? 'All targets are met.' : `Not met: ${missed.map(({ name }) => name).join(', ')}.`,
)
process.exit(0)

function print(figure: Figure): void {
  const { name, value, unit, target, better, most, peer, how } = figure
  const sign = better === 'less' ? '≤' : '≥'
  console.log(
    `${met(figure) ? '✓' : '✗'} ${name}: ${value} ${unit} (target ${sign} ${target}${most === undefined ? '' : `, ≤ ${most}`}${peer ? `; ${peer}` : ''})`,
  )
  console.log(`    ${how}\n`)
}
