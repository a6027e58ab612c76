/**
 * How far from the mix is the worst window of 20 posts of a plan? Plans of many makings: numbers of channels, cadences,
 * shares, rubrics that fit into the mix, posts fixed by hand, what went before.
 */
import { generatePlan, type PlanInput } from '../src/modules/plan/content-plan/generate.ts'
import type { Candidate, Line } from '../src/modules/plan/content-plan/places.ts'
import type { Share } from '../src/modules/plan/mix/sequence.ts'
import type { Figure } from './frame/figure.ts'
import { round } from './frame/figure.ts'

export const names = ['mix-worst-deviation'] as const

const plans = 400

/** Same number, same chances. */
export function chancesOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const formula: readonly Share[] = [
  { id: 'engaging', share: 40 },
  { id: 'brand', share: 30 },
  { id: 'educational', share: 25 },
  { id: 'promotional', share: 5 },
]

/** A plan as somebody might want it. Rubrics take at most half of what their category is to have. */
export function somePlan(seed: number): PlanInput {
  const chance = chancesOf(seed)
  const upTo = (n: number) => Math.floor(chance() * n)
  const mix = chance() < 0.5 ? formula : formula.map(({ id }) => ({ id, share: 3 + upTo(60) }))
  const lines = Array.from({ length: 1 + upTo(4) }, (_, i) => someLine(`channel ${i}`, chance))
  const perWeek = lines.reduce((sum, line) => sum + line.perWeek, 0)
  const sum = mix.reduce((total, { share }) => total + share, 0)
  const fitting = mix.filter(({ share }) => (share / sum) * perWeek >= 2)
  const rubricOf = fitting[upTo(fitting.length)]
  const rubric = { id: 'rubric', weekday: 2, time: '08:15', everyWeeks: 1 + upTo(2), pillarId: null }
  return {
    from: '2030-01-07',
    weeks: 4 + upTo(23),
    weekStartsOn: 1,
    spacingMinutes: 60 * upTo(5),
    lines,
    mix,
    pillars: [],
    ownPillars: new Map(),
    rubrics:
      rubricOf && chance() < 0.7 ? [{ ...rubric, category: rubricOf.id, channelIds: ['channel 0'] }] : [],
    blackouts: chance() < 0.5 ? [{ from: '2030-02-11', to: '2030-02-15', channelIds: [] }] : [],
    bursts: [],
    occasions: [],
    after: null,
    taken: [],
    before: { categories: [], pillars: [] },
  }
}

function someLine(channelId: string, chance: () => number): Line {
  const times = ['09:00', '13:30', '18:00'].slice(0, 1 + Math.floor(chance() * 3))
  const candidates: Candidate[] = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    times.map((time) => ({ weekday, time, category: null })),
  )
  const zone = ['Europe/Riga', 'Asia/Bangkok', 'America/New_York', 'UTC'][Math.floor(chance() * 4)] ?? 'UTC'
  return { channelId, zone, perWeek: 1 + Math.floor(chance() * times.length * 5), candidates }
}

export async function run(): Promise<Figure[]> {
  let [worst, windows] = [0, 0]
  for (let seed = 1; seed <= plans; seed++) {
    const plan = generatePlan(somePlan(seed))
    worst = Math.max(worst, plan.worst?.deviation ?? 0)
    windows += Math.max(0, plan.items.length - 19)
  }
  return [
    {
      name: 'mix-worst-deviation',
      value: round(worst, 3),
      unit: 'posts',
      target: 1,
      better: 'less',
      peer: null,
      how: `${plans} plans of 4 to 26 weeks for 1 to 4 channels, half with the default mix, rubrics in most: all ${windows} windows of 20 posts, farthest from the mix.`,
    },
  ]
}
