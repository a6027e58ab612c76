import type { Diagnosis } from './contract.ts'

/** One line a finding, as a person reads it on a terminal. */
export function asTable({ wrong, look, findings }: Diagnosis): string {
  const wide = Math.max(...findings.map(({ check }) => check.length))
  const lines = findings.map(
    ({ check, level, words }) => `${level.padEnd(5)}  ${check.padEnd(wide)}  ${words}`,
  )
  const end =
    wrong > 0
      ? `${wrong} wrong, ${look} to look at.`
      : look > 0
        ? `Nothing is wrong; ${look} to look at.`
        : 'All is well.'
  return [...lines, '', end].join('\n')
}
