import { createHmac } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { hideIn } from '../../../platform/hide.ts'
import { testEvent } from './contract.ts'
import { callHook, hookTrouble } from './jobs.ts'
import {
  countFailedInARow,
  findListening,
  findWaitingCall,
  finishCall,
  insertCalls,
  updateHook,
} from './queries.ts'
import { aboutHook } from './secret.ts'

export type HookEventFacts = { workspaceId: string; event: string; data: object }

/** Seconds after which a call that failed is repeated: 10 s, then about three times as long each time, up to 6 hours. */
const waits = [10, 30, 120, 600, 1800, 7200, 21_600]
/** Calls in a row that failed for good before a hook is paused. */
const pauseAfter = 3
const timeout = 10_000
/** What is kept of an answer. */
const wordsMost = 300

/** Asks for a call of every hook that listens, in the transaction of what happened. */
export async function callHooks(tx: Tx, ctx: Context, events: readonly HookEventFacts[]): Promise<void> {
  if (events.length === 0) return
  const hooks = await findListening(tx, [...new Set(events.map((event) => event.workspaceId))])
  const calls = events.flatMap(({ workspaceId, event, data }) =>
    hooks
      .filter((hook) => hook.workspaceId === workspaceId && hook.events.includes(event))
      .map((hook) => ({ workspaceId, hookId: hook.id, event, body: JSON.stringify(data) })),
  )
  if (calls.length === 0) return
  for (const { id } of await insertCalls(tx, calls)) await ctx.jobs.add(callHook, { callId: id }, { tx })
}

/** `timestamp.body` under the hook's secret: the timestamp is signed too, so that a call cannot be replayed later. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

type Call = NonNullable<Awaited<ReturnType<typeof findWaitingCall>>>

/** Makes one call and writes down what came of it; asks for the next try itself. */
export async function makeCall(ctx: Context, callId: string): Promise<void> {
  const call = await findWaitingCall(ctx.db, callId)
  if (!call) return
  const result = await post(ctx, call)
  const wait = waits[call.tries]
  if (result.ok) return finish(ctx, call, { ...result, state: 'done', nextAt: null })
  // Somebody waits for the answer to a test, and a receiver that is just being built need not be paused for it.
  if (call.event === testEvent) return finish(ctx, call, { ...result, state: 'failed', nextAt: null })
  if (wait === undefined) return giveUp(ctx, call, result)
  const nextAt = new Date(ctx.clock.now().getTime() + wait * 1000 * (0.8 + 0.4 * Math.random()))
  await finish(ctx, call, { ...result, state: 'waiting', nextAt })
  await ctx.jobs.add(callHook, { callId }, { at: nextAt })
}

/** Writes down what a call came to, and tells the screens that show its log. */
async function finish(ctx: Context, call: Call, result: Parameters<typeof finishCall>[2]): Promise<void> {
  await finishCall(ctx.db, call.id, result)
  ctx.metrics.hookCalls.inc({ outcome: result.state === 'waiting' ? 'repeated' : result.state })
  await ctx.events.emit(ctx.db, { workspaceId: call.workspaceId, topic: 'hooks', id: call.hookId })
}

type Result = { ok: boolean; status: number | null; words: string | null }

async function post(ctx: Context, call: Call): Promise<Result> {
  const timestamp = String(Math.floor(ctx.clock.now().getTime() / 1000))
  const { id, event, workspaceId, body: data } = call
  const body = JSON.stringify({ id, event, workspaceId, at: call.createdAt.toISOString(), data })
  const secret = String(ctx.secrets.open(call, aboutHook(call.hookId)))
  try {
    const response = await ctx.fetch(call.url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Carillon',
        'carillon-event': event,
        'carillon-delivery': id,
        'carillon-timestamp': timestamp,
        'carillon-signature': signatureOf(secret, timestamp, body),
      },
    })
    const words = hideIn(await response.text(), [secret])
      .slice(0, wordsMost)
      .replaceAll('\0', '')
    return { ok: response.ok, status: response.status, words: words || null }
  } catch (error) {
    return {
      ok: false,
      status: null,
      words: error instanceof Error ? error.message.slice(0, wordsMost) : 'failed',
    }
  }
}

/** A hook that answers nothing for days is paused, and its people are told, so that nobody knocks for ever. */
async function giveUp(ctx: Context, call: Call, result: Result): Promise<void> {
  await finish(ctx, call, { ...result, state: 'failed', nextAt: null })
  if ((await countFailedInARow(ctx.db, call.hookId)) < pauseAfter) return
  await ctx.db.transaction().execute(async (tx) => {
    await updateHook(tx, call.workspaceId, call.hookId, { state: 'paused' })
    const facts = { url: call.url, words: result.words ?? '' }
    const { workspaceId, hookId } = call
    await ctx.jobs.add(hookTrouble, { workspaceId, hookId, failing: true, ...facts }, { tx })
  })
}
