import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { deletePost, findStandings, forgetClientIds } from '../posts/index.ts'
import * as queries from './queries.ts'

/** Far behind everything that can have been made ahead. */
const far = '9999-12-31T23:59'

/** Deletes posts that a series made from a time on and that nobody touched since, so that they are made anew. */
export async function takeBack(ctx: Context, actor: Actor, seriesId: string, from: string): Promise<void> {
  const { workspaceId } = actor
  const turns = await queries.findTurns(ctx.db, workspaceId, seriesId, from, far)
  const ids = turns.flatMap(({ postId }) => postId ?? [])
  const states = await findStandings(ctx.db, workspaceId, ids)
  const gone: queries.StoredTurn[] = []
  for (const turn of turns) {
    if (turn.state === 'skipped') continue
    const state = states.get(turn.postId ?? '')
    if (turn.postId && state && (state.out || state.version !== turn.madeVersion || state.deleted)) continue
    if (turn.postId && state && !(await deleted(ctx, actor, turn.postId))) continue
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

async function deleted(ctx: Context, actor: Actor, postId: string): Promise<boolean> {
  try {
    await deletePost(ctx, actor, postId)
    return true
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return false
    throw error
  }
}
