/**
 * Do the 80 % intervals of a pilot hold the truth in four cases of five, and how often does a pilot that stops by itself name a
 * channel with which one gives up more than was allowed? What is given up is judged by what a channel really brings, the plain
 * mean of its results, and not by anything that the rule reckons with. Pilots are played on channels whose truth is known, looked at after
 * each week as people do; the makings are those that the method claims (logarithms that are normal) and some it does not:
 * small counts, posts that run wild, channels of uneven luck, weeks that are better for all.
 */
import { judge } from '../src/modules/plan/pilots/standing.ts'
import { type Figure, round } from './frame/figure.ts'

type Chance = { even(): number; normal(): number; count(mean: number): number; gamma(shape: number): number }

type Making = {
  name: string
  /** One result where the middle of ln(1 + x) is about `level`. */
  draw(chance: Chance, level: number, week: number, noise: number): number
}

const noise = 0.9

const moody = 'good and bad weeks'
const uneven = 'channels of uneven luck'

const makings: readonly Making[] = [
  { name: 'lognormal', draw: (chance, level) => Math.expm1(Math.max(0, level + noise * chance.normal())) },
  {
    name: uneven,
    draw: (chance, level, _, own) => Math.expm1(Math.max(0, level + own * chance.normal())),
  },
  {
    name: 'counts',
    draw: (chance, level) => chance.count(Math.exp(level) * Math.exp(0.6 * chance.normal() - 0.18)),
  },
  { name: 'small counts', draw: (chance, level) => chance.count(Math.exp(level - 2.5)) },
  {
    name: 'negative binomial',
    draw: (chance, level) => chance.count((Math.exp(level) * chance.gamma(1.5)) / 1.5),
  },
  {
    name: 'one in thirty runs wild',
    draw: (chance, level) =>
      chance.count(Math.exp(level + 0.7 * chance.normal()) * (chance.even() < 1 / 30 ? 15 : 1)),
  },
  {
    name: moody,
    draw: (chance, level, week) => chance.count(Math.exp(level + week + 0.7 * chance.normal())),
  },
]

export type Played = {
  name: string
  inside: number
  intervals: number
  wrong: number
  stopped: number
  pilots: number
}

const care = 0.1
const draws = 1500

/** `rounds` pilots of each making. Same seed, same answer. */
export function playPilots(rounds: number, seed = 4711): Played[] {
  const chance = chanceOf(seed)
  return makings.map((making) => {
    const played = { name: making.name, inside: 0, intervals: 0, wrong: 0, stopped: 0, pilots: rounds }
    for (let round = 0; round < rounds; round++) play(making, chance, played)
    return played
  })
}

function play(making: Making, chance: Chance, played: Played): void {
  const channels = 2 + Math.floor(4 * chance.even())
  const weeks = [4, 6, 8][Math.floor(3 * chance.even())] ?? 4
  const perWeek = 2 + Math.floor(5 * chance.even())
  const level = 3 + chance.normal()
  // In a third of pilots all are alike, where one is most easily fooled.
  const spread = chance.even() < 1 / 3 ? 0 : 0.5
  const levels = Array.from({ length: channels }, () => level + spread * chance.normal())
  // How much the posts of a channel differ among themselves: where they differ more, a few bring much of what it brings.
  const noises = levels.map(() =>
    making.name === uneven ? 0.5 + 0.05 * Math.floor(15 * chance.even()) : noise,
  )
  const results: number[][] = levels.map(() => [])
  const moods: number[] = []
  let stopped = false
  for (let week = 1; week <= weeks; week++) {
    const mood = making.name === moody ? 0.4 * chance.normal() : 0
    moods.push(mood)
    levels.forEach((one, i) => {
      for (let post = 0; post < perWeek; post++)
        results[i]?.push(making.draw(chance, one, mood, noises[i] ?? noise))
    })
    // What is true of these weeks: an interval tells of no others.
    const truths = levels.map((one, i) =>
      mean(moods.map((how) => truthOf(making, one + how, noises[i] ?? noise).typical)),
    )
    const { standing, keep, beliefs } = judge(results, care, { done: week, of: weeks }, draws)
    if (week === weeks)
      beliefs?.forEach(({ typical }, i) => {
        played.intervals++
        const truth = Math.expm1(truths[i] ?? 0)
        if (truth >= typical.low && truth <= typical.high) played.inside++
      })
    // Whoever may stop does; the results that would have come are made all the same, for the intervals of the last week.
    if (standing !== 'sure' || stopped) continue
    stopped = true
    played.stopped++
    // What each channel brings for a post, over very many: nothing of how the rule reckons it.
    const brings = levels.map((one, i) => truthOf(making, one, noises[i] ?? noise).brings)
    const best = Math.max(...brings)
    if (keep.some((i) => (brings[i] ?? 0) < (1 - care) * best)) played.wrong++
  }
}

const mean = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0) / list.length

type Truth = { typical: number; brings: number }

const known = new Map<string, Truth>()

/**
 * Of a making at a level, from very many results: the mean of ln(1 + x), which is the typical result that intervals tell of,
 * and the plain mean of x, which is what a channel brings. Between steps of a twentieth they are joined by lines.
 */
function truthOf(making: Making, level: number, own: number): Truth {
  const step = Math.round(level * 20) / 20
  const luck = Math.round(own * 20) / 20
  const at = (where: number): Truth => {
    const key = `${making.name} ${where.toFixed(2)} ${luck.toFixed(2)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const chance = chanceOf(1 + Math.round(where * 100))
    let [logs, plain] = [0, 0]
    const many = 40_000
    for (let i = 0; i < many; i++) {
      const result = making.draw(chance, where, 0, luck)
      logs += Math.log1p(result)
      plain += result
    }
    const truth = { typical: logs / many, brings: plain / many }
    known.set(key, truth)
    return truth
  }
  const [below, above] = level < step ? [step - 0.05, step] : [step, step + 0.05]
  const part = (level - below) / 0.05
  const between = (of: keyof Truth) => at(below)[of] * (1 - part) + at(above)[of] * part
  return { typical: between('typical'), brings: between('brings') }
}

/** Mulberry32, and what is made of it. */
function chanceOf(seed: number): Chance {
  let state = seed
  const even = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(even() + 1e-12)) * Math.cos(2 * Math.PI * even())
  const count = (rate: number) => {
    if (rate > 50) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()))
    const limit = Math.exp(-rate)
    let n = 0
    for (let product = even(); product > limit; product *= even()) n++
    return n
  }
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(even() + 1e-300) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  return { even, normal, count, gamma }
}

const sum = (list: readonly Played[], of: (one: Played) => number): number =>
  list.reduce((all, one) => all + of(one), 0)

export const coverage = (list: readonly Played[]): number =>
  sum(list, ({ inside }) => inside) / sum(list, ({ intervals }) => intervals)
/** Of the pilots that stopped by themselves, those that kept a channel that gives up too much. */
export const wrongShare = (list: readonly Played[]): number =>
  sum(list, ({ wrong }) => wrong) / sum(list, ({ stopped }) => stopped)

export const names = ['pilot-coverage-80', 'pilot-wrong-verdict-percent'] as const

const rounds = 600
const percent = (part: number, of: number): number => round((100 * part) / Math.max(1, of))

export async function run(): Promise<Figure[]> {
  const list = playPilots(rounds)
  const inside = list.map((one) => `${one.name} ${percent(one.inside, one.intervals)} %`).join(', ')
  const wrong = list
    .map(
      (one) =>
        `${one.name} ${percent(one.wrong, one.stopped)} % (${percent(one.stopped, one.pilots)} % of them stopped)`,
    )
    .join(', ')
  return [
    {
      name: 'pilot-coverage-80',
      value: round(100 * coverage(list)),
      unit: '%',
      target: 75,
      better: 'more',
      most: 85,
      peer: null,
      how: `How often the typical result of a channel lies in the 80 % interval at the end of ${rounds * list.length} pilots whose truth is known: ${inside}.`,
    },
    {
      name: 'pilot-wrong-verdict-percent',
      value: round(100 * wrongShare(list)),
      unit: '%',
      target: 10,
      better: 'less',
      peer: null,
      how: `${rounds * list.length} pilots looked at every week; of those that stopped by themselves, how many kept a channel with which more than ${100 * care} % of the result is given up: ${wrong}.`,
    },
  ]
}
