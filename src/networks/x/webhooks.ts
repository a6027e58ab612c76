import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { AppDoor, Nudge, Tools, WebhookKeys, Webhooks } from '../kit/network.ts'
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

  async registerApp(tools, door) {
    await numberOf(tools, await accessOf(tools, door.keys), door)
    return {}
  },

  async unregisterApp(tools, { address, keys }) {
    const access = await accessOf(tools, keys)
    for (const { id, url } of await addressesOf(tools, access))
      if (url === address) await drop(tools, access, id)
  },

  async subscribe(tools, { remoteId }, door) {
    const access = await accessOf(tools, door.keys)
    const { number: webhook_id, others } = await numberOf(tools, access, door)
    const there = await subscriptionsOf(tools, access, remoteId)
    const own = there.filter(isOwn(others))
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
      await askWith(tools, access, request).catch((failure: unknown) => {
        const elsewhere = there.some((one) => one.event_type === event_type && !own.includes(one))
        throw known || !elsewhere ? failure : toldElsewhere(failure)
      })
    }
  },

  async unsubscribe(tools, { remoteId }, door) {
    const access = await accessOf(tools, door.keys)
    const { others } = await sift(await addressesOf(tools, access), door)
    for (const { subscription_id } of (await subscriptionsOf(tools, access, remoteId)).filter(isOwn(others)))
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
type Webhook = z.infer<typeof Webhook>
const List = z.object({ data: z.array(Webhook).optional() })
/** The description has it bare, the documentation within `data`. */
const Made = z.union([z.object({ data: Webhook }).transform(({ data }) => data), Webhook])

/** Which of an app’s addresses a closed door left behind, and which serve somebody else: another program, or another door here. */
async function sift(
  there: readonly Webhook[],
  { address, stands }: AppDoor,
): Promise<{ left: string[]; others: Set<string> }> {
  const here = `${address.slice(0, address.lastIndexOf('/'))}/`
  const left: string[] = []
  const others = new Set<string>()
  for (const { id, url, valid } of there) {
    if (url === address) continue
    if (url.startsWith(here) && !(await stands?.(url))) left.push(id)
    else if (valid) others.add(id)
  }
  return { left, others }
}

type Known = { number: string; others: ReadonlySet<string> }

/** What X calls our address. One that it does not know is told, and one that it gave up is asked for anew. */
async function numberOf(tools: Tools, access: string, door: AppDoor): Promise<Known> {
  const { address } = door
  const there = await addressesOf(tools, access)
  const { left, others } = await sift(there, door)
  // An app has few of them: one that a closed door left behind makes room.
  for (const id of left) await drop(tools, access, id)
  const known = there.find(({ url }) => url === address)
  if (known?.valid) return { number: known.id, others }
  const request: Request = known
    ? { method: 'PUT', path: `/2/webhooks/${known.id}` }
    : { method: 'POST', path: '/2/webhooks', json: { url: address } }
  const answer = await askWith(tools, access, request).catch(notTaken)
  return { number: known?.id ?? shaped(Made, answer).id, others }
}

async function addressesOf(tools: Tools, access: string): Promise<Webhook[]> {
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

/** Of an account, what we asked for and what does not go to somebody else's address, who shares the app. */
const isOwn =
  (others: ReadonlySet<string>) =>
  ({ tag, webhook_id = '' }: Subscription): boolean =>
    tag === mark && !others.has(webhook_id)

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

/** X tells of an account at one address of an app; whose the other one is, be it in this house, is nobody's to know. */
function toldElsewhere(failure: unknown): unknown {
  if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') return failure
  return new NetworkFailure(
    'rejected',
    'X tells of this account at another address of the same app already, and tells of it once. Here it is asked as always. Whoever uses the app in several workspaces shares it from one of them (Channels, Apps) and joins the accounts by that; another program wants an app of its own.',
    { code: 'hook_account_elsewhere', ...(failure.status !== undefined && { status: failure.status }) },
  )
}

/** Why X takes no address stands in its words alone. */
function notTaken(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.kind === 'rejected') {
    const facts = { ...(failure.status !== undefined && { status: failure.status }) }
    if (/WebhookLimit/i.test(failure.message))
      throw new NetworkFailure(
        'rejected',
        'This app tells as many addresses already as X allows it. Whoever uses it in several workspaces shares it from one of them (Channels, Apps), where one address serves all; else take one back at X, or use an app of its own for Carillon.',
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
