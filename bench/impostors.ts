/**
 * Of accounts that look like a brand, are those found that pass themselves off as it, and those left in peace that do not?
 * The sets are made by rules of their own (`impostors/`), apart from what judges them. Weights were set with other seeds than
 * the one that is measured, whose set nobody has looked at one by one.
 */
import { hashPicture } from '../src/modules/plan/impostors/picture.ts'
import { type Ours, scoreSuspect } from '../src/modules/plan/impostors/score.ts'
import { type Figure, round } from './frame/figure.ts'
import type { Account, House } from './impostors/account.ts'
import { someSet } from './impostors/set.ts'

export const names = ['impostor-precision', 'impostor-recall'] as const

/** Held out: the tests and whoever sets weights use others. */
const heldOut = 20_300_101

const now = new Date('2030-01-01T00:00:00Z')
const daysBack = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

async function oursOf({ brand, picture, ageDays, followers, posts }: House): Promise<Ours> {
  return {
    ...{ handle: brand.handle, name: brand.name, bio: brand.bio, followers, posts },
    picture: await hashPicture(picture),
    createdAt: daysBack(ageDays),
    links: [brand.site],
    proven: [brand.site],
    names: [],
    sites: [brand.site],
  }
}

export type Judged = { account: Account; points: number; flagged: boolean; why: string }

export async function judge(seed: number, brands: number, each: number): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const { house, accounts } of await someSet(seed, brands, each)) {
    const ours = await oursOf(house)
    for (const account of accounts) {
      const picture = account.picture && (await hashPicture(account.picture))
      const theirs = { ...account, picture, createdAt: daysBack(account.ageDays) }
      const { points, level, signals } = scoreSuspect(ours, theirs, now)
      const why = signals.map(({ id, points: own }) => `${id} ${own}`).join(', ')
      judged.push({ account, points, flagged: level === 'likely', why })
    }
  }
  return judged
}

export function tally(judged: readonly Judged[]): { precision: number; recall: number } {
  const flagged = judged.filter((one) => one.flagged)
  const right = flagged.filter(({ account }) => account.truth === 'impostor').length
  const all = judged.filter(({ account }) => account.truth === 'impostor').length
  return { precision: right / flagged.length, recall: right / all }
}

/** How often each kind was flagged. */
export function byKind(judged: readonly Judged[]): string {
  const kinds = new Map<string, { of: number; flagged: number }>()
  for (const { account, flagged } of judged) {
    const name = account.truth === 'impostor' ? `impostor by ${account.kind}` : account.kind
    const kind = kinds.get(name) ?? { of: 0, flagged: 0 }
    kinds.set(name, { of: kind.of + 1, flagged: kind.flagged + Number(flagged) })
  }
  return [...kinds].map(([kind, { of, flagged }]) => `${kind} ${flagged} of ${of}`).join(', ')
}

export async function run(): Promise<Figure[]> {
  const judged = await judge(heldOut, 60, 20)
  const { precision, recall } = tally(judged)
  const how = `${judged.length} accounts around 60 brands in five languages, half of them impostors, from a seed that no weight was set by. Flagged as likely: ${byKind(judged)}.`
  const figure = (name: (typeof names)[number], value: number): Figure => ({
    ...{ name, value: round(value, 3), unit: 'of 1', target: 0.9, better: 'more', peer: null, how },
  })
  return [figure('impostor-precision', precision), figure('impostor-recall', recall)]
}
