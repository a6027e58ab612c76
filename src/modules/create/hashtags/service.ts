import pg from 'pg'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { HashtagList, HashtagSet, HashtagSetBody, HashtagSetChange } from './contract.ts'
import { hashtagError } from './errors.ts'
import * as queries from './queries.ts'

const mostUsed = 300
const mostSets = 200

type Row = Awaited<ReturnType<typeof queries.findSets>>[number]
const tell = ({ updatedAt, ...set }: Row): HashtagSet => ({ ...set, updatedAt: updatedAt.toISOString() })

export async function readHashtags(ctx: Context, actor: Actor): Promise<HashtagList> {
  const [sets, { used, looked }] = await Promise.all([
    queries.findSets(ctx.db, actor.workspaceId),
    queries.findUses(ctx.db, actor, ctx.clock.now(), mostUsed),
  ])
  return {
    sets: sets.map(tell),
    used: used.map(({ lastAt, ...use }) => ({ ...use, lastAt: lastAt.toISOString() })),
    looked,
  }
}

export async function addSet(ctx: Context, actor: Actor, body: HashtagSetBody): Promise<HashtagSet> {
  refusePartial(actor, 'post.write')
  return change(ctx, actor, body.name, async (tx) => {
    const sets = await queries.findSets(tx, actor.workspaceId)
    if (sets.length >= mostSets) throw hashtagError('too_many', { most: mostSets })
    const id = await queries.insertSet(tx, actor.workspaceId, body)
    await note(tx, ctx, actor, id, 'hashtag_set.added', undefined, body)
    return id
  })
}

export async function changeSet(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: HashtagSetChange,
): Promise<HashtagSet> {
  refusePartial(actor, 'post.write')
  return change(ctx, actor, body.name, async (tx) => {
    const found = await queries.lockSet(tx, actor.workspaceId, id)
    if (!found) throw hashtagError('not_found')
    if (found.version !== version) throw hashtagError('changed')
    const patch = { ...body, version: version + 1, updatedAt: ctx.clock.now() }
    await queries.updateSet(tx, actor.workspaceId, id, patch)
    await note(tx, ctx, actor, id, 'hashtag_set.changed', { name: found.name, tags: found.tags }, body)
    return id
  })
}

export async function removeSet(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'post.write')
  await ctx.db.transaction().execute(async (tx) => {
    const found = await queries.lockSet(tx, actor.workspaceId, id)
    if (!found) throw hashtagError('not_found')
    await queries.removeSet(tx, actor.workspaceId, id)
    const before = { name: found.name, tags: found.tags }
    await note(tx, ctx, actor, id, 'hashtag_set.removed', before, undefined)
  })
}

async function change(
  ctx: Context,
  actor: Actor,
  name: string,
  work: (tx: Tx) => Promise<string>,
): Promise<HashtagSet> {
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const id = await work(tx)
      const found = await queries.lockSet(tx, actor.workspaceId, id)
      if (!found) throw hashtagError('not_found')
      return tell(found)
    })
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'hashtag_sets_by_name')
      throw hashtagError('name_taken', { name })
    throw error
  }
}

async function note(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before: object | undefined,
  after: object | undefined,
) {
  await audit(tx, actor, { action, subject: { kind: 'hashtag_set', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'composer', id })
}
