import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Nudge, Tools, WebhookKeys, Webhooks } from '../kit/network.ts'
import { asWord, hmac, isSame, jsonOf } from '../kit/webhooks.ts'
import { askWith, type Request, server, shaped } from './client.ts'

/**
 * What the account itself does. X charges for each event: what strangers can cause (likes, replies, followers) is asked for
 * never, since they would decide what it costs.
 */
export const told = [
  'post.create',
  'post.delete',
  'profile.update.handle',
  'profile.update.screenname',
  'profile.update.profile_picture',
] as const

/** By which our own are known. */
const mark = 'carillon'

const Event = z.looseObject({
  data: z.looseObject({
    event_uuid: z.string().min(1).max(100),
    event_type: z.string(),
    filter: z.looseObject({ user_id: z.string() }),
    payload: z.looseObject({ id: z.string().optional().catch(undefined) }).catch({}),
  }),
})

const sign = (secret: string, text: string | Buffer): string =>
  `sha256=${hmac('sha256', secret, text, 'base64')}`

/**
 * The X Activity API: X asks for the address when it is told of it and from time to time, and signs with the secret of the
 * API key, which is not that of the sign-in (https://docs.x.com/x-api/webhooks/quickstart).
 */
export const webhooks: Webhooks = {
  challenge({ method, query }, { kept }) {
    const word = asWord(query.crc_token)
    if (method !== 'GET' || word === null || !kept.apiSecret) return null
    return { type: 'application/json', body: JSON.stringify({ response_token: sign(kept.apiSecret, word) }) }
  },
  isSigned({ headers, body }, { kept }) {
    if (!kept.apiSecret) return false
    return isSame(headers['x-twitter-webhooks-signature'], sign(kept.apiSecret, body))
  },
  read(call) {
    const event = Event.safeParse(jsonOf(call))
    if (!event.success) return null
    const { event_uuid, event_type, filter, payload } = event.data.data
    return {
      events: [event_uuid],
      at: null,
      nudges: nudgesOf(event_type, filter.user_id, payload.id ?? null),
    }
  },

  async registerApp(tools, { address, keys }) {
    await numberOf(tools, await accessOf(tools, keys), address)
    return {}
  },

  async unregisterApp(tools, { address, keys }) {
    const access = await accessOf(tools, keys)
    for (const { id, url } of await addressesOf(tools, access))
      if (url === address) await drop(tools, access, id)
  },

  async subscribe(tools, { remoteId }, { address, keys }) {
    const access = await accessOf(tools, keys)
    const webhook_id = await numberOf(tools, access, address)
    const own = (await subscriptionsOf(tools, access, remoteId)).filter(({ tag }) => tag === mark)
    for (const event_type of told) {
      const known = own.find((one) => one.event_type === event_type)
      if (known?.webhook_id === webhook_id) continue
      const path = '/2/activity/subscriptions'
      // One that went to an address that X lost is led to this one: a second would cost twice.
      const request: Request = known
        ? { method: 'PUT', path: `${path}/${known.subscription_id}`, json: { tag: mark, webhook_id } }
        : {
            method: 'POST',
            path,
            json: { event_type, filter: { user_id: remoteId }, tag: mark, webhook_id },
          }
      await askWith(tools, access, request)
    }
  },

  async unsubscribe(tools, { remoteId }, { address, keys }) {
    const access = await accessOf(tools, keys)
    // Another workspace may have the same account and app: what goes to its address is not ours to take back.
    const others = (await addressesOf(tools, access)).filter(({ url }) => url !== address)
    for (const { subscription_id, tag, webhook_id } of await subscriptionsOf(tools, access, remoteId))
      if (tag === mark && !others.some(({ id }) => id === webhook_id))
        await askWith(tools, access, {
          method: 'DELETE',
          path: `/2/activity/subscriptions/${subscription_id}`,
        }).catch(gone)
  },
}

function nudgesOf(type: string, remoteId: string, post: string | null): Nudge[] {
  if (type === 'post.create') return [{ remoteId, of: 'posts', post: null }]
  if (type === 'post.delete') return post === null ? [] : [{ remoteId, of: 'numbers', post }]
  return type.startsWith('profile.update.') ? [{ remoteId, of: 'account', post: null }] : []
}

const Webhook = z.object({ id: z.string(), url: z.string(), valid: z.boolean() })
const List = z.object({ data: z.array(Webhook).optional() })
/** The description has it bare, the documentation within `data`. */
const Made = z.union([z.object({ data: Webhook }).transform(({ data }) => data), Webhook])

/** What X calls our address. One that it does not know is told, and one that it gave up is asked for anew. */
async function numberOf(tools: Tools, access: string, address: string): Promise<string> {
  const there = await addressesOf(tools, access)
  const known = there.find(({ url }) => url === address)
  if (known?.valid) return known.id
  const ours = `${address.slice(0, address.lastIndexOf('/'))}/`
  // An app has few of them: one that a closed door left behind makes room. Of another workspace with the same app it is open.
  for (const { id, url } of there)
    if (url.startsWith(ours) && url !== address && !(await isOpen(tools, access, id)))
      await drop(tools, access, id)
  const request: Request = known
    ? { method: 'PUT', path: `/2/webhooks/${known.id}` }
    : { method: 'POST', path: '/2/webhooks', json: { url: address } }
  const answer = await askWith(tools, access, request).catch(notTaken)
  return known?.id ?? shaped(Made, answer).id
}

/** X asks an address anew; what it thinks of it then stands in its list. */
async function isOpen(tools: Tools, access: string, id: string): Promise<boolean> {
  await askWith(tools, access, { method: 'PUT', path: `/2/webhooks/${id}` }).catch((failure: unknown) => {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
  })
  return (await addressesOf(tools, access)).some((one) => one.id === id && one.valid)
}

async function addressesOf(tools: Tools, access: string): Promise<z.infer<typeof Webhook>[]> {
  const { data = [] } = shaped(List, await askWith(tools, access, { method: 'GET', path: '/2/webhooks' }))
  return data
}

const Subscription = z.object({
  subscription_id: z.string(),
  event_type: z.string(),
  filter: z.looseObject({ user_id: z.string().optional() }),
  tag: z.string().optional(),
  webhook_id: z.string().optional(),
})
type Subscription = z.infer<typeof Subscription>
const Page = z.object({
  data: z.array(Subscription).optional(),
  meta: z.object({ next_token: z.string().optional() }).optional(),
})

/** An app has 1,500 of them at most. */
const mostPages = 16

async function subscriptionsOf(tools: Tools, access: string, remoteId: string): Promise<Subscription[]> {
  const all: Subscription[] = []
  let from: string | undefined
  for (let n = 0; n < mostPages; n++) {
    const answer = await askWith(tools, access, {
      method: 'GET',
      path: '/2/activity/subscriptions',
      query: { max_results: 100, pagination_token: from },
    })
    const { data = [], meta } = shaped(Page, answer)
    all.push(...data.filter(({ filter }) => filter.user_id === remoteId))
    from = meta?.next_token
    if (!from) break
  }
  return all
}

const drop = async (tools: Tools, access: string, id: string): Promise<void> => {
  await askWith(tools, access, { method: 'DELETE', path: `/2/webhooks/${id}` }).catch(gone)
}

const Token = z.object({ token_type: z.literal('bearer'), access_token: z.string().min(1) })

/** The app speaks for itself: X answers the same token until it is taken back, so none is kept here. */
async function accessOf(tools: Tools, { kept }: WebhookKeys): Promise<string> {
  const proof = `${encodeURIComponent(kept.apiKey ?? '')}:${encodeURIComponent(kept.apiSecret ?? '')}`
  const answer = await askServer(tools, {
    method: 'POST',
    url: `${server}/oauth2/token`,
    headers: { authorization: `Basic ${Buffer.from(proof).toString('base64')}` },
    form: { grant_type: 'client_credentials' },
  })
  if (answer.status < 300) return shaped(Token, answer).access_token
  if (answer.status >= 500 || answer.status === 429)
    throw new NetworkFailure('later', 'X is not available at the moment. It is told again in an hour.', {
      code: 'server_down',
      status: answer.status,
    })
  throw new NetworkFailure(
    'rejected',
    'X does not accept the API key and its secret. Copy both anew from console.x.com; they are not the client ID and the client secret.',
    { code: 'hook_keys_refused', status: answer.status },
  )
}

function gone(failure: unknown): void {
  if (failure instanceof NetworkFailure && failure.code === 'message_gone') return
  throw failure
}

/** Why X takes no address stands in its words alone. */
function notTaken(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.kind === 'rejected') {
    const facts = { ...(failure.status !== undefined && { status: failure.status }) }
    if (/WebhookLimit/i.test(failure.message))
      throw new NetworkFailure(
        'rejected',
        'This app tells as many addresses already as X allows it. Take one back at X, or use an app of its own for Carillon.',
        { code: 'hook_limit', ...facts },
      )
    if (/Crc|UrlValidation/i.test(failure.message))
      throw new NetworkFailure(
        'rejected',
        'X asked for the address of this Carillon and did not get the right answer. It must be public under https without a port, and the secret of the API key must be right.',
        { code: 'hook_unanswered', ...facts },
      )
  }
  throw failure
}
