import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor, PlaceInTime } from '../../../app/page.ts'
import { refuseBeyond, type Viewer } from '../../../app/sight.ts'
import { resolveCivil } from '../../../platform/civil.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { createPost, isCampaign, isGoal, isPersona, isPillar } from '../../create/posts/index.ts'
import type { PlacedPost, PlannedBody, PlannedChange, PlannedPost, PlannedQuery } from './contract.ts'
import { plannedError } from './errors.ts'
import {
  countMeeting,
  countPlanned,
  deletePlanned,
  findOfPost,
  findOne,
  findPlanned,
  findZone,
  insertPlanned,
  isPost,
  lockPlanned,
  updatePlanned,
} from './queries.ts'

/** Two years of a post each day on seven channels. */
const mostPlanned = 5000

const longest = 400 * 86_400_000

export async function pagePlanned(ctx: Context, viewer: Viewer, query: PlannedQuery) {
  const length = Date.parse(query.to) - Date.parse(query.from)
  // A campaign has so many as it has, whenever they are.
  if (length <= 0 || (length > longest && !query.campaign)) throw plannedError('window')
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
  const found = await findPlanned(ctx.db, viewer, { ...query, after, limit: query.limit + 1 })
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return { items, next: last ? encodeCursor([Date.parse(last.at), last.id]) : null }
}

function readCursor(cursor: string): { at: string; id: string } {
  const place = decodeCursor(cursor, PlaceInTime)
  if (!place) throw plannedError('bad_cursor')
  return { at: new Date(place[0]).toISOString(), id: place[1] }
}

/** For which place in the plan a post was written; null for one that came by itself. */
export async function plannedOfPost(
  ctx: Context,
  viewer: Viewer,
  postId: string,
): Promise<PlannedPost | null> {
  if (!(await isPost(ctx.db, viewer, postId))) throw plannedError('no_post')
  return findOfPost(ctx.db, viewer, postId)
}

/** Refuses what would be more than a workspace holds. */
export async function refuseFull(db: Db, workspaceId: string, more: number): Promise<void> {
  if ((await countPlanned(db, workspaceId)) + more > mostPlanned)
    throw plannedError('full', { most: mostPlanned })
}

/** What a person plans is fixed. */
export async function addPlanned(ctx: Context, actor: Actor, body: PlannedBody): Promise<PlacedPost> {
  return ctx.db.transaction().execute(async (tx) => {
    const zone = await zoneOf(tx, actor, body.channelId)
    await refuseBeyond(tx, actor, 'plan.manage', [body.channelId])
    await refuseStrangers(tx, actor, body)
    await refuseFull(tx, actor.workspaceId, 1)
    const [id = ''] = await insertPlanned(tx, actor.workspaceId, [
      { ...body, zone, at: instantOf(body.civil, zone), rubricId: null, occasion: null, fixed: true },
    ])
    return told(tx, ctx, actor, id, 'planned_post.added')
  })
}

/** Whatever a person changes is fixed with it, unless they say that it is not. */
export async function changePlanned(
  ctx: Context,
  actor: Actor,
  id: string,
  change: PlannedChange,
): Promise<PlacedPost> {
  return ctx.db.transaction().execute(async (tx) => {
    const before = await openOrThrow(tx, actor, id)
    await refuseStrangers(tx, actor, change, before)
    const { civil, ...rest } = change
    // Its zone is the channel's of today: the clock on which it is moved now.
    const zone = civil === undefined ? undefined : await zoneOf(tx, actor, before.channelId)
    await updatePlanned(tx, actor.workspaceId, id, {
      fixed: true,
      ...rest,
      ...(civil !== undefined && zone !== undefined && { civil, zone, at: instantOf(civil, zone) }),
    })
    return told(tx, ctx, actor, id, 'planned_post.changed', before)
  })
}

export async function removePlanned(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await openOrThrow(tx, actor, id)
    await deletePlanned(tx, actor.workspaceId, [id])
    await audit(tx, actor, { action: 'planned_post.removed', subject: { kind: 'planned_post', id }, before })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'plan', id })
  })
}

async function openOrThrow(tx: Tx, actor: Actor, id: string): Promise<PlannedPost> {
  const planned = await lockPlanned(tx, actor, id)
  if (!planned) throw plannedError('not_found')
  await refuseBeyond(tx, actor, 'plan.manage', [planned.channelId])
  if (planned.postId) throw plannedError('written', { postId: planned.postId })
  return planned
}

/** A draft with everything that the plan knows. Asked for again it is the same one. */
export async function writePlanned(ctx: Context, actor: Actor, id: string): Promise<{ postId: string }> {
  return ctx.db.transaction().execute(async (tx) => {
    const planned = await lockPlanned(tx, actor, id)
    if (!planned) throw plannedError('not_found')
    if (planned.postId) return { postId: planned.postId }
    const { id: postId } = await createPost(ctx, actor, await draftOf(tx, actor, planned))
    await updatePlanned(tx, actor.workspaceId, id, { postId })
    await audit(tx, actor, {
      action: 'planned_post.written',
      subject: { kind: 'planned_post', id },
      after: { postId },
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'plan', id })
    return { postId }
  })
}

/** A goal or campaign that whoever writes does not see is left out, and does not keep them from writing. */
async function draftOf(tx: Tx, actor: Actor, planned: PlannedPost) {
  const { category, pillarId, goalId, campaignId, personaId, appeal, civil, zone, channelId } = planned
  const [seesGoal, seesCampaign] = await Promise.all([
    goalId !== null && isGoal(tx, actor, goalId),
    campaignId !== null && isCampaign(tx, actor, campaignId),
  ])
  const part = { text: '', media: [], poll: null, link: null, quote: null }
  return {
    content: { title: '', parts: [part], firstReply: null, languages: [] },
    variants: [{ channelId, content: null, options: {} }],
    category,
    pillarId,
    goalId: seesGoal ? goalId : null,
    campaignId: seesCampaign ? campaignId : null,
    personaId,
    influencerId: null,
    appeal,
    connection: null,
    evidence: [],
    wish: { at: civil, zone },
  }
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: 'planned_post.added' | 'planned_post.changed',
  before?: PlannedPost,
): Promise<PlacedPost> {
  const after = await findOne(tx, actor, id)
  if (!after) throw plannedError('not_found')
  await audit(tx, actor, { action, subject: { kind: 'planned_post', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'plan', id })
  return { ...after, meets: await countMeeting(tx, actor.workspaceId, after) }
}

async function zoneOf(db: Db, viewer: Viewer, channelId: string): Promise<string> {
  const zone = isWithin(sightOf(viewer), channelId) && (await findZone(db, viewer.workspaceId, channelId))
  if (!zone) throw plannedError('no_channel')
  return zone
}

function instantOf(civil: string, zone: string): string {
  try {
    return resolveCivil(civil, zone).at.toISOString()
  } catch {
    throw plannedError('bad_time', { civil })
  }
}

type References = Pick<PlannedChange, 'pillarId' | 'campaignId' | 'goalId' | 'personaId'>

/** What it names has to be there and be seen; what it named before may stay. */
async function refuseStrangers(db: Db, viewer: Viewer, named: References, kept?: References): Promise<void> {
  const { pillarId, campaignId, goalId, personaId } = named
  const [pillar, campaign, goal, persona] = await Promise.all([
    !pillarId || pillarId === kept?.pillarId || isPillar(db, viewer, pillarId),
    !campaignId || campaignId === kept?.campaignId || isCampaign(db, viewer, campaignId),
    !goalId || goalId === kept?.goalId || isGoal(db, viewer, goalId),
    !personaId || personaId === kept?.personaId || isPersona(db, viewer, personaId),
  ])
  if (!pillar) throw plannedError('no_pillar')
  if (!campaign) throw plannedError('no_campaign')
  if (!goal) throw plannedError('no_goal')
  if (!persona) throw plannedError('no_persona')
}
