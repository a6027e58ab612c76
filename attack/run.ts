/**
 * `npm run attack`: what attackers do, done here to the real server on loopback. `--json FILE` writes the counts,
 * `--only NAME,…` runs some. docs/security.md says what each is about.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Attack, type Result, startTally } from './frame/attack.ts'
import { type House, openHouse } from './frame/house.ts'
import { attacks } from './list.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
const only = values.only?.split(',').filter(Boolean)
const unknown = only?.filter((name) => !attacks.some((attack) => attack.name === name)) ?? []
if (unknown.length > 0) {
  const names = attacks.map(({ name }) => name).join(', ')
  console.error(`There is no attack called ${unknown.join(', ')}. There are: ${names}.`)
  process.exit(2)
}

const started = performance.now()
const house = await openHouse()
const results: Result[] = []
try {
  for (const attack of attacks)
    if (!only || only.includes(attack.name)) results.push(await runOne(attack, house))
} finally {
  await house.close()
}
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
const sum = (of: (result: Result) => number) => results.reduce((all, one) => all + of(one), 0)
const failed = sum((result) => result.failed)
const seconds = Math.round((performance.now() - started) / 1000)
console.log(
  `\n${sum((result) => result.tried)} attempts and controls in ${seconds} s, ${failed} of them did not hold.`,
)
process.exit(failed > 0 ? 1 : 0)

async function runOne(attack: Attack, house: House): Promise<Result> {
  const tally = startTally()
  const began = performance.now()
  // An attack that breaks off has not shown that anything holds.
  await attack.run(house, tally).catch((error) => tally.check('the attack came to its end', false, error))
  const result = tally.result(attack.name)
  const time = ((performance.now() - began) / 1000).toFixed(1)
  const sign = result.failed === 0 && result.tried > 0 ? '✓' : '✗'
  console.log(`${sign} ${attack.name}: ${result.passed} of ${result.tried} held (${time} s)`)
  for (const failure of tally.failures) console.log(`    ${failure}`)
  return result
}
