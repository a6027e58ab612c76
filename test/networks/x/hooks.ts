import type { Reply, Request } from '../frame.ts'
import { problem } from './posting.ts'
import type { XState } from './state.ts'

type Webhook = { id: string; url: string; valid: boolean; created_at: string }
type Subscription = {
  subscription_id: string
  event_type: string
  filter: { user_id: string }
  tag?: string
  webhook_id?: string
  created_at: string
  updated_at: string
}

const mostWebhooks = 1

/** What X tells by itself: addresses that it asks before it takes them, and for whom of what it tells there. */
export function hooks(state: XState) {
  const webhooks = new Map<string, Webhook>()
  const subscriptions = new Map<string, Subscription>()
  const keys = { apiKey: 'api-key-of-tests', apiSecret: 'api-secret-of-tests' }
  const bearer = 'AAAA-bearer-of-the-app'
  const told = {
    keys,
    webhooks,
    subscriptions,
    /** Asks an address whether it is that of the app; a test says what it answers. */
    isProven: async (_url: string): Promise<boolean> => true,
  }

  const at = () => state.clock().toISOString()
  const no = (words: string): Reply => problem(400, 'Invalid Request', words)
  const data = (body: object): Reply => ({ status: 200, body: { data: body } })

  async function create({ fields }: Request): Promise<Reply> {
    const url = String(fields.url)
    if (!/^https:\/\/[^/:]+\//.test(url)) return no('UrlValidationFailed')
    if ([...webhooks.values()].some((one) => one.url === url)) return no('DuplicateUrlFailed')
    if (webhooks.size >= mostWebhooks) return no('WebhookLimitExceeded')
    if (!(await told.isProven(url))) return no('CrcValidationFailed')
    const made = { id: state.id(), url, valid: true, created_at: at() }
    webhooks.set(made.id, made)
    return { status: 200, body: made }
  }

  async function validate(id: string): Promise<Reply> {
    const found = webhooks.get(id)
    if (!found) return problem(404, 'Not Found', 'There is no such webhook.')
    found.valid = await told.isProven(found.url)
    return found.valid ? data({ attempted: true }) : no('CrcValidationFailed')
  }

  function subscribe({ fields }: Request): Reply {
    const { event_type, filter, tag, webhook_id } = fields as Record<string, string> & {
      filter: { user_id: string }
    }
    const same = [...subscriptions.values()].some(
      (one) => one.event_type === event_type && one.filter.user_id === filter.user_id,
    )
    if (same) return no('DuplicateSubscriptionFailed')
    if (!webhooks.has(webhook_id ?? '')) return no('There is no such webhook.')
    const made: Subscription = {
      ...{ subscription_id: state.id(), event_type: event_type ?? '', filter },
      ...(tag && { tag }),
      ...(webhook_id && { webhook_id }),
      ...{ created_at: at(), updated_at: at() },
    }
    subscriptions.set(made.subscription_id, made)
    return {
      status: 200,
      body: { data: { subscription: made }, meta: { total_subscriptions: subscriptions.size } },
    }
  }

  function lead(id: string, { fields }: Request): Reply {
    const found = subscriptions.get(id)
    if (!found || !webhooks.has(String(fields.webhook_id))) return no('There is no such subscription.')
    Object.assign(found, { webhook_id: String(fields.webhook_id), updated_at: at() })
    return data({ subscription: found, total_subscriptions: subscriptions.size })
  }

  function list({ query }: Request): Reply {
    const [from, most] = [Number(query.get('pagination_token') ?? 0), Number(query.get('max_results') ?? 10)]
    const all = [...subscriptions.values()]
    const page = all.slice(from, from + most)
    return {
      status: 200,
      body: {
        data: page,
        meta: {
          result_count: page.length,
          ...(from + most < all.length && { next_token: String(from + most) }),
        },
      },
    }
  }

  const isOurs = ({ path }: Pick<Request, 'path'>): boolean => /^\/2\/(webhooks|activity)\b/.test(path)

  function say(request: Request): Reply | Promise<Reply> {
    const { method, path, headers } = request
    if (headers.authorization !== `Bearer ${bearer}`) return problem(401, 'Unauthorized', 'Unauthorized')
    const id = /\d{5,}$/.exec(path)?.[0] ?? ''
    switch (`${method} ${path.replace(/\d{5,}$/, ':id')}`) {
      case 'GET /2/webhooks':
        return {
          status: 200,
          body: {
            ...(webhooks.size > 0 && { data: [...webhooks.values()] }),
            meta: { result_count: webhooks.size },
          },
        }
      case 'POST /2/webhooks':
        return create(request)
      case 'PUT /2/webhooks/:id':
        return validate(id)
      case 'DELETE /2/webhooks/:id':
        return data({ deleted: webhooks.delete(id) })
      case 'GET /2/activity/subscriptions':
        return list(request)
      case 'POST /2/activity/subscriptions':
        return subscribe(request)
      case 'PUT /2/activity/subscriptions/:id':
        return lead(id, request)
      case 'DELETE /2/activity/subscriptions/:id':
        return data({ deleted: subscriptions.delete(id) })
      default:
        return problem(404, 'Not Found', 'There is no such operation.')
    }
  }

  /** The app's own token, by the key that is not that of the sign-in. */
  function token({ headers, fields }: Request): Reply {
    const proof = `Basic ${Buffer.from(`${keys.apiKey}:${keys.apiSecret}`).toString('base64')}`
    if (headers.authorization !== proof || fields.grant_type !== 'client_credentials')
      return {
        status: 403,
        body: { errors: [{ code: 99, message: 'Unable to verify your credentials' }] },
      }
    return { status: 200, body: { token_type: 'bearer', access_token: bearer } }
  }

  return { told, isOurs, say, token }
}
