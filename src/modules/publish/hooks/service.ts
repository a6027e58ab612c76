import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { type Hook, type HookBody, type HookCall, type HookPatch, testEvent } from './contract.ts'
import { hookError } from './errors.ts'
import { callHook, hookTrouble } from './jobs.ts'
import {
  deleteHook,
  deleteOldCalls,
  findCalls,
  findHook,
  findHooks,
  findStranded,
  insertCalls,
  insertHook,
  updateHook,
} from './queries.ts'
import { aboutHook, newSecret } from './secret.ts'

const most = 20

export async function addHook(
  ctx: Context,
  actor: Actor,
  body: HookBody,
): Promise<Hook & { secret: string }> {
  const { workspaceId } = actor
  const id = randomUUID()
  const secret = newSecret()
  return ctx.db.transaction().execute(async (tx) => {
    if ((await findHooks(tx, workspaceId)).length >= most) throw hookError('too_many', { most })
    await insertHook(tx, workspaceId, { id, ...body, ...ctx.secrets.seal(secret, aboutHook(id)) })
    await audit(tx, actor, { action: 'hook.added', subject: { kind: 'hook', id }, after: body })
    await ctx.events.emit(tx, { workspaceId, topic: 'hooks', id })
    return { ...(await findOrThrow(tx, workspaceId, id)), secret }
  })
}

export async function changeHook(ctx: Context, actor: Actor, id: string, patch: HookPatch): Promise<Hook> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const before = await findOrThrow(tx, workspaceId, id)
    if (Object.keys(patch).length > 0) await updateHook(tx, workspaceId, id, patch)
    if (patch.state === 'active' && before.state === 'paused') await resume(tx, ctx, workspaceId, before)
    await audit(tx, actor, { action: 'hook.changed', subject: { kind: 'hook', id }, before, after: patch })
    await ctx.events.emit(tx, { workspaceId, topic: 'hooks', id })
    return findOrThrow(tx, workspaceId, id)
  })
}

/** The calls that waited when it was paused are made now, in their order, and nobody is troubled by it any more. */
async function resume(tx: Tx, ctx: Context, workspaceId: string, { id, url }: Hook): Promise<void> {
  for (const call of await findStranded(tx, workspaceId, id, ctx.clock.now()))
    await ctx.jobs.add(callHook, { callId: call.id }, { tx })
  await ctx.jobs.add(hookTrouble, { workspaceId, hookId: id, failing: false, url, words: '' }, { tx })
}

export async function removeHook(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await deleteHook(tx, actor.workspaceId, id))) throw hookError('not_found')
    await audit(tx, actor, { action: 'hook.removed', subject: { kind: 'hook', id } })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'hooks', id })
  })
}

/** Sends a call that says it is a test, so that the receiving end can be tried before anything happens. */
export async function testHook(ctx: Context, actor: Actor, id: string): Promise<HookCall[]> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await findOrThrow(tx, workspaceId, id)
    const body = JSON.stringify({ test: true, by: actor.name })
    const calls = await insertCalls(tx, [{ workspaceId, hookId: id, event: testEvent, body }])
    for (const call of calls) await ctx.jobs.add(callHook, { callId: call.id }, { tx })
    await audit(tx, actor, { action: 'hook.tested', subject: { kind: 'hook', id } })
    await ctx.events.emit(tx, { workspaceId, topic: 'hooks', id })
  })
  return findCalls(ctx.db, workspaceId, id)
}

export async function listCalls(ctx: Context, actor: Actor, id: string): Promise<HookCall[]> {
  await findOrThrow(ctx.db, actor.workspaceId, id)
  return findCalls(ctx.db, actor.workspaceId, id)
}

export async function sweepCalls(ctx: Context): Promise<void> {
  const { hookCallsKeepDays: days } = ctx.config
  if (days > 0) await deleteOldCalls(ctx.db, new Date(ctx.clock.now().getTime() - days * 86_400_000))
}

async function findOrThrow(db: Context['db'], workspaceId: string, id: string): Promise<Hook> {
  const hook = await findHook(db, workspaceId, id)
  if (!hook) throw hookError('not_found')
  return hook
}
