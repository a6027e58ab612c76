import { z } from 'zod'
import type { Webhooks } from '../kit/network.ts'
import { hubChallenge, isHashed, jsonOf } from '../kit/webhooks.ts'

const Value = z.looseObject({
  root_post: z.looseObject({ id: z.string(), owner_id: z.string().optional() }).optional().catch(undefined),
})
const One = z.looseObject({
  target_id: z.union([z.string(), z.number()]).optional(),
  time: z.number().optional(),
  values: z.looseObject({ field: z.string(), value: Value.catch({}) }),
})

/** Replies and mentions, under the app's secret (https://developers.facebook.com/docs/threads/webhooks). They come one at a time. */
export const webhooks: Webhooks = {
  challenge: (call, { verify }) => hubChallenge(call, verify),
  isSigned: ({ headers, body }, { app }) =>
    isHashed(headers['x-hub-signature-256'], 'sha256', app?.values.clientSecret, body),
  read(call) {
    const told = One.safeParse(jsonOf(call))
    if (!told.success) return null
    const { target_id, time, values } = told.data
    const root = values.value.root_post
    const isReply = values.field === 'replies'
    const remoteIds = new Set(
      [root?.owner_id, target_id].flatMap((id) => (id === undefined ? [] : String(id))),
    )
    return {
      events: [],
      at: time ? new Date(time * 1000) : null,
      nudges: [...remoteIds].map((remoteId) => ({
        remoteId,
        of: values.field === 'publish' ? ('posts' as const) : ('numbers' as const),
        post: isReply ? (root?.id ?? null) : null,
      })),
    }
  },
}
