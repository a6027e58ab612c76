import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { type Arranged, type ManyAnswer, type ManyBody, mostTags } from './contract.ts'
import { mediaError } from './errors.ts'
import { livingFolder } from './folder-queries.ts'
import { refuseNoFolder } from './folders.ts'
import { deleteIn, refuseOthers, restoreIn } from './service.ts'

/** Changes many at once; what cannot be done with one keeps nothing from the others. */
export async function changeMany(ctx: Context, actor: Actor, body: ManyBody): Promise<ManyAnswer> {
  const done = await ctx.db.transaction().execute(async (tx) => {
    const answer: ManyAnswer = { done: [], before: [], left: [] }
    const wanted = await wantedBy(tx, actor, body)
    const known = await findArranged(tx, actor.workspaceId, [...wanted.keys()])
    for (const id of [...wanted.keys()].sort()) {
      try {
        const before = await changeOne(tx, ctx, actor, {
          id,
          body,
          before: known.get(id),
          to: wanted.get(id),
        })
        answer.done.push(id)
        if (before) answer.before.push(before)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const { count } = error.facts
        answer.left.push({ id, code: error.code, ...(typeof count === 'number' && { count }) })
      }
    }
    if (answer.before.length > 0) await tell(tx, ctx, actor, body, answer)
    return answer
  })
  return done
}

type To = { folderId?: string | null; tags?: (now: readonly string[]) => string[] }

/** What each is to become, where that is a place or tags. */
async function wantedBy(tx: Tx, { workspaceId }: Actor, body: ManyBody): Promise<Map<string, To>> {
  if (body.verb === 'arrange') {
    const folders = [...new Set(body.items.flatMap(({ folderId }) => folderId ?? []))]
    const living = await livingOf(tx, workspaceId, folders)
    return new Map(
      body.items.map(({ id, folderId, tags }) => [
        id,
        { folderId: folderId && living.has(folderId) ? folderId : null, tags: () => [...tags].sort() },
      ]),
    )
  }
  if (body.verb === 'move' && body.folderId) await refuseNoFolder(tx, workspaceId, body.folderId)
  const to: To =
    body.verb === 'move'
      ? { folderId: body.folderId }
      : body.verb === 'tag'
        ? { tags: (now) => tagged(now, body) }
        : {}
  return new Map(body.ids.map((id) => [id, to]))
}

function tagged(now: readonly string[], { add, remove }: { add: string[]; remove: string[] }): string[] {
  const next = [...new Set([...now, ...add])].filter((tag) => !remove.includes(tag)).sort()
  if (next.length > mostTags) throw mediaError('too_many_tags', { most: mostTags })
  return next
}

async function changeOne(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { id, body, before, to }: { id: string; body: ManyBody; before: Arranged | undefined; to: To | undefined },
): Promise<Arranged | null> {
  if (body.verb === 'restore') {
    await restoreIn(tx, ctx, actor, id)
    return null
  }
  if (!before) throw mediaError('not_found')
  if (body.verb === 'delete') {
    await deleteIn(tx, ctx, actor, id)
    return null
  }
  await refuseOthers(tx, actor, id)
  await tx
    .updateTable('media')
    .set({
      ...(to?.folderId !== undefined && { folderId: to.folderId }),
      ...(to?.tags && { tags: to.tags(before.tags) }),
    })
    .where('workspaceId', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute()
  return before
}

/** As they lie now; held until the change is done. */
async function findArranged(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Arranged>> {
  const rows = await db
    .selectFrom('media')
    .select(['id', 'tags', livingFolder.as('folderId')])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function livingOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from media_folders
    where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) and deleted_at is null`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** One entry for all of it: five hundred of the same tell nobody more. */
async function tell(tx: Tx, ctx: Context, actor: Actor, body: ManyBody, answer: ManyAnswer): Promise<void> {
  const { workspaceId } = actor
  const after =
    body.verb === 'move'
      ? { folderId: body.folderId }
      : body.verb === 'tag'
        ? { add: body.add, remove: body.remove }
        : {}
  await audit(tx, actor, {
    action: 'media.arranged',
    subject: { kind: 'media', id: null },
    after: { verb: body.verb, ...after, ids: answer.done },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'media', id: null })
}
