import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { addDays } from '../../measure/numbers/index.ts'
import { type GoalNumber, type GoalScope, type Measure, measureOf, type Preview } from '../goals/contract.ts'
import { previewOf, type Reading, readWish } from '../goals/index.ts'
import { findManualNames } from '../manual/index.ts'
import type { Objective } from '../objectives/contract.ts'
import { findFirst } from '../strategy/index.ts'
import type { Draft, Letter, LettersQuery, NotHeld, SmartAnswer, SmartGoal } from './contract.ts'
import { lettersOf } from './letters.ts'
import { findCampaignNames, findChannelNames, findZone } from './queries.ts'
import { resolve, roundTo } from './resolve.ts'
import { climateOf } from './seasons.ts'
import { type Bounded, type Names, type Part, takeApart } from './take-apart.ts'

/** A sentence as goals in the making, each with its five letters. */
export async function readSentence(ctx: Context, viewer: Viewer, text: string): Promise<SmartAnswer> {
  const [names, first] = await Promise.all([namesOf(ctx, viewer), findFirst(ctx, viewer.workspaceId)])
  const { parts, vague, left } = takeApart(text, names)
  const goals: SmartGoal[] = []
  // One after another, as each reads half a year of numbers.
  for (const part of parts) goals.push(await goalOf(ctx, viewer, part, { today: names.today, first }))
  return { goals, vague, left }
}

/** The letters of a goal in the making, as its fields stand. */
export async function judgeFields(ctx: Context, viewer: Viewer, query: LettersQuery): Promise<Letter[]> {
  const draft = draftIn(query)
  const today = await todayOf(ctx, viewer)
  const reading = await readingFor(ctx, viewer, draft)
  const first = await findFirst(ctx, viewer.workspaceId)
  return lettersOf(draft, { today, preview: reading && previewFor(reading, draft), unjoined: null, first })
}

const draftIn = ({ scopeKind, scopeId, planFrom, planTo, ...query }: LettersQuery): Draft => ({
  metric: query.metric ?? null,
  manualId: query.manualId ?? null,
  thing: query.thing ?? null,
  scope: { kind: scopeKind, id: scopeId ?? null },
  baseline: query.baseline ?? null,
  baselineWindow: null,
  target: query.target ?? null,
  floor: null,
  startsOn: query.startsOn ?? null,
  deadline: query.deadline ?? null,
  plan: planFrom && planTo ? { from: planFrom, to: planTo } : null,
  constraints: [],
  objective: query.objective ?? null,
  people: query.people,
  money: query.money,
})

/** Null while it is not said which number is meant, or whose. */
async function readingFor(
  ctx: Context,
  viewer: Viewer,
  { metric, manualId, scope, startsOn, deadline, plan }: Draft,
): Promise<Reading | null> {
  const isWhole = scope.kind === 'workspace' || scope.id !== null
  if (metric === null || !isWhole || (metric === 'manual' && manualId === null)) return null
  return readWish(ctx, viewer, {
    ...{ metric, manualId, scope, plan, startsOn, deadline },
  })
}

const todayOf = async (ctx: Context, viewer: Viewer): Promise<string> =>
  dayOf(ctx.clock.now(), await findZone(ctx.db, viewer.workspaceId))

async function namesOf(ctx: Context, viewer: Viewer): Promise<Names> {
  const [zone, channels, campaigns, manual] = await Promise.all([
    findZone(ctx.db, viewer.workspaceId),
    findChannelNames(ctx.db, viewer),
    findCampaignNames(ctx.db, viewer),
    // What is entered by hand is of the whole workspace.
    sightOf(viewer) === null ? findManualNames(ctx.db, viewer.workspaceId) : [],
  ])
  const joined = new Set(channels.map(({ network }) => network))
  const networks = [...ctx.networks.values()].map(({ manifest: { id, name } }) => ({
    id,
    name,
    joined: joined.has(id),
  }))
  return {
    today: dayOf(ctx.clock.now(), zone),
    climate: climateOf(zone),
    networks,
    channels,
    campaigns,
    manual,
  }
}

async function goalOf(
  ctx: Context,
  viewer: Viewer,
  part: Part,
  { today, first }: { today: string; first: Objective | null },
): Promise<SmartGoal> {
  const empty = emptyDraft(part, today)
  const reading = await readingFor(ctx, viewer, empty)
  const draft = { ...empty, ...numbersOf(part, empty, reading, today) }
  const preview = reading && previewFor(reading, draft)
  const held = await constraintsOf(ctx, viewer, part, draft)
  return {
    said: part.said,
    draft: { ...draft, constraints: held.constraints },
    understood: understoodOf(part),
    letters: lettersOf(draft, { today, preview, unjoined: part.unjoined, first }),
    unwatched: held.unwatched,
    notHeld: held.notHeld,
    unread: part.unread,
  }
}

const numberIn = (about: Part['about']): GoalNumber | null => {
  if (about === null || about.kind === 'thing') return null
  if (about.kind === 'metric') return about.metric
  return about.kind === 'manual' ? 'manual' : about.kind === 'posts' ? 'posts_out' : 'posts_planned'
}

/** A campaign has no followers of its own, and what is entered by hand is of the whole workspace. */
function scopeFor(metric: GoalNumber | null, scope: GoalScope): GoalScope {
  const subject = metric ? measureOf(metric).subject : 'posts'
  const isWider = subject === 'workspace' || (subject === 'channel' && scope.kind === 'campaign')
  return isWider ? { kind: 'workspace', id: null } : scope
}

function emptyDraft({ about, scope, deadline, days }: Part, today: string): Draft {
  const metric = numberIn(about)
  const planFrom = addDays(deadline?.day ?? today, 1)
  return {
    metric,
    manualId: about?.kind === 'manual' ? about.id : null,
    thing: about?.kind === 'thing' ? about.thing : null,
    scope: scopeFor(metric, scope),
    ...{ baseline: null, baselineWindow: null, target: null, floor: null },
    startsOn: today,
    deadline: deadline?.day ?? null,
    plan:
      metric === 'posts_planned' ? { from: planFrom, to: addDays(planFrom, (days ?? usualPlan) - 1) } : null,
    constraints: [],
    // Offered with its letter, and chosen by a person.
    objective: null,
    ...{ people: '', money: '' },
  }
}

/** Four weeks are planned where nobody says for how long. */
const usualPlan = 28

type Numbers = Pick<Draft, 'baseline' | 'baselineWindow' | 'target' | 'floor'>

function numbersOf(part: Part, { metric, deadline }: Draft, reading: Reading | null, today: string): Numbers {
  if (metric === null) return { baseline: null, baselineWindow: null, target: null, floor: null }
  const { unit, read } = measureOf(metric)
  const { from, change, way, each } = part
  if (read === 'total') {
    const target = change?.kind === 'count' ? inAll(change.value, each, today, deadline) : null
    return { baseline: 0, baselineWindow: null, target, floor: null }
  }
  const said = from === null ? null : unit === 'share' ? from / 100 : from
  const baseline = said ?? reading?.on(today).value ?? null
  const to = (one: Part['change']) => one && resolve(one, way, unit, baseline)
  return {
    baseline,
    baselineWindow:
      said === null && reading && baseline !== null ? reading.window(reading.on(today).day) : null,
    target: to(change),
    floor: to(part.floor && { ...part.floor, how: part.floor.how ?? change?.how ?? null }),
  }
}

const daysIn = { day: 1, week: 7, month: 30.4375 } as const

/** "Three a week" is so many until the deadline. */
function inAll(value: number, each: Part['each'], today: string, deadline: string | null): number | null {
  if (each === null) return Math.round(value)
  if (deadline === null) return null
  const days = (Date.parse(deadline) - Date.parse(today)) / 86_400_000
  return Math.max(1, Math.round((value * days) / daysIn[each]))
}

type Held = Pick<SmartGoal, 'unwatched' | 'notHeld'> & Pick<Draft, 'constraints'>

/** Each as a bound in its own number: a share of growth is reckoned from where that number stands. Of what cannot be, it is said why. */
async function constraintsOf(ctx: Context, viewer: Viewer, part: Part, draft: Draft): Promise<Held> {
  const held: Held = { constraints: [], unwatched: [], notHeld: [] }
  for (const one of part.constraints) {
    const metric = numberIn(one.about)
    if (one.about.kind === 'thing') held.unwatched.push(one.about.thing)
    const manualId = one.about.kind === 'manual' ? one.about.id : null
    const reading = await readingFor(ctx, viewer, {
      ...draft,
      ...{ metric, manualId, scope: scopeFor(metric, part.scope), plan: null },
    })
    const found = boundIn(one, metric, reading?.on(reading.today).value ?? null)
    const isTwice = held.constraints.some(
      (other) =>
        other.metric === metric &&
        other.manualId === manualId &&
        'bound' in found &&
        other.bound === found.bound,
    )
    if ('why' in found || metric === null || isTwice) {
      const reason = 'why' in found ? found.why : 'twice'
      held.notHeld.push({ said: one.said, reason, words: whyNot[reason] })
    } else held.constraints.push({ metric, manualId, bound: found.bound, value: found.value })
  }
  return held
}

const whyNot: Record<NotHeld, string> = {
  by_hand: 'Nobody tells this number. Enter it by hand, then say the bound again.',
  no_baseline: 'How much it may change can be reckoned once it is known where it stands.',
  counted: 'Posts and plans are counted by a goal of their own.',
  twice: 'A bound of the same kind stands there already.',
}

/** "May grow by 5 % at most" is at most 105 % of what it is; "may fall by 5 % at most" at least 95 %. */
function boundIn(
  { bound, way, change }: Bounded,
  metric: GoalNumber | null,
  now: number | null,
): { bound: Bounded['bound']; value: number } | { why: NotHeld } {
  if (metric === null) return { why: 'by_hand' }
  const { unit, read } = measureOf(metric)
  if (read === 'total') return { why: 'counted' }
  const isChange = change.how === 'by' || change.how === 'more'
  const isPlain = change.kind !== 'factor' && (change.kind === 'percent') === (unit === 'share')
  if (isPlain && !isChange)
    return { bound, value: within(unit, unit === 'share' ? change.value / 100 : change.value) }
  const value = resolve({ ...change, how: change.how ?? 'by' }, way, unit, now)
  if (value === null) return { why: 'no_baseline' }
  const other = bound === 'most' ? 'least' : 'most'
  return { bound: way === 'down' && change.kind !== 'factor' ? other : bound, value: within(unit, value) }
}

const within = (unit: Measure['unit'], value: number): number =>
  roundTo(unit, Math.min(value, unit === 'share' ? 1 : 1e12))

function previewFor(reading: Reading, { startsOn, deadline, target }: Draft): Preview {
  return previewOf(reading, {
    ...(startsOn && { startsOn }),
    ...(deadline && { deadline }),
    ...(target !== null && { target }),
  })
}

function understoodOf({ change, each, deadline }: Part): SmartGoal['understood'] {
  const said = { deadline: deadline?.said ?? null, climate: deadline?.climate ?? null }
  if (!change) return { kind: 'none', value: null, ...said }
  const { kind, value, how } = change
  if (each !== null) return { kind: `each_${each}`, value, ...said }
  if (kind === 'factor') return { kind: 'times', value, ...said }
  if (kind === 'percent') return { kind: 'by_percent', value, ...said }
  return { kind: how === 'by' || how === 'more' ? 'by' : 'to', value, ...said }
}
