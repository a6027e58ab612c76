import { type Actor, systemActor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { notifyAll, resolveNotification } from '../../publish/notifications/index.ts'
import { keysBy } from './queries.ts'
import { endKey, isLessened } from './service.ts'

/** Whoever goes takes their keys along, and the programs that they connected; should they come back, they make them anew. */
export const endKeysBy = (tx: Tx, ctx: Context, actor: Actor, userId: string): Promise<void> =>
  endKeys(tx, ctx, userId, actor.workspaceId, () => actor, 'member removed')

/** In every workspace: somebody is erased, and knows the secrets. */
export const endKeysAnywhereBy = (tx: Tx, ctx: Context, userId: string): Promise<void> =>
  endKeys(
    tx,
    ctx,
    userId,
    null,
    ({ workspaceId, organisationId }) => systemActor(workspaceId, organisationId),
    'person erased',
  )

type Key = Awaited<ReturnType<typeof keysBy>>[number]

async function endKeys(
  tx: Tx,
  ctx: Context,
  userId: string,
  workspaceId: string | null,
  as: (key: Key) => Actor,
  why: string,
): Promise<void> {
  const keys = await keysBy(tx, userId, workspaceId)
  for (const key of keys) await endKey(tx, ctx, as(key), key.id, why)
  await notifyAll(tx, ctx, keys.filter((key) => !isOver(key, ctx)).map(troubleOf('key.ended')))
}

/** A key may no more than its maker: those to whom that makes a difference now are told of, and those to whom it makes none any more. */
export async function tellLessened(tx: Tx, ctx: Context, workspaceId: string, userId: string): Promise<void> {
  const keys = (await keysBy(tx, userId, workspaceId)).filter((key) => !isOver(key, ctx))
  await notifyAll(tx, ctx, keys.filter(isLessened).map(troubleOf('key.lessened')))
  for (const { id } of keys.filter((key) => !isLessened(key)))
    await resolveNotification(tx, ctx, workspaceId, { kind: 'key', id }, ['key.lessened'])
}

const isOver = ({ expiresAt }: Key, ctx: Context): boolean =>
  expiresAt !== null && expiresAt <= ctx.clock.now()

/** The name of a key is the workspace's own; whose it was is nobody's business here. */
const troubleOf =
  (kind: 'key.ended' | 'key.lessened') =>
  ({ workspaceId, id, name }: Key) => ({
    ...{ workspaceId, kind, subject: { kind: 'key', id } },
    facts: { title: name },
  })
