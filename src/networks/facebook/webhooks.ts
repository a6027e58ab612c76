import { z } from 'zod'
import type { Nudge, Webhooks } from '../kit/network.ts'
import { hubChallenge, isDoorOf, isHashed, jsonOf, notAllowed, notAllowedToTell } from '../kit/webhooks.ts'
import { absent, ask, credentialOf, Done, lineOf } from './client.ts'

const Change = z.object({
  field: z.string(),
  value: z
    .looseObject({
      item: z.string().optional(),
      verb: z.string().optional(),
      post_id: z.string().optional(),
    })
    .catch({}),
})
const Body = z.object({
  object: z.literal('page'),
  entry: z.array(
    z.object({ id: z.string(), time: z.number().optional(), changes: z.array(Change).default([]) }),
  ),
})

/** What a page's people do with it, under the app's secret (https://developers.facebook.com/docs/graph-api/webhooks). */
export const webhooks: Webhooks = {
  challenge: (call, { verify }) => hubChallenge(call, verify),
  isSigned: ({ headers, body }, { app }) =>
    isHashed(headers['x-hub-signature-256'], 'sha256', app?.values.clientSecret, body),
  read(call) {
    const told = Body.safeParse(jsonOf(call))
    if (!told.success) return null
    const { entry } = told.data
    return {
      events: [],
      at: newest(entry.flatMap(({ time }) => time ?? [])),
      nudges: entry.flatMap(({ id, changes }) => changes.map((change) => nudgeOf(id, change))),
    }
  },

  async subscribe(tools, account) {
    if (!credentialOf(account).scopes.includes('pages_manage_metadata')) throw notAllowed('Facebook')
    const line = await lineOf(tools, account)
    await ask(line, Done, {
      method: 'POST',
      path: `${account.remoteId}/subscribed_apps`,
      form: { subscribed_fields: told.join(',') },
    }).catch((failure: unknown) => notAllowedToTell('Facebook', failure))
  },
  async unsubscribe(tools, account, door) {
    if (!isDoorOf(account, door)) return
    const line = await lineOf(tools, account)
    const path = `${account.remoteId}/subscribed_apps`
    await ask(line, Done, { method: 'DELETE', path }).catch(absent)
  },
}

/** A page tells of what both it and the app have chosen. */
const told = ['feed', 'mention']

/** Meta counts in seconds, and once did in milliseconds. */
const newest = (times: readonly number[]): Date | null => {
  const time = Math.max(...times, 0)
  return time === 0 ? null : new Date(time > 1e11 ? time : time * 1000)
}

const own = ['status', 'photo', 'video', 'share', 'album', 'post']

function nudgeOf(remoteId: string, { field, value }: z.infer<typeof Change>): Nudge {
  const { item = '', verb = '', post_id: post = null } = value
  const isNew = field === 'feed' && own.includes(item) && verb !== 'edited'
  return { remoteId, of: isNew ? 'posts' : 'numbers', post: isNew ? null : post }
}
