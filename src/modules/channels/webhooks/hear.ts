import { createHash } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import type {
  WebhookAnswer,
  WebhookCall,
  WebhookKeys,
  Webhooks,
  WebhookTold,
} from '../../../networks/kit/network.ts'
import type { Refusal } from './contract.ts'
import { webhookError } from './errors.ts'
import * as heard from './heard-queries.ts'
import { keysOf } from './keys.ts'
import { nudge } from './nudge.ts'
import * as queries from './queries.ts'
import { digestOf } from './seal.ts'

/** Networks try again for a day and a half; what is older has been kept by somebody. */
const oldestMs = 48 * 3_600_000
const aheadMs = 10 * 60_000
/** Screens that are open look again once in this time, however much comes in. */
const quietMs = 30_000
/** Of one call. The largest say a thousand things of a few accounts. */
const most = { events: 2000, accounts: 200 }

/** What came in at a door. The network learns nothing but that it was heard; everybody else, that there is nothing. */
export async function hear(ctx: Context, path: string, call: WebhookCall): Promise<WebhookAnswer | null> {
  const door = await queries.findByDigest(ctx.db, digestOf(path))
  const webhooks = door && ctx.networks.get(door.network)?.webhooks
  if (!door || !webhooks) throw webhookError('nobody')
  const keys = await keysOf(ctx, door)
  if (!keys) throw webhookError('nobody')
  const challenge = webhooks.challenge?.(call, keys)
  if (challenge) {
    await prove(ctx, door)
    return challenge
  }
  return listen(ctx, door, webhooks, call, keys)
}

/** Some ask again and again; whoever knows the address could. */
async function prove(
  ctx: Context,
  { id, workspaceId, registeredAt, troubleCode }: queries.DoorRow,
): Promise<void> {
  const now = ctx.clock.now()
  if (registeredAt && !troubleCode && now.getTime() - registeredAt.getTime() < quietMs) return
  const proven = { registeredAt: now, troubleCode: null, trouble: null }
  if (!(await queries.updateOpen(ctx.db, workspaceId, id, proven))) return
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'channels', id: null })
}

async function listen(
  ctx: Context,
  door: queries.DoorRow,
  webhooks: Webhooks,
  call: WebhookCall,
  keys: WebhookKeys,
): Promise<WebhookAnswer | null> {
  const now = ctx.clock.now()
  const refuse = (why: Refusal) => heard.keepRefusal(ctx.db, door, why, now)
  if (call.method === 'GET' || !webhooks.isSigned(call, keys)) {
    await refuse(call.method === 'GET' ? 'challenge' : 'signature')
    throw webhookError('nobody')
  }
  const told = webhooks.read(call, keys)
  if (!told) {
    await refuse('unreadable')
    throw webhookError('unreadable')
  }
  // From here on it is the network that speaks: it is thanked, so that it does not say it again and again.
  const answer = told.answer ?? null
  const age = told.at ? now.getTime() - told.at.getTime() : 0
  if (age > oldestMs || age < -aheadMs) await refuse('stale')
  else if (!(await keep(ctx, door, call, told, now))) await refuse('again')
  return answer
}

/** False when all of it was heard before. */
async function keep(
  ctx: Context,
  door: queries.DoorRow,
  { body }: WebhookCall,
  { events, nudges }: WebhookTold,
  now: Date,
): Promise<boolean> {
  const digest = (text: string | Buffer) => createHash('sha256').update(text).digest()
  const digests = events.length > 0 ? events.slice(0, most.events).map(digest) : [digest(body)]
  return ctx.db.transaction().execute(async (tx) => {
    const fresh = await heard.insertEvents(tx, door, digests, now)
    if (fresh === 0) return false
    const remoteIds = [...new Set(nudges.map(({ remoteId }) => remoteId))].slice(0, most.accounts)
    if (remoteIds.length > 0) await nudge(tx, await heard.findMeant(tx, door, remoteIds), nudges, now)
    await heard.keepHeard(tx, door, fresh, now)
    if (!door.heardAt || now.getTime() - door.heardAt.getTime() > quietMs)
      await ctx.events.emit(tx, { workspaceId: door.workspaceId, topic: 'channels', id: null })
    return true
  })
}
