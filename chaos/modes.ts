import type { Arriving, FakeMode, Treatment } from '../test/fake-server.ts'
import type { Random } from './random.ts'

/** How many of a hundred deliveries meet each trouble. */
const shares = {
  ok: 44,
  'accept-then-drop': 13,
  'accept-then-500': 13,
  '429': 8,
  slow: 10,
  hang: 4,
  refuse: 6,
  'wrong-token': 2,
} as const satisfies Partial<Record<FakeMode, number>>

export type Mode = keyof typeof shares
export const modes = Object.keys(shares) as Mode[]

/** What a delivery will meet: a trouble, and how many of its first requests meet it. */
export type Fate = { mode: Mode; times: number }

export function drawFate(random: Random): Fate {
  let left = random.between(0, 100)
  for (const mode of modes) {
    left -= shares[mode]
    if (left < 0)
      return { mode, times: mode === 'refuse' ? Number.POSITIVE_INFINITY : random.next() < 0.7 ? 1 : 2 }
  }
  return { mode: 'ok', times: 0 }
}

/** The server's part in it: the first requests meet the trouble, later ones go well. */
export const treatmentBy =
  (fates: ReadonlyMap<string, Fate>) =>
  ({ text, attempt }: Arriving): Treatment => {
    const fate = fates.get(text)
    if (!fate) throw new Error(`Nobody planned "${text}"`)
    return attempt > fate.times ? { mode: 'ok' } : { mode: fate.mode, delayMs: 300, retryAfter: 1 }
  }
