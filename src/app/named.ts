import pg from 'pg'
import type { AppError } from '../platform/errors.ts'
import type { Actor } from './actor.ts'
import type { Context, Tx } from './context.ts'
import { noting } from './noted.ts'
import { refusePartial } from './sight.ts'

type Row = { id: string; name: string; version: number; updatedAt: Date }

type Named<Body, Kept extends Row> = {
  kind: 'hashtag_set' | 'snippet'
  /** As many as a workspace keeps. */
  most: number
  /** The constraint by which no name stands twice. */
  unique: string
  error: (
    name: 'not_found' | 'name_taken' | 'changed' | 'too_many',
    facts?: Record<string, unknown>,
  ) => AppError
  queries: {
    findAll(tx: Tx, workspaceId: string): Promise<Kept[]>
    lock(tx: Tx, workspaceId: string, id: string): Promise<Kept | undefined>
    insert(tx: Tx, workspaceId: string, body: Body): Promise<string>
    update(
      tx: Tx,
      workspaceId: string,
      id: string,
      patch: Body & { version: number; updatedAt: Date },
    ): Promise<void>
    remove(tx: Tx, workspaceId: string, id: string): Promise<void>
  }
}

export const tellNamed = <Kept extends Row>({ updatedAt, ...kept }: Kept) => ({
  ...kept,
  updatedAt: updatedAt.toISOString(),
})
type Told<Kept extends Row> = ReturnType<typeof tellNamed<Kept>>

const bodyOf = ({ id: _, version: _version, updatedAt: _at, ...body }: Row) => body

/**
 * The verbs of what writers keep by a name and use again: added up to a number, changed by whoever has read the newest,
 * removed. It is of the whole workspace, so who writes on some channels only leaves it be.
 */
export function namedVerbs<Body extends { name: string }, Kept extends Row>(of: Named<Body, Kept>) {
  const { kind, most, unique, error, queries } = of
  const note = noting(kind, 'composer')

  const mustLock = async (tx: Tx, { workspaceId }: Actor, id: string): Promise<Kept> => {
    const found = await queries.lock(tx, workspaceId, id)
    if (!found) throw error('not_found')
    return found
  }

  async function put(
    ctx: Context,
    actor: Actor,
    name: string,
    work: (tx: Tx) => Promise<string>,
  ): Promise<Told<Kept>> {
    refusePartial(actor, 'post.write')
    try {
      return await ctx.db
        .transaction()
        .execute(async (tx) => tellNamed(await mustLock(tx, actor, await work(tx))))
    } catch (fault) {
      if (fault instanceof pg.DatabaseError && fault.constraint === unique)
        throw error('name_taken', { name })
      throw fault
    }
  }

  return {
    add: (ctx: Context, actor: Actor, body: Body): Promise<Told<Kept>> =>
      put(ctx, actor, body.name, async (tx) => {
        const all = await queries.findAll(tx, actor.workspaceId)
        if (all.length >= most) throw error('too_many', { most })
        const id = await queries.insert(tx, actor.workspaceId, body)
        await note(tx, ctx, actor, `${kind}.added`, id, { after: body })
        return id
      }),
    change: (
      ctx: Context,
      actor: Actor,
      id: string,
      { version, body }: { version: number; body: Body },
    ): Promise<Told<Kept>> =>
      put(ctx, actor, body.name, async (tx) => {
        const found = await mustLock(tx, actor, id)
        if (found.version !== version) throw error('changed')
        const patch = { ...body, version: version + 1, updatedAt: ctx.clock.now() }
        await queries.update(tx, actor.workspaceId, id, patch)
        await note(tx, ctx, actor, `${kind}.changed`, id, { before: bodyOf(found), after: body })
        return id
      }),
    async remove(ctx: Context, actor: Actor, id: string): Promise<void> {
      refusePartial(actor, 'post.write')
      await ctx.db.transaction().execute(async (tx) => {
        const found = await mustLock(tx, actor, id)
        await queries.remove(tx, actor.workspaceId, id)
        await note(tx, ctx, actor, `${kind}.removed`, id, { before: bodyOf(found) })
      })
    },
  }
}
