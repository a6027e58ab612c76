import type { Finding } from './contract.ts'

export type { Finding } from './contract.ts'

type Say = (words: string) => Finding

/** What a check says under its name. */
export const about = (check: string): Record<Finding['level'], Say> => ({
  ok: (words) => ({ check, level: 'ok', words }),
  look: (words) => ({ check, level: 'look', words }),
  wrong: (words) => ({ check, level: 'wrong', words }),
})

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `3 hours`: as exact as somebody needs who decides whether to get up. */
export function lasting(ms: number): string {
  const [name, size] = units.find(([, one]) => ms >= 2 * one) ?? ['second', 1000]
  const count = Math.round(ms / size)
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`
