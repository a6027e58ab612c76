import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { type MetricId, metricOf } from '../../measure/metrics/contract.ts'
import type { GoalScope, Preview } from '../goals/contract.ts'
import { previewOf, type Reading, readWish } from '../goals/index.ts'
import type { Draft, Letter, LettersQuery, SmartAnswer, SmartGoal } from './contract.ts'
import { lettersOf } from './letters.ts'
import { findCampaignNames, findChannelNames, findZone } from './queries.ts'
import { resolve } from './resolve.ts'
import { type Names, type Part, takeApart } from './take-apart.ts'

/** A sentence as goals in the making, each with its five letters. */
export async function readSentence(ctx: Context, viewer: Viewer, text: string): Promise<SmartAnswer> {
  const names = await namesOf(ctx, viewer)
  const { parts, vague } = takeApart(text, names)
  const goals: SmartGoal[] = []
  // One after another, as each reads half a year of numbers.
  for (const part of parts) goals.push(await goalOf(ctx, viewer, part, names.today))
  return { goals, vague }
}

/** The letters of a goal in the making, as its fields stand. */
export async function judgeFields(ctx: Context, viewer: Viewer, query: LettersQuery): Promise<Letter[]> {
  const draft = draftIn(query)
  const today = await todayOf(ctx, viewer)
  const isWhole = draft.scope.kind === 'workspace' || draft.scope.id !== null
  const reading = draft.metric && isWhole ? await readWish(ctx, viewer, draft.metric, draft.scope) : null
  return lettersOf(draft, { today, preview: reading && previewFor(reading, draft), unjoined: null })
}

const draftIn = ({ scopeKind, scopeId, ...query }: LettersQuery): Draft => ({
  metric: query.metric ?? null,
  thing: query.thing ?? null,
  scope: { kind: scopeKind, id: scopeId ?? null },
  baseline: query.baseline ?? null,
  baselineWindow: null,
  target: query.target ?? null,
  startsOn: query.startsOn ?? null,
  deadline: query.deadline ?? null,
  objective: query.objective ?? null,
  people: query.people,
  money: query.money,
})

const todayOf = async (ctx: Context, viewer: Viewer): Promise<string> =>
  dayOf(ctx.clock.now(), await findZone(ctx.db, viewer.workspaceId))

async function namesOf(ctx: Context, viewer: Viewer): Promise<Names> {
  const [today, channels, campaigns] = await Promise.all([
    todayOf(ctx, viewer),
    findChannelNames(ctx.db, viewer),
    findCampaignNames(ctx.db, viewer),
  ])
  const joined = new Set(channels.map(({ network }) => network))
  const networks = [...ctx.networks.values()].map(({ manifest: { id, name } }) => ({
    id,
    name,
    joined: joined.has(id),
  }))
  return { today, networks, channels, campaigns, manual: [] }
}

async function goalOf(ctx: Context, viewer: Viewer, part: Part, today: string): Promise<SmartGoal> {
  const metric = metricIn(part)
  const scope = scopeFor(metric, part.scope)
  const reading = metric ? await readWish(ctx, viewer, metric, scope) : null
  const draft = draftOf(part, { metric, scope, reading, today })
  const preview = reading && previewFor(reading, draft)
  return {
    said: part.said,
    draft,
    understood: understoodOf(part),
    letters: lettersOf(draft, { today, preview, unjoined: part.unjoined }),
  }
}

const metricIn = ({ about }: Part): MetricId | null =>
  about?.kind === 'metric' ? about.metric : about?.kind === 'posts' ? 'posts' : null

/** A campaign has no followers of its own. */
const scopeFor = (metric: MetricId | null, scope: GoalScope): GoalScope =>
  scope.kind === 'campaign' && metric && metricOf(metric).subject === 'channel'
    ? { kind: 'workspace', id: null }
    : scope

type Ground = { metric: MetricId | null; scope: GoalScope; reading: Reading | null; today: string }

function draftOf(part: Part, { metric, scope, reading, today }: Ground): Draft {
  const unit = metric ? metricOf(metric).unit : 'count'
  const said = part.from === null ? null : unit === 'share' ? part.from / 100 : part.from
  const baseline = said ?? reading?.on(today).value ?? null
  return {
    metric,
    thing: part.about?.kind === 'thing' ? part.about.thing : null,
    scope,
    baseline,
    baselineWindow:
      said === null && reading && baseline !== null ? reading.window(reading.on(today).day) : null,
    target: part.change && metric ? resolve(part.change, part.way, unit, baseline) : null,
    startsOn: today,
    deadline: part.deadline?.day ?? null,
    // Offered with its letter, and chosen by a person.
    objective: null,
    people: '',
    money: '',
  }
}

function previewFor(reading: Reading, { startsOn, deadline, target }: Draft): Preview {
  return previewOf(reading, {
    ...(startsOn && { startsOn }),
    ...(deadline && { deadline }),
    ...(target !== null && { target }),
  })
}

function understoodOf({ change, deadline }: Part): SmartGoal['understood'] {
  const said = deadline?.said ?? null
  if (!change) return { kind: 'none', value: null, deadline: said }
  const { kind, value, how } = change
  if (kind === 'factor') return { kind: 'times', value, deadline: said }
  if (kind === 'percent') return { kind: 'by_percent', value, deadline: said }
  return { kind: how === 'by' || how === 'more' ? 'by' : 'to', value, deadline: said }
}
