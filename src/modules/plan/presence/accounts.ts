import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import type { AccountBody, TypedAccount } from './contract.ts'
import { presenceError } from './errors.ts'
import * as queries from './queries.ts'

const most = 200

/** Enters an account that is not joined. */
export async function addAccount(ctx: Context, actor: Actor, body: AccountBody): Promise<TypedAccount> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.findAccounts(tx, workspaceId)).length >= most)
      throw presenceError('too_many', { most })
    const made = await queries.insertAccount(tx, workspaceId, body, ctx.clock.now())
    if (!made)
      throw presenceError('known', {}, [
        { path: 'handle', code: 'known', detail: 'This account is in the inventory already.' },
      ])
    await audit(tx, actor, {
      action: 'presence.account_added',
      subject: { kind: 'presence_account', id: made.id },
      after: { network: body.network, handle: body.handle },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id: null })
    return made.id
  })
  return { id, ...body }
}

export const removeAccount = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  put(ctx, actor, id, ctx.clock.now())

export const restoreAccount = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  put(ctx, actor, id, null)

async function put(ctx: Context, actor: Actor, id: string, removedAt: Date | null): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if (!removedAt) await refuseTwice(tx, workspaceId, id)
    const found = await queries.putAccount(tx, workspaceId, id, removedAt)
    if (!found) throw presenceError('no_account')
    await audit(tx, actor, {
      action: removedAt ? 'presence.account_removed' : 'presence.account_restored',
      subject: { kind: 'presence_account', id },
      [removedAt ? 'before' : 'after']: found,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id: null })
  })
}

/** The same account may have been entered anew meanwhile. */
async function refuseTwice(
  tx: Parameters<typeof queries.hasAccount>[0],
  workspaceId: string,
  id: string,
): Promise<void> {
  const removed = await queries.findRemoved(tx, workspaceId, id)
  if (removed && (await queries.hasAccount(tx, workspaceId, removed))) throw presenceError('known')
}
