import { z } from 'zod'
import type { Nudge, WebhookCall, Webhooks } from '../kit/network.ts'
import { hmac, isSame, jsonOf } from '../kit/webhooks.ts'

const Event = z.looseObject({
  client_key: z.string(),
  event: z.string(),
  create_time: z.number().optional().catch(undefined),
  user_openid: z.string().min(1),
  content: z.string().optional().catch(undefined),
})
const Content = z.looseObject({ post_id: z.union([z.string(), z.number().transform(String)]).optional() })

/** `t=1633174587,s=…`: when it was signed, and the signature over that, a dot and the body. */
function signatureIn({ headers }: WebhookCall): { time: string; signature: string } | null {
  const found = /^t=(\d{1,12}),s=([0-9a-f]{64})$/.exec(headers['tiktok-signature'] ?? '')
  return found ? { time: found[1] ?? '', signature: found[2] ?? '' } : null
}

/** What becomes of posts, and whether somebody took the app's rights away (https://developers.tiktok.com/doc/webhooks-overview). */
export const webhooks: Webhooks = {
  isSigned(call, { app }) {
    const told = signatureIn(call)
    const secret = app?.values.clientSecret
    if (!told || !secret) return false
    const signed = Buffer.concat([Buffer.from(`${told.time}.`), call.body])
    return isSame(told.signature, hmac('sha256', secret, signed, 'hex'))
  },
  read(call, { app }) {
    const told = Event.safeParse(jsonOf(call))
    const time = signatureIn(call)?.time
    if (!told.success || told.data.client_key !== app?.values.clientId) return null
    return {
      // It calls its events nothing. What is told again has the same body and is signed anew.
      events: [],
      at: time ? new Date(Number(time) * 1000) : null,
      nudges: nudgesOf(told.data),
    }
  },
}

function nudgesOf({ event, user_openid: remoteId, content }: z.infer<typeof Event>): Nudge[] {
  if (event === 'authorization.removed') return [{ remoteId, of: 'account', post: null }]
  if (event === 'post.publish.publicly_available')
    return [
      { remoteId, of: 'publishing', post: null },
      { remoteId, of: 'posts', post: null },
    ]
  if (event.startsWith('post.publish.no_longer_public'))
    return [{ remoteId, of: 'numbers', post: postIn(content) }]
  if (/^(post\.publish|video\.(publish|upload))\./.test(event))
    return [{ remoteId, of: 'publishing', post: null }]
  return []
}

function postIn(content: string | undefined): string | null {
  const body = Buffer.from(content ?? '')
  const told = Content.safeParse(jsonOf({ method: 'POST', query: {}, headers: {}, body }))
  return told.data?.post_id ?? null
}
