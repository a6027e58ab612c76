import type { Actor } from '../../../app/actor.ts'
import { actorMay, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond, refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type {
  Compliance,
  ComplianceSettings,
  OverrideBody,
  OverrideCounts,
  PostCompliance,
  Result,
  SwitchBody,
} from './contract.ts'
import { complianceError } from './errors.ts'
import { jurisdictionsOf } from './gate.ts'
import {
  findBlockingWords,
  findPersonaFacts,
  findTiedCampaigns,
  findTiedInfluencers,
} from './ground-queries.ts'
import { lookSoon, tellIfBlocked } from './look.ts'
import { countOverrides, removeOverride, setOverride } from './override-queries.ts'
import { packs } from './plain/packs/index.ts'
import { channelsOfPost, findPosts, type StoredPost } from './post-queries.ts'
import { findResults } from './result-queries.ts'
import {
  countChannels,
  findSettings,
  findSwitches,
  saveSettings,
  switchOff,
  switchOn,
  takeTurn,
} from './settings-queries.ts'
import { packFacts } from './shown.ts'
import { judgeStored } from './stored.ts'
import { endTrouble, waitingOf } from './told.ts'

const dayMs = 86_400_000
const mostResults = 200

/** What is asked of whom here, and what the composer needs to judge while somebody types. */
export async function readCompliance(ctx: Context, viewer: Actor): Promise<Compliance> {
  const { workspaceId } = viewer
  const [settings, switches, personas, campaigns, influencers, banned] = await Promise.all([
    findSettings(ctx.db, workspaceId),
    findSwitches(ctx.db, workspaceId),
    findPersonaFacts(ctx.db, workspaceId),
    findTiedCampaigns(ctx.db, viewer),
    findTiedInfluencers(ctx.db, viewer, actorMay(viewer, 'team.read')),
    findBlockingWords(ctx.db, workspaceId),
  ])
  return {
    settings: seenBy(viewer, settings),
    packs: packFacts(settings, switches),
    personas: personas.map(({ id, facts }) => ({ id, jurisdictions: jurisdictionsOf(facts) })),
    campaigns,
    influencers,
    banned,
  }
}

function seenBy(viewer: Viewer, { channels, ...settings }: ComplianceSettings): ComplianceSettings {
  const sight = sightOf(viewer)
  return { ...settings, channels: channels.filter(({ channelId }) => isWithin(sight, channelId)) }
}

export const readSettings = async (ctx: Context, viewer: Viewer): Promise<ComplianceSettings> =>
  seenBy(viewer, await findSettings(ctx.db, viewer.workspaceId))

export async function keepSettings(
  ctx: Context,
  actor: Actor,
  body: ComplianceSettings,
): Promise<ComplianceSettings> {
  refusePartial(actor, 'workspace.manage')
  const { workspaceId } = actor
  const ids = [...new Set(body.channels.map(({ channelId }) => channelId))]
  if (ids.length < body.channels.length || (await countChannels(ctx.db, workspaceId, ids)) < ids.length)
    throw complianceError('no_channel')
  await ctx.db.transaction().execute(async (tx) => {
    await takeTurn(tx, workspaceId)
    const before = await findSettings(tx, workspaceId)
    if (before.version !== body.version)
      throw complianceError('changed', { yours: body.version, current: before.version, settings: before })
    const after = { ...body, version: before.version + 1 }
    await saveSettings(tx, workspaceId, after, ctx.clock.now())
    await audit(tx, actor, {
      action: 'compliance.settings_saved',
      subject: { kind: 'compliance', id: workspaceId },
      before,
      after,
    })
    await tellAll(ctx, tx, workspaceId)
  })
  return readSettings(ctx, actor)
}

/** What is said of every post may be another thing now; what is planned is looked at at once. */
async function tellAll(ctx: Context, tx: Tx, workspaceId: string): Promise<void> {
  await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: null })
  await lookSoon(tx, ctx, workspaceId)
}

/** Switches a rule of a pack off or on for the whole workspace; the reason is kept. */
export async function setSwitch(
  ctx: Context,
  actor: Actor,
  { rule, off, reason }: SwitchBody,
): Promise<Compliance> {
  refusePartial(actor, 'workspace.own')
  if (!packs.some((pack) => pack.rules.some(({ id }) => id === rule))) throw complianceError('no_rule')
  if (off && reason === '') throw complianceError('no_reason', {}, [noReason])
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const userId = actor.kind === 'person' ? actor.id : null
    if (off) await switchOff(tx, workspaceId, rule, { reason, userId, at: ctx.clock.now() })
    else if (!(await switchOn(tx, workspaceId, rule))) return
    await audit(tx, actor, {
      action: off ? 'compliance.rule_switched_off' : 'compliance.rule_switched_on',
      subject: { kind: 'compliance', id: workspaceId },
      after: { rule, ...(off && { reason }) },
    })
    await tellAll(ctx, tx, workspaceId)
  })
  return readCompliance(ctx, actor)
}

const noReason = { path: 'reason', code: 'no_reason', detail: 'Say why.' }

/** What the packs say to a post as it is saved now. */
export async function judgeSaved(ctx: Context, viewer: Actor, postId: string): Promise<PostCompliance> {
  const [post] = await findPosts(ctx.db, viewer, [postId])
  if (!post) throw complianceError('no_post')
  const { gate } = await judgeStored(ctx, ctx.db, viewer.workspaceId, post)
  const known = new Map(gate.results.flatMap((one) => one.packs).map((pack) => [pack.id, pack]))
  const days = gate.results.map(({ forDay }) => forDay).sort()
  return {
    version: post.version,
    day: days[0] ?? ctx.clock.now().toISOString().slice(0, 10),
    packs: [...known.values()],
    items: gate.results.flatMap(({ found }) => found.map(({ seen: _, ...one }) => one)),
    mayOverride: actorMaySomewhere(viewer, 'post.approve'),
  }
}

/** Lets something pass with a reason, or takes that back. */
export async function overrideRule(
  ctx: Context,
  actor: Actor,
  postId: string,
  { rule, channelId, version, reason }: OverrideBody,
): Promise<PostCompliance> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const [post] = await findPosts(tx, actor, [postId])
    if (!post) throw complianceError('no_post')
    await refuseBeyond(tx, actor, 'post.approve', await channelsOfPost(tx, workspaceId, postId))
    if (post.version !== version)
      throw complianceError('changed_post', { yours: version, current: post.version })
    const action = reason === null ? 'post.compliance_upheld' : 'post.compliance_overridden'
    if (reason === null) {
      if (!(await removeOverride(tx, workspaceId, postId, { rule, channelId }))) return
      await holdIfBlocked(tx, ctx, workspaceId, postId)
    } else {
      const digest = await digestFound(ctx, tx, workspaceId, post, rule, channelId)
      const userId = actor.kind === 'person' ? actor.id : null
      const made = { rule, channelId, digest, reason, userId, at: ctx.clock.now() }
      await setOverride(tx, workspaceId, postId, made)
      await endIfPassed(tx, ctx, workspaceId, postId)
    }
    await audit(tx, actor, {
      action,
      subject: { kind: 'post', id: postId },
      after: { rule, channelId, version, ...(reason !== null && { reason }) },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'posts', id: postId })
  })
  return judgeSaved(ctx, actor, postId)
}

/** Looked at with all its channels, also those that who let it pass does not see. */
async function endIfPassed(tx: Tx, ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const [post] = await findPosts(tx, { workspaceId }, [postId])
  if (!post) return
  const { gate, waiting } = await judgeStored(ctx, tx, workspaceId, post)
  // One that was taken back is told of until somebody schedules it again.
  if (waiting.size === 0) return
  await endTrouble(tx, ctx, workspaceId, postId, waitingOf(gate, waiting))
}

/** What only went because of it goes no more: whom that concerns is told, and the post is taken back. */
async function holdIfBlocked(tx: Tx, ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const [post] = await findPosts(tx, { workspaceId }, [postId])
  if (!post) return
  const { gate, waiting } = await judgeStored(ctx, tx, workspaceId, post)
  if (waiting.size === 0) return
  await tellIfBlocked(tx, ctx, workspaceId, post, waitingOf(gate, waiting), true)
}

async function digestFound(
  ctx: Context,
  db: Db,
  workspaceId: string,
  post: StoredPost,
  rule: string,
  channelId: string,
): Promise<string> {
  const { gate } = await judgeStored(ctx, db, workspaceId, post)
  const of = gate.results.find((one) => one.channelId === channelId)
  const found = of?.found.find((one) => one.rule === rule)
  if (!of || !found) throw complianceError('nothing_found')
  return found.seen
}

/** What was found each time that words of the post were frozen. */
export async function readResults(
  ctx: Context,
  viewer: Viewer,
  postId: string,
): Promise<{ items: Result[] }> {
  const [post] = await findPosts(ctx.db, viewer, [postId])
  if (!post) throw complianceError('no_post')
  return { items: await findResults(ctx.db, viewer, postId, mostResults) }
}

export async function readOverrideCounts(
  ctx: Context,
  viewer: Viewer,
  days: number,
): Promise<OverrideCounts> {
  const from = new Date(ctx.clock.now().getTime() - days * dayMs)
  return { items: await countOverrides(ctx.db, viewer, from) }
}
