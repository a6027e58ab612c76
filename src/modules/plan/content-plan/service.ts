import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { type ContentPlan, type ContentPlanBody, defaultShares, Rules } from './contract.ts'
import { contentPlanError } from './errors.ts'
import { knownCountries } from './holidays.ts'
import {
  countMissing,
  findCadences,
  findFrame,
  findPillars,
  findPlanChannels,
  findRubrics,
  saveCadences,
  saveFrame,
  savePillars,
  saveRubrics,
  takeTurn,
} from './queries.ts'

/** What was saved, of the channels that are joined and that the viewer sees; what is taken by default where nothing was. */
export async function readPlan(db: Db, viewer: Viewer): Promise<ContentPlan> {
  const { workspaceId } = viewer
  const [frame, pillars, rubrics, cadences, channels] = await Promise.all([
    findFrame(db, workspaceId),
    findPillars(db, workspaceId),
    findRubrics(db, workspaceId),
    findCadences(db, workspaceId),
    findPlanChannels(db, workspaceId),
  ])
  const sight = sightOf(viewer)
  const there = new Set(channels.flatMap(({ id, removed }) => (!removed && isWithin(sight, id) ? [id] : [])))
  const plan = {
    version: frame?.version ?? 0,
    shares: frame?.shares ?? defaultShares,
    pillars,
    rubrics,
    cadences,
    rules: frame?.rules ?? Rules.parse({}),
  }
  return ofChannels(plan, there, sight !== null)
}

/** A plan without the channels that are not there. `strict`: what is about others only is not told at all. */
function ofChannels<P extends Omit<ContentPlan, 'version'>>(
  plan: P,
  there: ReadonlySet<string>,
  strict: boolean,
): P {
  const left = <T extends { channelIds: string[] }>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ ...item, channelIds: item.channelIds.filter((id) => there.has(id)) }))
      .filter(({ channelIds }, i) => channelIds.length > 0 || (!strict && items[i]?.channelIds.length === 0))
  const { rules } = plan
  return {
    ...plan,
    // A rubric that lost its last channel waits for another; a day that was meant for that channel only is over.
    rubrics: strict
      ? left(plan.rubrics)
      : plan.rubrics.map((one) => ({ ...one, channelIds: one.channelIds.filter((id) => there.has(id)) })),
    cadences: plan.cadences.filter(({ channelId }) => there.has(channelId)),
    rules: {
      ...rules,
      dates: [
        ...rules.dates.filter(({ channelIds }) => channelIds.length === 0),
        ...left(rules.dates.filter(({ channelIds }) => channelIds.length > 0)),
      ],
      bursts: left(rules.bursts),
    },
  }
}

/** The whole plan at once: its shares hang together, and two people cannot leave half of each other's. */
export async function savePlan(ctx: Context, actor: Actor, body: ContentPlanBody): Promise<ContentPlan> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  const now = ctx.clock.now()
  return ctx.db.transaction().execute(async (tx) => {
    await takeTurn(tx, workspaceId)
    const before = await readPlan(tx, actor)
    if (before.version !== body.version)
      throw contentPlanError('changed', { yours: body.version, current: before.version, plan: before })
    const plan = await known(tx, workspaceId, body)
    await saveFrame(tx, workspaceId, { ...plan, version: before.version + 1 }, now)
    const own = [
      await savePillars(tx, workspaceId, plan.pillars, now),
      await saveRubrics(tx, workspaceId, plan.rubrics),
    ]
    if (own.includes(false)) throw contentPlanError('foreign_id')
    await saveCadences(tx, workspaceId, plan.cadences)
    const after = await readPlan(tx, actor)
    await audit(tx, actor, {
      action: 'content_plan.saved',
      subject: { kind: 'content_plan', id: workspaceId },
      before,
      after,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'plan', id: null })
    return after
  })
}

/** Refuses what is of nobody here; a channel that was removed meanwhile is left out and refuses nothing. */
async function known(tx: Tx, workspaceId: string, body: ContentPlanBody): Promise<ContentPlanBody> {
  const channels = await findPlanChannels(tx, workspaceId)
  const all = new Set(channels.map(({ id }) => id))
  const { rubrics, cadences, pillars, rules } = body
  const named = [
    ...[...rubrics, ...rules.dates, ...rules.bursts].flatMap(({ channelIds }) => channelIds),
    ...cadences.map(({ channelId }) => channelId),
  ]
  if (!named.every((id) => all.has(id))) throw contentPlanError('no_channel')
  const goals = pillars.flatMap(({ goalId }) => goalId ?? [])
  if (await countMissing(tx, workspaceId, 'goals', goals)) throw contentPlanError('no_goal')
  const personas = pillars.flatMap(({ personaId }) => personaId ?? [])
  if (await countMissing(tx, workspaceId, 'personas', personas)) throw contentPlanError('no_persona')
  const campaigns = rules.bursts.map(({ campaignId }) => campaignId)
  if (await countMissing(tx, workspaceId, 'campaigns', campaigns)) throw contentPlanError('no_campaign')
  const ids = new Set(pillars.map(({ id }) => id))
  if (rubrics.some(({ pillarId }) => pillarId !== null && !ids.has(pillarId)))
    throw contentPlanError('no_pillar')
  await refuseUnknownCountry(rules)
  const joined = new Set(channels.flatMap(({ id, removed }) => (removed ? [] : [id])))
  return ofChannels(body, joined, false)
}

async function refuseUnknownCountry({ country, state }: Rules): Promise<void> {
  if (country === null) return
  const found = (await knownCountries()).find(({ code }) => code === country)
  const hasState = state === null || found?.states.some(({ code }) => code === state)
  if (!found || !hasState)
    throw contentPlanError('no_country', { country: state ? `${country}-${state}` : country })
}
