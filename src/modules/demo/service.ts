import { systemActor } from '../../app/actor.ts'
import { audit } from '../../app/audit.ts'
import type { Context } from '../../app/context.ts'
import { removeWorkspace } from '../people/closing/index.ts'
import { choose } from './choice.ts'
import { watchRivals } from './competitors.ts'
import { setGoals } from './goals.ts'
import { type Ground, layGround } from './ground.ts'
import { writeNumbers } from './numbers.ts'
import { hangPictures } from './pictures.ts'
import { setPlan } from './plan.ts'
import { writePosts } from './posts.ts'
import { auditPresence } from './presence.ts'
import { tellStory } from './story.ts'
import { writeStrategy } from './strategy.ts'

export type Made = {
  workspace: { id: string; name: string }
  channels: number
  posts: number
  publications: number
  points: number
  goals: number
  planned: number
}

/**
 * Makes a demonstration workspace in the oldest organisation: a small roastery with five accounts in five languages and half a year
 * of history that ends now. The same seed tells the same story. Nothing of it can be published anywhere; see `joinChannels`.
 */
export async function makeDemo(ctx: Context, options: { seed?: number } = {}): Promise<Made> {
  const seed = options.seed ?? 4400
  const now = ctx.clock.now()
  const ground = await ctx.db.transaction().execute((tx) => layGround(tx, now))
  try {
    return await fill(ctx, ground, seed)
  } catch (error) {
    await removeWorkspace(ctx, ground.workspaceId)
    throw error
  }
}

async function fill(ctx: Context, ground: Ground, seed: number): Promise<Made> {
  const actor = systemActor(ground.workspaceId, ground.organisationId)
  const pictures = await hangPictures(ctx, actor)
  const story = tellStory(seed, ground.now.getUTCDay() || 7)
  const { out, points } = await ctx.db.transaction().execute(async (tx) => {
    const written = await writePosts(tx, ground, story, pictures, seed)
    return { out: written, points: await writeNumbers(ctx, tx, ground, written, seed) }
  })
  const goals = await setGoals(ctx, actor, ground)
  await writeStrategy(ctx, actor, ground, goals)
  await watchRivals(ctx, actor, ground, seed)
  const planned = await setPlan(ctx, actor, ground, goals)
  await choose(ctx, actor, ground)
  await auditPresence(ctx, ground, out, seed)
  const workspace = await ctx.db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where('id', '=', ground.workspaceId)
    .executeTakeFirstOrThrow()
  await audit(ctx.db, actor, {
    action: 'workspace.demo_made',
    subject: { kind: 'workspace', id: ground.workspaceId },
    after: { seed },
  })
  await ctx.events.emit(ctx.db, { workspaceId: ground.workspaceId, topic: 'workspace', id: null })
  return {
    workspace,
    channels: ground.channels.size,
    posts: story.posts.length,
    publications: out.length,
    points,
    goals: goals.length,
    planned,
  }
}

/** Takes every demonstration away, with its pictures. What is not one is not touched. */
export async function removeDemo(ctx: Context): Promise<{ removed: number }> {
  const rows = await ctx.db.selectFrom('workspaces').select('id').where('demo', '=', true).execute()
  for (const { id } of rows) await removeWorkspace(ctx, id)
  return { removed: rows.length }
}
