import type { RawMetric } from '../../networks/kit/manifest.ts'
import { type Chance, chanceOf } from './chance.ts'
import { campaigns, dayMs, pastDays, type Role } from './story.ts'

/** More people come on weekdays than at the weekend; 0 is Sunday. */
const weekdays = [0.7, 1.1, 1.15, 1.2, 1.1, 1, 0.75] as const

/** Followers every six hours for half a year: slow growth, a week's rhythm, a push from each campaign. */
export function followersOf(role: Role, seed: number, now: Date): { at: Date; value: number }[] {
  const chance = chanceOf(seed + role.key.charCodeAt(0))
  let value = role.followers
  return Array.from({ length: pastDays * 4 }, (_, i) => {
    const at = new Date(now.getTime() - (pastDays * 4 - 1 - i) * (dayMs / 4))
    const day = (at.getTime() - now.getTime()) / dayMs
    const push = campaigns.find(({ fromDay, toDay }) => day >= fromDay && day <= toDay)?.push ?? 1
    const come = (role.gain / 4) * 1.5 * (weekdays[at.getUTCDay()] ?? 1) * push * (1 + i / (pastDays * 8))
    value += chance.count(come) - chance.count((role.gain / 4) * 0.5)
    return { at, value }
  })
}

export const followersAt = (series: readonly { at: Date; value: number }[], at: Date): number =>
  series.findLast((one) => one.at <= at)?.value ?? series[0]?.value ?? 0

/** How engagements fall to kinds of them. */
const shares = { likes: 0.68, reposts: 0.14, replies: 0.11, quotes: 0.03, saves: 0.04 } as const

/** What a post will have in the end, of each count that its network tells. */
export function harvestOf(
  chance: Chance,
  expected: number,
  told: readonly RawMetric[],
): Partial<Record<RawMetric, number>> {
  const luck = Math.exp(0.45 * chance.normal() - 0.1)
  const kinds = (Object.keys(shares) as (keyof typeof shares)[]).filter((kind) => told.includes(kind))
  return Object.fromEntries(kinds.map((kind) => [kind, chance.count(expected * luck * shares[kind])]))
}

/** What part of it has come by an age: half within seven hours, nine tenths within three days. */
export const ripeness = (ageMs: number): number => 1 - Math.exp(-((ageMs / 3_600_000 / 12) ** 0.65))
