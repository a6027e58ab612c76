import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { deletePost, findStandings, forgetClientIds } from '../posts/index.ts'
import { clientIdOf } from './client-id.ts'
import * as queries from './queries.ts'

/** Far behind everything that can have been made ahead. */
const far = '9999-12-31T23:59'

/** Deletes posts that a series made from a time on and that nobody touched since, so that they are made anew. */
export async function takeBack(ctx: Context, actor: Actor, seriesId: string, from: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    await queries.holdSeries(tx, seriesId)
    await takeBackHeld(ctx, actor, seriesId, from)
  })
}

async function takeBackHeld(ctx: Context, actor: Actor, seriesId: string, from: string): Promise<void> {
  const { workspaceId } = actor
  const found = await queries.findTurns(ctx.db, workspaceId, seriesId, from, far)
  const turns = await withLostPosts(ctx, workspaceId, seriesId, found)
  const ids = turns.flatMap(({ postId }) => postId ?? [])
  const states = await findStandings(ctx.db, workspaceId, ids)
  const gone: queries.StoredTurn[] = []
  for (const turn of turns) {
    if (turn.state === 'skipped') continue
    const state = states.get(turn.postId ?? '')
    if (turn.postId && state && (state.out || state.version !== turn.madeVersion || state.deleted)) continue
    if (turn.postId && state && !(await deleted(ctx, actor, turn.postId, state.version))) continue
    gone.push(turn)
  }
  await forgetClientIds(
    ctx.db,
    workspaceId,
    gone.flatMap(({ postId }) => postId ?? []),
  )
  await queries.deleteTurns(
    ctx.db,
    workspaceId,
    seriesId,
    gone.map(({ occursAt }) => occursAt),
  )
}

/** A process can die between making a post and saying so: its post is found by the id that follows from the time. */
async function withLostPosts(
  ctx: Context,
  workspaceId: string,
  seriesId: string,
  turns: readonly queries.StoredTurn[],
): Promise<queries.StoredTurn[]> {
  const idOf = ({ occursAt }: queries.StoredTurn) => clientIdOf(seriesId, occursAt)
  const claimed = turns.filter(({ claimedAt }) => claimedAt !== null)
  const posts = await queries.findMade(ctx.db, workspaceId, claimed.map(idOf))
  return turns.map((turn) => {
    const post = turn.claimedAt && posts.get(idOf(turn))
    // Nobody can have said of which version it was made: the first is.
    return post ? { ...turn, postId: post.id, madeVersion: 1 } : turn
  })
}

async function deleted(ctx: Context, actor: Actor, postId: string, version: number): Promise<boolean> {
  try {
    await deletePost(ctx, actor, postId, version)
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return false
    throw error
  }
}
