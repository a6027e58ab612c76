/**
 * `npm run fuzz`: what strangers' files and feeds may hold, made up by chance. `--seconds N` for each question, `--seed N` to
 * repeat a run, `--only NAME,…` to ask some. Seeds that once found a fault stand in `seeds.json` and are asked again each time.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import * as cards from './cards.ts'
import * as feeds from './feeds.ts'
import * as media from './media.ts'
import * as pictures from './pictures.ts'
import type { Question } from './question.ts'
import * as tables from './tables.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
})
const only = values.only?.split(',').filter(Boolean)
const seconds = Math.min(600, Math.max(1, Number(values.seconds) || 20))
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const kept = JSON.parse(await readFile(new URL('seeds.json', import.meta.url), 'utf8')) as Record<
  string,
  number[]
>

/** A new question is a file that exports `questions`, and its line here. */
const questions: readonly Question[] = [tables, feeds, cards, media, pictures].flatMap(
  (file) => file.questions,
)

const known = questions.map(({ name }) => name)
const unknown = only?.filter((name) => !known.includes(name)) ?? []
if (unknown.length > 0) {
  console.error(`Nobody asks ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

let failed = 0
for (const question of questions) {
  if (only && !only.includes(question.name)) continue
  for (const one of [...(kept[question.name] ?? []), seed]) failed += await ask(question, one)
}
process.exit(failed === 0 ? 0 : 1)

async function ask({ name, property }: Question, from: number): Promise<number> {
  const details = await fc.check(property as fc.IAsyncProperty<unknown>, {
    seed: from,
    numRuns: 1_000_000,
    interruptAfterTimeLimit: seconds * 1000,
    markInterruptAsFailure: false,
  })
  if (!details.failed) {
    console.log(`✓ ${name}: ${details.numRuns} runs (seed ${from})`)
    return 0
  }
  console.log(`✗ ${name} (seed ${from}): ${fc.defaultReportMessage(details) ?? ''}\n${details.errorInstance}`)
  return 1
}
