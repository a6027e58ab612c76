import { appendFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Contract, Count } from './contract.ts'

/** One line for each fake that spoke by a description, for `npm run contracts`. */
export type Coverage = {
  network: string
  operations: readonly string[]
  covered: Record<string, Count>
  violations: string[]
}

const words = 'every request, and every answer of the fake, is as the published description says'

/**
 * Stands last in a test file: nothing of what went over the wire may have been against the description.
 * Where there is no description to hold it against, the test is skipped and says so.
 */
export function testDescription(network: string, fakes: readonly { contract: Contract | null }[]): void {
  const contracts = fakes.flatMap(({ contract }) => contract ?? [])
  if (contracts.length < fakes.length)
    test.skip(`${words} (skipped: the description is not in ../shared/specs)`, () => undefined)
  else
    test(words, () => {
      expect(contracts.flatMap(({ violations }) => violations)).toEqual([])
      expect(contracts.every(({ covered }) => covered.size > 0)).toBe(true)
    })
  afterAll(() => {
    for (const contract of contracts) note(network, contract)
  })
}

function note(network: string, { operations, covered, violations }: Contract): void {
  const file = process.env.CARILLON_CONTRACTS
  if (!file) return
  const line: Coverage = { network, operations, covered: Object.fromEntries(covered), violations }
  appendFileSync(file, `${JSON.stringify(line)}\n`)
}
