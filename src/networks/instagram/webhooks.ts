import { z } from 'zod'
import type { Webhooks } from '../kit/network.ts'
import { hubChallenge, isHashed, jsonOf } from '../kit/webhooks.ts'

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
}
