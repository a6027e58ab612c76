import { z } from 'zod'
import type { Webhooks } from '../kit/network.ts'
import { hubChallenge, isDoorOf, isHashed, jsonOf, notAllowedToTell } from '../kit/webhooks.ts'
import { ask, lineOf } from './client.ts'

const Change = z.object({
  field: z.string(),
  value: z
    .looseObject({
      media: z.looseObject({ id: z.string() }).optional().catch(undefined),
      media_id: z.string().optional().catch(undefined),
    })
    .catch({}),
})
const Body = z.object({
  object: z.literal('instagram'),
  entry: z.array(
    z.object({ id: z.string(), time: z.number().optional(), changes: z.array(Change).default([]) }),
  ),
})

/** Comments and mentions, under the secret of the Instagram app (https://developers.facebook.com/docs/instagram-platform/webhooks). */
export const webhooks: Webhooks = {
  challenge: (call, { verify }) => hubChallenge(call, verify),
  isSigned: ({ headers, body }, { app }) =>
    isHashed(headers['x-hub-signature-256'], 'sha256', app?.values.clientSecret, body),
  read(call) {
    const told = Body.safeParse(jsonOf(call))
    if (!told.success) return null
    const { entry } = told.data
    const time = Math.max(0, ...entry.map((one) => one.time ?? 0))
    return {
      events: [],
      at: time === 0 ? null : new Date(time > 1e11 ? time : time * 1000),
      nudges: entry.flatMap(({ id, changes }) =>
        changes.map(({ value }) => ({
          remoteId: id,
          of: 'numbers' as const,
          post: value.media?.id ?? value.media_id ?? null,
        })),
      ),
    }
  },

  async subscribe(tools, account) {
    const query = { subscribed_fields: 'comments,mentions' }
    await ask(lineOf(tools, account), Done, { method: 'POST', path: 'me/subscribed_apps', query }).catch(
      (failure: unknown) => notAllowedToTell('Instagram', failure),
    )
  },
  async unsubscribe(tools, account, door) {
    if (isDoorOf(account, door))
      await ask(lineOf(tools, account), Done, { method: 'DELETE', path: 'me/subscribed_apps' })
  },
}

const Done = z.looseObject({ success: z.boolean() })
