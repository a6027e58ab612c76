/** What the strategy says to a post before it goes out. Reads nothing and changes nothing: all it needs is handed in. */
import { dayOf, resolveCivil } from '../../../platform/civil.ts'
import type { PostCategory } from '../../create/posts/contract.ts'
import { weekOf } from '../content-plan/index.ts'
import { type Advice, type AdviceCode, ruleOf } from './contract.ts'
import type { Found, Goal, Looked, Placed, Situation } from './looked.ts'
import { sentenceOf } from './sentences.ts'
import { toneOf } from './tone-rules.ts'

export function judge(post: Looked, situation: Situation): (Found & { detail: string })[] {
  const found = [
    ...purposeOf(post, situation),
    ...mixOf(post, situation),
    ...copiesOf(post, situation),
    ...toneOf(post, situation.rules),
    ...cadenceOf(post, situation),
  ]
  return found
    .filter(({ code }) => !situation.rules.silent.includes(ruleOf(code)))
    .map((one) => ({ ...one, detail: sentenceOf(one.code, one.facts) }))
}

const ofPost = (code: AdviceCode, facts: Advice['facts'] = {}, about = ''): Found => ({
  code,
  about,
  channelIds: [],
  facts,
})

/** Who has no goals is not told that a post serves none. */
function purposeOf(post: Looked, { goals, hasPersonas, zone, channels }: Situation): Found[] {
  const persona = post.personaId || !hasPersonas ? [] : [ofPost('no_persona')]
  if (!post.goalId) return [...(goals.size > 0 ? [ofPost('no_goal')] : []), ...persona]
  const goal = goals.get(post.goalId)
  if (!goal?.seen) return persona
  const times = timesOf(post)
  const first = times.length > 0 ? dayOf(new Date(Math.min(...times)), zone) : null
  const over = first !== null && first > goal.deadline
  const elsewhere = post.sides.length > 0 && !reaches(goal, post, channels)
  const facts = { goal: goal.name, deadline: goal.deadline }
  return [
    ...(over ? [ofPost('goal_over', facts, post.goalId)] : []),
    ...(elsewhere ? [ofPost('goal_elsewhere', { goal: goal.name }, post.goalId)] : []),
    ...persona,
  ]
}

/** Whether what the post brings can count for the goal at all. */
function reaches({ scopeKind, scopeId }: Goal, post: Looked, channels: Situation['channels']): boolean {
  if (scopeKind === 'campaign') return post.campaignId === scopeId
  if (scopeKind === 'channel') return post.sides.some(({ channelId }) => channelId === scopeId)
  if (scopeKind === 'network')
    return post.sides.some(({ channelId }) => channels.get(channelId)?.network === scopeId)
  return true
}

const timesOf = ({ sides }: Looked): number[] => sides.flatMap(({ at }) => at ?? [])

/** Under so many posts a share says nothing; the generator keeps every window of as many within one post of the mix. */
const windowLength = 20

/** The nineteen posts before it and itself: a category that is more than one post above its share is told. */
function mixOf(post: Looked, { placed, shares }: Situation): Found[] {
  if (!post.category) return [ofPost('no_category')]
  const times = timesOf(post)
  if (times.length === 0) return []
  const before = lastBefore(placed.all, Math.min(...times), post.id)
  if (before.length < windowLength - 1) return []
  const count = before.filter((category) => category === post.category).length + 1
  const share = shares[post.category]
  if (count <= (share / 100) * windowLength + 1) return []
  return [ofPost('mix', { category: post.category, count, of: windowLength, share })]
}

/** A post on three channels is one of the mix, at the time of its first. */
function lastBefore(placed: readonly Placed[], at: number, postId: string): (PostCategory | null)[] {
  const seen = new Map<string, PostCategory | null>()
  for (let i = indexAfter(placed, at) - 1; i >= 0 && seen.size < windowLength - 1; i--) {
    const one = placed[i]
    if (one && one.postId !== postId && !seen.has(one.postId)) seen.set(one.postId, one.category)
  }
  return [...seen.values()]
}

/** How many are placed at an instant or before it. */
function indexAfter(placed: readonly Placed[], at: number): number {
  let [low, high] = [0, placed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Only between networks: two accounts of one network are often meant to say the same. */
function copiesOf({ sides }: Looked, { channels }: Situation): Found[] {
  const networks = new Set(sides.map(({ channelId }) => channels.get(channelId)?.network))
  const texts = new Set(sides.map(({ text }) => text.trim()))
  const copies = networks.size > 1 && texts.size === 1 && !texts.has('')
  return copies ? [ofPost('copies', { count: networks.size })] : []
}

const weekDays = 7
const dayMs = 86_400_000
const minuteMs = 60_000

function cadenceOf(post: Looked, situation: Situation): Found[] {
  return post.sides.flatMap((side) => {
    const channel = situation.channels.get(side.channelId)
    if (side.at === null || !channel) return []
    const about = { about: side.channelId, channelIds: [side.channelId] }
    const day = dayOf(new Date(side.at), channel.zone)
    const free = freeOn(day, side.channelId, situation)
    const others = around(situation.placed.byChannel.get(side.channelId) ?? [], side.at).filter(
      ({ postId }) => postId !== post.id,
    )
    return [
      ...(free ? [{ ...about, code: 'free_day' as const, facts: { channel: channel.name, day: free } }] : []),
      ...tooMany(side.at, day, others, channel, situation, side.channelId).map((facts) => ({
        ...about,
        code: 'cadence' as const,
        facts,
      })),
      ...tooNear(side.at, others, situation).map((minutes) => ({
        ...about,
        code: 'spacing' as const,
        facts: { channel: channel.name, minutes, least: situation.plan.spacingMinutes },
      })),
    ]
  })
}

const aroundMs = 8 * dayMs

/** As far as a week and the widest spacing reach. */
const around = (placed: readonly Placed[], at: number): readonly Placed[] =>
  placed.slice(indexAfter(placed, at - aroundMs), indexAfter(placed, at + aroundMs))

/** The name of the day on which nothing is to be published there. */
function freeOn(day: string, channelId: string, { plan, freeHolidays }: Situation): string | null {
  const date = plan.dates.find(
    ({ free, from, to, channelIds }) =>
      free && from <= day && day <= to && (channelIds.length === 0 || channelIds.includes(channelId)),
  )
  return date?.name ?? freeHolidays.get(day) ?? null
}

type Channel = { name: string; zone: string; perWeek: number }

/** More in the week of the channel than its plan says; a burst adds its own for the days that it lasts. */
function tooMany(
  at: number,
  day: string,
  others: readonly Placed[],
  { name, zone, perWeek }: Channel,
  { plan, weekStartsOn }: Situation,
  channelId: string,
): Advice['facts'][] {
  if (perWeek === 0) return []
  const week = weekOf(day, weekStartsOn)
  const [from, to] = weekSpan(week, zone)
  const last = dayAfter(week, weekDays - 1)
  const more = plan.bursts
    .filter((burst) => burst.channelIds.includes(channelId))
    .map((burst) => (burst.perWeek * daysIn(burst, week, last)) / weekDays)
  const planned = perWeek + more.reduce((sum, n) => sum + Math.round(n), 0)
  const count = others.filter((one) => one.at >= from && one.at < to).length + 1
  // What is told is that this one is too many, not that an earlier one was.
  const earlier = others.filter((one) => one.at >= from && one.at <= at).length
  return count > planned && earlier >= planned ? [{ channel: name, count, planned }] : []
}

const spans = new Map<string, [number, number]>()
const mostSpans = 5000

/** First and last instant of a week on the clock of a channel; kept, because many posts ask for the same. */
function weekSpan(week: string, zone: string): [number, number] {
  const key = `${week} ${zone}`
  const known = spans.get(key)
  if (known) return known
  const at = (day: string): number => resolveCivil(`${day}T00:00`, zone).at.getTime()
  const span: [number, number] = [at(week), at(dayAfter(week, weekDays))]
  if (spans.size >= mostSpans) spans.clear()
  spans.set(key, span)
  return span
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

function daysIn({ from, to }: { from: string; to: string }, first: string, last: string): number {
  const begin = from > first ? from : first
  const end = to < last ? to : last
  return begin > end ? 0 : (Date.parse(end) - Date.parse(begin)) / dayMs + 1
}

/** Minutes to the nearest other post of the channel, when that is nearer than the plan wants. */
function tooNear(at: number, others: readonly Placed[], { plan }: Situation): number[] {
  const least = plan.spacingMinutes * minuteMs
  const nearest = Math.min(...others.map((one) => Math.abs(one.at - at)))
  return nearest < least ? [Math.round(nearest / minuteMs)] : []
}
