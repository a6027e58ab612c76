import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { sideBy } from '../../../platform/side-by.ts'
import { actorLater } from '../../people/callers/index.ts'
import { deletePost, findStandings, forgetClientIds } from '../posts/index.ts'
import { told } from './check.ts'
import { undoImportJob } from './jobs.ts'
import { findNamedElsewhere } from './made-queries.ts'
import { warning, wrong } from './notes.ts'
import * as queries from './queries.ts'

type Asked = { workspaceId: string; importId: string; version: number }
type State = { version: number; deleted: boolean; out: boolean }

const rowsAtOnce = 100
const sideBySide = 4

/** Deletes the posts that an import made and that nobody touched since; as with any post, for 30 days they can come back. */
export async function takeBackRows(ctx: Context, asked: Asked): Promise<void> {
  const { workspaceId, importId, version } = asked
  const found = await queries.findImport(ctx.db, workspaceId, importId)
  if (!found || found.version !== version || found.state !== 'undoing') return
  const at = { id: importId, version }
  const actor = await actorLater(ctx, workspaceId, found, 'post.write')
  if (typeof actor === 'string') {
    await told(ctx, workspaceId, at, { state: 'done', words: actor, done: found.done })
    return
  }
  const rows = await queries.findRows(ctx.db, workspaceId, importId, {
    states: ['made'],
    limit: rowsAtOnce,
  })
  const ids = rows.flatMap(({ postId }) => postId ?? [])
  const states = await findStandings(ctx.db, workspaceId, ids)
  const others = await findNamedElsewhere(ctx.db, workspaceId, importId, ids)
  const results = await sideBy(sideBySide, rows, (row) => takeBack(ctx, actor, row, states, others))
  const gone = rows.filter((_, n) => results[n]?.state === 'undone')
  await forgetClientIds(
    ctx.db,
    workspaceId,
    gone.flatMap(({ postId }) => postId ?? []),
  )
  await queries.saveRows(ctx.db, workspaceId, importId, results)
  const done = found.done + rows.length
  if (rows.length < rowsAtOnce) await told(ctx, workspaceId, at, { state: 'undone', done })
  else if (await told(ctx, workspaceId, at, { done })) await ctx.jobs.add(undoImportJob, asked)
}

async function takeBack(
  ctx: Context,
  actor: Actor,
  { n, notes, postId, madeVersion }: queries.StoredRow,
  states: ReadonlyMap<string, State>,
  others: ReadonlySet<string>,
): Promise<queries.RowResult> {
  const state = states.get(postId ?? '')
  const undone = { n, state: 'undone' as const, notes: [...notes, warning('taken_out', null)] }
  if (!postId || !state || state.deleted) return undone
  if (state.out) return { n, state: 'kept', notes: [...notes, warning('kept_out', null)] }
  if (others.has(postId)) return { n, state: 'kept', notes: [...notes, warning('kept_other', null)] }
  if (state.version !== madeVersion)
    return { n, state: 'kept', notes: [...notes, warning('kept_changed', null)] }
  try {
    await deletePost(ctx, actor, postId, state.version)
    return undone
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
    return { n, state: 'kept', notes: [...notes, wrong('refused', null, { reason: error.message })] }
  }
}
