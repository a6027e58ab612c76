import { askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools, Webhooks } from '../kit/network.ts'
import { isHashed, isSame } from '../kit/webhooks.ts'

const hub = 'https://pubsubhubbub.appspot.com/subscribe'
const day = 86_400_000
/** The hub grants no more than ten days. */
const leaseSeconds = 10 * 86_400

const topicOf = (channel: string): string =>
  `https://www.youtube.com/xml/feeds/videos.xml?channel_id=${encodeURIComponent(channel)}`

/** New and changed films, by WebSub (https://developers.google.com/youtube/v3/guides/push_notifications). */
export const webhooks: Webhooks = {
  challenge({ method, query }, { remoteId }) {
    const challenge = query['hub.challenge'] ?? ''
    const isOurs = remoteId !== null && isSame(query['hub.topic'], topicOf(remoteId))
    if (method !== 'GET' || query['hub.mode'] !== 'subscribe' || !isOurs) return null
    return /^[\w.~-]{1,500}$/.test(challenge) ? { type: 'text/plain', body: challenge } : null
  },
  isSigned: ({ headers, body }, { secret }) => isHashed(headers['x-hub-signature'], 'sha1', secret, body),
  /** Which film it was is read from the channel's own list, so the feed itself is not. */
  read(_call, { remoteId }) {
    if (remoteId === null) return null
    return { events: [], at: null, nudges: [{ remoteId, of: 'posts', post: null }] }
  },
  holdsFor: 8 * day,
  async register(tools, account, { address, secret }) {
    await tellHub(tools, account, { mode: 'subscribe', address, secret })
    return {}
  },
  async unregister(tools, account, address) {
    await tellHub(tools, account, { mode: 'unsubscribe', address })
  },
}

type Asked = { mode: 'subscribe' | 'unsubscribe'; address: string; secret?: string }

async function tellHub(tools: Tools, account: Account, { mode, address, secret }: Asked): Promise<void> {
  const { status } = await askServer(tools, {
    method: 'POST',
    url: hub,
    form: {
      'hub.callback': address,
      'hub.topic': topicOf(account.remoteId),
      'hub.verify': 'async',
      'hub.mode': mode,
      'hub.lease_seconds': String(leaseSeconds),
      ...(secret && { 'hub.secret': secret }),
    },
  })
  if (status >= 300)
    throw new NetworkFailure(
      'later',
      'YouTube’s hub did not take the address. It is told again in an hour.',
      {
        code: 'server_down',
        status,
      },
    )
}
