import { sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { addDays } from '../../measure/numbers/index.ts'
import { type GoalNumber, type GoalScope, measureOf, type Preview } from '../goals/contract.ts'
import { previewOf, type Reading, readWish } from '../goals/index.ts'
import { findManualNames } from '../manual/index.ts'
import type { Objective } from '../objectives/contract.ts'
import { findFirst } from '../strategy/index.ts'
import type { Draft, Letter, LettersQuery, SmartAnswer, SmartGoal, Thing } from './contract.ts'
import { lettersOf } from './letters.ts'
import { findCampaignNames, findChannelNames, findZone } from './queries.ts'
import { resolve, roundTo } from './resolve.ts'
import { type Names, type Part, takeApart } from './take-apart.ts'

/** A sentence as goals in the making, each with its five letters. */
export async function readSentence(ctx: Context, viewer: Viewer, text: string): Promise<SmartAnswer> {
  const [names, first] = await Promise.all([namesOf(ctx, viewer), findFirst(ctx, viewer.workspaceId)])
  const { parts, vague } = takeApart(text, names)
  const goals: SmartGoal[] = []
  // One after another, as each reads half a year of numbers.
  for (const part of parts) goals.push(await goalOf(ctx, viewer, part, { today: names.today, first }))
  return { goals, vague }
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
  const [today, channels, campaigns, manual] = await Promise.all([
    todayOf(ctx, viewer),
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
  return { today, networks, channels, campaigns, manual }
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
  const { constraints, unwatched } = constraintsOf(part)
  return {
    said: part.said,
    draft: { ...draft, constraints },
    understood: understoodOf(part),
    letters: lettersOf(draft, { today, preview, unjoined: part.unjoined, first }),
    unwatched,
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

/** Those that are a plain number of something that is told; of others it is said what lacks. */
function constraintsOf({ constraints }: Part): Pick<SmartGoal, 'unwatched'> & Pick<Draft, 'constraints'> {
  const found: Draft['constraints'] = []
  const unwatched: Thing[] = []
  for (const { about, bound, change } of constraints) {
    const metric = numberIn(about)
    if (about.kind === 'thing') unwatched.push(about.thing)
    if (metric === null || measureOf(metric).read === 'total') continue
    const { unit } = measureOf(metric)
    if (change.kind === 'factor' || (change.kind === 'percent') !== (unit === 'share')) continue
    const value = roundTo(unit, unit === 'share' ? change.value / 100 : change.value)
    found.push({ metric, manualId: about.kind === 'manual' ? about.id : null, bound, value })
  }
  return { constraints: found, unwatched }
}

function previewFor(reading: Reading, { startsOn, deadline, target }: Draft): Preview {
  return previewOf(reading, {
    ...(startsOn && { startsOn }),
    ...(deadline && { deadline }),
    ...(target !== null && { target }),
  })
}

function understoodOf({ change, each, deadline }: Part): SmartGoal['understood'] {
  const said = deadline?.said ?? null
  if (!change) return { kind: 'none', value: null, deadline: said }
  const { kind, value, how } = change
  if (each !== null) return { kind: `each_${each}`, value, deadline: said }
  if (kind === 'factor') return { kind: 'times', value, deadline: said }
  if (kind === 'percent') return { kind: 'by_percent', value, deadline: said }
  return { kind: how === 'by' || how === 'more' ? 'by' : 'to', value, deadline: said }
}
