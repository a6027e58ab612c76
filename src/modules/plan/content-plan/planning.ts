import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { civilOf, dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { inTurns, type Steps } from '../../../platform/turns.ts'
import { findSlots } from '../../create/slots/index.ts'
import type { Share } from '../mix/index.ts'
import type { PlannedFields, PlannedPost } from '../planned-posts/contract.ts'
import {
  deleteLapsed,
  deletePlanned,
  findOpenOnDays,
  insertPlanned,
  refuseFull,
  replacePlanned,
} from '../planned-posts/index.ts'
import {
  type Applied,
  type ApplyBody,
  type Cadence,
  type ContentPlan,
  categories,
  type PlanDraft,
  type Span,
} from './contract.ts'
import { contentPlanError } from './errors.ts'
import { type Plan, type PlanInput, planSteps } from './generate.ts'
import { findHolidays, type Holiday } from './holidays.ts'
import { type Candidate, type Line, lastDayOf, type Taken, weekOf } from './places.ts'
import {
  findOwnPillars,
  findPlacements,
  findPlanChannels,
  findSetting,
  type Placement,
  takeTurn,
} from './queries.ts'
import { readPlan } from './service.ts'

/** So many a plan makes at most: half a year of eleven posts a day. */
const mostPosts = 2000
/** How far back posts count as what went before. */
const daysBefore = 45

/** What was planned, and neither written nor fixed, is kept so long after its time. */
const lapsedDays = 60

const dayMs = 86_400_000

/** What planning would do; nothing is done. */
export async function previewPlan(ctx: Context, actor: Actor, span: Span): Promise<PlanDraft> {
  refusePartial(actor, 'plan.manage')
  return draftPlan(ctx.db, actor, span, ctx.clock.now())
}

/** Does what was shown, and nothing else: when something changed meanwhile, the person looks again. */
export async function applyPlan(
  ctx: Context,
  actor: Actor,
  { digest, ...span }: ApplyBody,
): Promise<Applied> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await takeTurn(tx, workspaceId)
    const now = ctx.clock.now()
    const draft = await draftPlan(tx, actor, span, now)
    if (draft.digest !== digest) throw contentPlanError('outdated')
    await deleteLapsed(tx, workspaceId, new Date(now.getTime() - lapsedDays * dayMs))
    await refuseFull(tx, workspaceId, draft.added.length - draft.removed.length)
    await deletePlanned(
      tx,
      workspaceId,
      draft.removed.map(({ id }) => id),
    )
    await replacePlanned(
      tx,
      workspaceId,
      draft.changed.map(({ id, after }) => ({ id, fields: after, fixed: false })),
    )
    await insertPlanned(
      tx,
      workspaceId,
      draft.added.map((one) => ({ ...one, fixed: false })),
    )
    const done = {
      added: draft.added.length,
      changed: draft.changed.length,
      removed: draft.removed.length,
    }
    await audit(tx, actor, {
      action: 'content_plan.applied',
      subject: { kind: 'content_plan', id: workspaceId },
      after: { ...span, ...done },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'plan', id: null })
    return done
  })
}

async function draftPlan(db: Db, actor: Actor, span: Span, now: Date): Promise<PlanDraft> {
  const { workspaceId } = actor
  const [plan, setting] = await Promise.all([readPlan(db, actor), findSetting(db, workspaceId)])
  if (span.from <= dayOf(now, setting.timeZone)) throw contentPlanError('begins_past', { from: span.from })
  const lines = await linesOf(db, workspaceId, plan)
  refuseUnplannable(lines, plan, span)
  const last = lastDayOf(span)
  const week = weekOf(span.from, setting.weekStartsOn)
  const [open, placements, ownPillars, holidays] = await Promise.all([
    findOpenOnDays(db, workspaceId, week, last),
    findPlacements(db, workspaceId, ...around(span, last)),
    findOwnPillars(db, workspaceId),
    plan.rules.country && plan.rules.holidays !== 'ignore'
      ? findHolidays({ ...plan.rules, country: plan.rules.country }, setting.language, span.from, last)
      : [],
  ])
  const stays = open.filter(({ fixed }) => fixed)
  const there = await inTurns(ofPlacements(placements, lines, week, span.from))
  const input: PlanInput = {
    ...span,
    weekStartsOn: setting.weekStartsOn,
    spacingMinutes: plan.rules.spacingMinutes,
    after: now,
    lines,
    mix: categories.map((id) => ({ id, share: plan.shares[id] })),
    pillars: plan.pillars,
    ownPillars: living(ownPillars, plan),
    rubrics: plan.rubrics,
    bursts: plan.rules.bursts,
    ...datesOf(plan, holidays),
    taken: [...there.taken, ...stays],
    before: there.before,
  }
  const made = await inTurns(planSteps(input))
  const replaced = open.filter(({ fixed, civil }) => !fixed && civil.slice(0, 10) >= span.from)
  const difference = differenceOf(replaced, proposed(made, plan))
  return {
    ...difference,
    kept: stays.filter(({ civil }) => civil.slice(0, 10) >= span.from).length,
    counted: there.taken.filter(({ civil }) => civil.slice(0, 10) >= span.from).length,
    shortfalls: made.shortfalls,
    worst: made.worst && {
      deviation: Math.round(made.worst.deviation * 1000) / 1000,
      category: categories.find((id) => id === made.worst?.id) ?? 'engaging',
    },
    digest: createHash('sha256').update(JSON.stringify(difference)).digest('hex'),
  }
}

function refuseUnplannable(lines: readonly Line[], { rubrics, rules }: ContentPlan, { weeks }: Span): void {
  const perWeek =
    lines.reduce((sum, line) => sum + line.perWeek, 0) +
    rubrics.reduce((sum, { channelIds }) => sum + channelIds.length, 0) +
    rules.bursts.reduce((sum, { channelIds, perWeek: more }) => sum + channelIds.length * more, 0)
  if (perWeek === 0) throw contentPlanError('no_cadence')
  if (perWeek * weeks > mostPosts)
    throw contentPlanError('too_many', { count: perWeek * weeks, most: mostPosts })
}

/** Every channel that is joined: one without a cadence of its own may still have rubrics. */
async function linesOf(db: Db, workspaceId: string, { cadences }: ContentPlan): Promise<Line[]> {
  const [channels, slots] = await Promise.all([
    findPlanChannels(db, workspaceId),
    findSlots(db, workspaceId, null),
  ])
  const byChannel = new Map(cadences.map((cadence) => [cadence.channelId, cadence]))
  return channels
    .filter(({ removed }) => !removed)
    .map(({ id: channelId, zone }) => {
      const cadence = byChannel.get(channelId)
      const own = slots.filter((slot) => slot.channelId === channelId)
      return { channelId, zone, perWeek: cadence?.perWeek ?? 0, candidates: candidatesOf(cadence, own) }
    })
}

const usualTime = '10:00'

/** Times that were said for the plan; else the slots of the channel; else ten o'clock. */
function candidatesOf(cadence: Cadence | undefined, slots: readonly Candidate[]): Candidate[] {
  const { weekdays = [1, 2, 3, 4, 5], times = [] } = cadence ?? {}
  if (times.length === 0 && slots.length > 0)
    return slots.map(({ weekday, time, category }) => ({ weekday, time, category }))
  const at = times.length > 0 ? times : [usualTime]
  return weekdays.flatMap((weekday) => at.map((time) => ({ weekday, time, category: null })))
}

/** Wide enough for every zone; which day a post has is told by the clock of its channel. */
const around = ({ from }: Span, last: string): [Date, Date] => [
  new Date(Date.parse(`${from}T00:00:00Z`) - daysBefore * dayMs),
  new Date(Date.parse(`${last}T00:00:00Z`) + 3 * dayMs),
]

type There = { taken: Taken[]; before: PlanInput['before'] }

function* ofPlacements(
  placements: readonly Placement[],
  lines: readonly Line[],
  week: string,
  from: string,
): Steps<There> {
  const zones = new Map(lines.map(({ channelId, zone }) => [channelId, zone]))
  const placed: Taken[] = []
  for (const { at, ...one } of placements) {
    placed.push({ ...one, civil: civilOf(at, zones.get(one.channelId) ?? 'UTC') })
    yield
  }
  const earlier = placed.filter(({ civil }) => civil.slice(0, 10) < from)
  const taken: Taken[] = placed.filter(
    ({ civil, channelId }) => civil.slice(0, 10) >= week && zones.has(channelId),
  )
  return {
    taken,
    before: {
      categories: earlier.flatMap(({ category }) => category ?? []),
      pillars: earlier.flatMap(({ pillarId }) => pillarId ?? []),
    },
  }
}

/** A pillar that was put away has no share any more; the others of its channel have theirs in proportion. */
const living = (own: ReadonlyMap<string, Share[]>, { pillars }: ContentPlan): Map<string, Share[]> =>
  new Map(
    [...own].map(([id, shares]) => [
      id,
      shares.filter((one) => pillars.some((known) => known.id === one.id)),
    ]),
  )

/** Days that are left free, and days that a post can be about. */
function datesOf({ rules }: ContentPlan, holidays: readonly Holiday[]) {
  const { dates } = rules
  const free = rules.holidays === 'free' ? holidays.filter(({ isPublic }) => isPublic) : []
  return {
    blackouts: [
      ...dates.filter((date) => date.free),
      ...free.map(({ day }) => ({ from: day, to: day, channelIds: [] })),
    ],
    occasions: [
      ...dates.filter((date) => !date.free),
      ...holidays.map(({ day, name }) => ({ from: day, to: day, name, channelIds: [] })),
    ],
  }
}

/** A pillar brings its goal and its persona, a rubric its hint. */
function proposed({ items }: Plan, { pillars, rubrics }: ContentPlan): PlannedFields[] {
  const brought = new Map(pillars.map((pillar) => [pillar.id, pillar]))
  const hints = new Map(rubrics.map(({ id, hint }) => [id, hint]))
  return items.map(({ at, category, ...one }) => ({
    ...one,
    at: at.toISOString(),
    category: categories.find((id) => id === category) ?? 'engaging',
    goalId: brought.get(one.pillarId ?? '')?.goalId ?? null,
    personaId: brought.get(one.pillarId ?? '')?.personaId ?? null,
    hint: hints.get(one.rubricId ?? '') ?? '',
  }))
}

const placeOf = ({ channelId, civil }: PlannedFields): string => `${channelId} ${civil}`

/** The same channel at the same time is the same place. */
function differenceOf(open: readonly PlannedPost[], wanted: readonly PlannedFields[]) {
  const there = new Map(open.map((one) => [placeOf(one), one]))
  const stay = new Set(wanted.map(placeOf))
  const both = wanted.flatMap((after) => {
    const one = there.get(placeOf(after))
    return one ? [{ id: one.id, before: plain(one), after: plain(after) }] : []
  })
  const changed = both.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
  return {
    added: wanted.filter((one) => !there.has(placeOf(one))).map(plain),
    changed,
    removed: open.filter((one) => !stay.has(placeOf(one))).map((one) => ({ ...plain(one), id: one.id })),
    same: both.length - changed.length,
  }
}

/** Its fields in one order, so that two can be held against each other. */
const plain = (one: PlannedFields): PlannedFields => ({
  channelId: one.channelId,
  civil: one.civil,
  zone: one.zone,
  at: one.at,
  category: one.category,
  pillarId: one.pillarId,
  rubricId: one.rubricId,
  campaignId: one.campaignId,
  goalId: one.goalId,
  personaId: one.personaId,
  appeal: one.appeal,
  occasion: one.occasion,
  hint: one.hint,
})
