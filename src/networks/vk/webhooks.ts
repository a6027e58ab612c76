import { z } from 'zod'
import type { Nudge, WebhookCall, WebhookKeys, Webhooks } from '../kit/network.ts'
import { isSame, jsonOf } from '../kit/webhooks.ts'

const number = z.number().optional().catch(undefined)
const Event = z.looseObject({
  type: z.string(),
  group_id: z.number(),
  event_id: z.string().optional(),
  secret: z.string().optional(),
  object: z
    .looseObject({
      id: number,
      owner_id: number,
      post_id: number,
      post_owner_id: number,
      object_type: z.string().optional().catch(undefined),
      object_id: number,
      object_owner_id: number,
    })
    .catch({}),
})
type Event = z.infer<typeof Event>

const eventIn = (call: WebhookCall): Event | null => Event.safeParse(jsonOf(call)).data ?? null

/** The secret comes in the body itself; an event of another community is nobody's. */
const isOurs = (event: Event | null, { secret, remoteId }: WebhookKeys): event is Event =>
  event !== null && isSame(event.secret, secret) && String(-event.group_id) === remoteId

/** Callback API (https://dev.vk.com/api/callback/getting-started). */
export const webhooks: Webhooks = {
  challenge(call, keys) {
    const event = call.method === 'POST' ? eventIn(call) : null
    const { confirmation } = keys.kept
    if (event?.type !== 'confirmation' || !confirmation || !isOurs(event, keys)) return null
    return { type: 'text/plain', body: confirmation }
  },
  isSigned: (call, keys) => isOurs(eventIn(call), keys),
  read(call) {
    const event = eventIn(call)
    if (!event) return null
    return {
      events: event.event_id ? [event.event_id] : [],
      at: null,
      nudges: [nudgeOf(event)],
      // VK sends it again until it reads exactly this.
      answer: { type: 'text/plain', body: 'ok' },
    }
  },
}

function nudgeOf({ type, group_id, object }: Event): Nudge {
  const remoteId = String(-group_id)
  if (type === 'wall_post_new' || type === 'wall_repost') return { remoteId, of: 'posts', post: null }
  if (type === 'group_leave' || type === 'group_join') return { remoteId, of: 'account', post: null }
  return { remoteId, of: 'numbers', post: postIn(object) }
}

function postIn(object: Event['object']): string | null {
  if (object.object_type === 'post') return whole(object.object_owner_id, object.object_id)
  return whole(object.post_owner_id ?? object.owner_id, object.post_id)
}

const whole = (owner: number | undefined, post: number | undefined): string | null =>
  owner === undefined || post === undefined ? null : `${owner}_${post}`
