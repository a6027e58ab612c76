import type { Context } from '../../../app/context.ts'
import { houseKeys, subjectOf } from './keys.ts'
import { findOpenDevice, forgetDevice, markTold } from './queries.ts'

export type PushMessage = {
  title: string
  body: string
  /** Where a press leads, from the root of the house. */
  url: string
  /** A later one of the same tag takes the place of the one before. */
  tag: string
}

/** How long whoever carries it keeps it for a phone that is off. */
const keepSeconds = 4 * 3600
const timeout = 10_000
/** What a browser shows of it at most; also keeps within the 4096 bytes that are carried. */
const most = { title: 80, body: 300 }

/**
 * Tells one device. What is sent is sealed for the browser alone (RFC 8291). One that is gone is forgotten; one that
 * cannot be reached now throws, and is tried again by its job.
 */
export async function pushTo(ctx: Context, deviceId: string, message: PushMessage): Promise<void> {
  const device = await findOpenDevice(ctx.db, deviceId, ctx.clock.now())
  if (!device) return
  const { default: webPush } = await import('web-push')
  const { p256dh, auth } = device
  // As browsers read it, so that one that is written oddly is guarded and signed for as the same host.
  const endpoint = new URL(device.endpoint).href
  const said = { ...message, title: cut(message.title, most.title), body: cut(message.body, most.body) }
  const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(said), {
    TTL: keepSeconds,
    urgency: 'high',
    contentEncoding: 'aes128gcm',
    vapidDetails: { subject: subjectOf(ctx.config), ...houseKeys(ctx) },
  })
  const answer = await ctx.fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: new Uint8Array(request.body ?? []),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  })
  await answer.body?.cancel()
  if (answer.ok) return void (await markTold(ctx.db, device.id, ctx.clock.now()))
  if (answer.status === 404 || answer.status === 410) return void (await forgetDevice(ctx.db, device.id))
  if (answer.status === 429 || answer.status >= 500) throw new Error(`A push was answered ${answer.status}`)
  ctx.log.warn({ status: answer.status, host: new URL(endpoint).host }, 'A push was refused')
}

const cut = (text: string, length: number): string =>
  [...text].length > length ? `${[...text].slice(0, length - 1).join('')}…` : text
