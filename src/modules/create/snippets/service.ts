import pg from 'pg'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Snippet, SnippetBody, SnippetChange } from './contract.ts'
import { snippetError } from './errors.ts'
import * as queries from './queries.ts'

const mostSnippets = 200

type Row = Awaited<ReturnType<typeof queries.findSnippets>>[number]
const tell = ({ updatedAt, ...snippet }: Row): Snippet => ({
  ...snippet,
  updatedAt: updatedAt.toISOString(),
})

export async function readSnippets({ db }: Context, { workspaceId }: Actor): Promise<{ items: Snippet[] }> {
  return { items: (await queries.findSnippets(db, workspaceId)).map(tell) }
}

export async function addSnippet(ctx: Context, actor: Actor, body: SnippetBody): Promise<Snippet> {
  refusePartial(actor, 'post.write')
  return change(ctx, actor, body.name, async (tx) => {
    const all = await queries.findSnippets(tx, actor.workspaceId)
    if (all.length >= mostSnippets) throw snippetError('too_many', { most: mostSnippets })
    const id = await queries.insertSnippet(tx, actor.workspaceId, body)
    await note(tx, ctx, actor, id, 'snippet.added', undefined, body)
    return id
  })
}

export async function changeSnippet(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: SnippetChange,
): Promise<Snippet> {
  refusePartial(actor, 'post.write')
  return change(ctx, actor, body.name, async (tx) => {
    const found = await queries.lockSnippet(tx, actor.workspaceId, id)
    if (!found) throw snippetError('not_found')
    if (found.version !== version) throw snippetError('changed')
    const patch = { ...body, version: version + 1, updatedAt: ctx.clock.now() }
    await queries.updateSnippet(tx, actor.workspaceId, id, patch)
    await note(tx, ctx, actor, id, 'snippet.changed', { name: found.name, text: found.text }, body)
    return id
  })
}

export async function removeSnippet(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'post.write')
  await ctx.db.transaction().execute(async (tx) => {
    const found = await queries.lockSnippet(tx, actor.workspaceId, id)
    if (!found) throw snippetError('not_found')
    await queries.removeSnippet(tx, actor.workspaceId, id)
    const before = { name: found.name, text: found.text }
    await note(tx, ctx, actor, id, 'snippet.removed', before, undefined)
  })
}

async function change(
  ctx: Context,
  actor: Actor,
  name: string,
  work: (tx: Tx) => Promise<string>,
): Promise<Snippet> {
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      const id = await work(tx)
      const found = await queries.lockSnippet(tx, actor.workspaceId, id)
      if (!found) throw snippetError('not_found')
      return tell(found)
    })
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'snippets_by_name')
      throw snippetError('name_taken', { name })
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
  await audit(tx, actor, { action, subject: { kind: 'snippet', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'composer', id })
}
