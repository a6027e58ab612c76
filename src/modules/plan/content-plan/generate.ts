import { resolveCivil } from '../../../platform/civil.ts'
import { atOnce, type Steps } from '../../../platform/turns.ts'
import type { Appeal } from '../../create/posts/contract.ts'
import { type Share, sequenceSteps, type Worst, worstWindow } from '../mix/index.ts'
import {
  type Calendar,
  type Line,
  type Shortfall,
  type Spot,
  type Spots,
  spotsOf,
  type Taken,
} from './places.ts'

/** Everything a plan is made of. The same again makes the same plan. */
export type PlanInput = Calendar & {
  lines: readonly Line[]
  mix: readonly Share[]
  pillars: readonly Share[]
  /** Channels on which pillars have other shares. */
  ownPillars: ReadonlyMap<string, readonly Share[]>
  /** Holidays and days of one's own that a post can be about. */
  occasions: readonly Occasion[]
  /** Nothing is planned for a time that has passed, whatever the clock of the channel says. */
  after: Date | null
  /** Categories and pillars of what went before, oldest first. */
  before: { categories: readonly string[]; pillars: readonly string[] }
}

type Occasion = { from: string; to: string; name: string; channelIds: readonly string[] }

export type Planned = Omit<Spot, 'category'> & {
  at: Date
  category: string
  appeal: Appeal | null
  occasion: string | null
}

export type Plan = {
  items: Planned[]
  shortfalls: Shortfall[]
  /** The window of 20 that is farthest from the mix, what went before and what stays counted in; null under 20 posts. */
  worst: Worst | null
}

/** All at once; a plan of thousands of posts takes a second. */
export const generatePlan = (input: PlanInput): Plan => atOnce(planSteps(input))

export function* planSteps(input: PlanInput): Steps<Plan> {
  const filled: Spots[] = []
  for (const line of input.lines) filled.push(yield* spotsOf(line, input))
  const zones = new Map(input.lines.map(({ channelId, zone }) => [channelId, zone]))
  const staying = input.taken
    .filter(({ civil }) => civil.slice(0, 10) >= input.from)
    .map((taken) => ({ spot: ofTaken(taken, zones), isNew: false }))
  const all = [...filled.flatMap(({ spots }) => spots.map((spot) => ({ spot, isNew: true }))), ...staying]
  const placed: Row[] = []
  for (const row of all) {
    placed.push({ ...row, at: resolveCivil(row.spot.civil, row.spot.zone).at })
    yield
  }
  const rows = placed
    .filter(({ at, isNew }) => !isNew || input.after === null || at > input.after)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.spot.channelId < b.spot.channelId ? -1 : 1))
  const categories = yield* categorise(input, rows)
  const pillars = yield* pillarise(input, rows, categories)
  const told = categories.filter((id) => id !== null)
  return {
    items: dress(input, rows, categories, pillars),
    shortfalls: filled.flatMap(({ shortfalls }) => shortfalls),
    worst: worstWindow(input.mix, [...input.before.categories.slice(-19), ...told]),
  }
}

type Row = { spot: Spot; at: Date; isNew: boolean }

const ofTaken = (taken: Taken, zones: ReadonlyMap<string, string>): Spot => ({
  ...taken,
  zone: zones.get(taken.channelId) ?? 'UTC',
  campaignId: null,
})

/** What stays without a category takes its place in the week, and none in the mix. */
function* categorise({ mix, before }: PlanInput, rows: readonly Row[]): Steps<(string | null)[]> {
  const counted = rows.map(({ spot, isNew }) => isNew || spot.category !== null)
  const places = rows
    .filter((_, i) => counted[i])
    .map(({ spot }) => ({ fixed: spot.category, groups: [spot.channelId] }))
  const found = (yield* sequenceSteps(mix, places, before.categories)).values()
  return counted.map((is) => (is ? (found.next().value ?? null) : null))
}

/** Pillars are even over the whole, on each channel and within each category; a channel with shares of its own stands by itself. */
function* pillarise(
  { pillars, ownPillars, before }: PlanInput,
  rows: readonly Row[],
  categories: readonly (string | null)[],
): Steps<(string | null)[]> {
  const found = rows.map(({ spot }) => spot.pillarId)
  const poolOf = ({ spot }: Row): string => (ownPillars.get(spot.channelId)?.length ? spot.channelId : '')
  const pools = Map.groupBy(rows.keys(), (i) => poolOf(rows[i] as Row))
  for (const [pool, places] of pools) {
    const shares = ownPillars.get(pool) ?? pillars
    if (!shares.some(({ share }) => share > 0)) continue
    const counted = places.filter((i) => rows[i]?.isNew || found[i] !== null)
    const asked = counted.map((i) => ({
      fixed: found[i] ?? null,
      groups: [rows[i]?.spot.channelId ?? '', `category ${categories[i]}`],
    }))
    const told = yield* sequenceSteps(shares, asked, pool === '' ? before.pillars : [])
    for (const [n, i] of counted.entries()) found[i] = told[n] ?? null
  }
  return found
}

/** Which appeals suit a category; they take turns. */
const appealsOf: Readonly<Record<string, readonly Appeal[]>> = {
  engaging: ['laugh', 'medal', 'provocation'],
  brand: ['medal', 'laugh'],
  educational: ['instruction'],
}

function dress(
  { occasions }: PlanInput,
  rows: readonly Row[],
  categories: readonly (string | null)[],
  pillars: readonly (string | null)[],
): Planned[] {
  const turns = new Map<string, number>()
  return rows.flatMap(({ spot, at, isNew }, i) => {
    const category = categories[i]
    if (!isNew || !category) return []
    const turn = turns.get(category) ?? 0
    turns.set(category, turn + 1)
    const fitting = appealsOf[category] ?? []
    const appeal = fitting.length > 0 ? (fitting[turn % fitting.length] ?? null) : null
    const occasion = occasionOf(occasions, spot)
    return [{ ...spot, at, category, pillarId: pillars[i] ?? null, appeal, occasion }]
  })
}

function occasionOf(occasions: readonly Occasion[], { civil, channelId }: Spot): string | null {
  const day = civil.slice(0, 10)
  const names = occasions
    .filter(({ from, to }) => day >= from && day <= to)
    .filter(({ channelIds }) => channelIds.length === 0 || channelIds.includes(channelId))
    .map(({ name }) => name)
  return names.length > 0 ? [...new Set(names)].join(', ').slice(0, 200) : null
}
