import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, AppDoor, Nudge, Tools, WebhookCall, Webhooks } from '../kit/network.ts'
import { hmac, isDoorOf, isSame, jsonOf, notAllowedToTell } from '../kit/webhooks.ts'
import { absent, ask, isPage, pageUrn, shaped } from './client.ts'
import { encoded } from './restli.ts'

const kind = 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS'
/** Mentions are of posts by others, which no look at our own would show. */
const ofOwnPosts = ['LIKE', 'COMMENT', 'SHARE', 'ADMIN_COMMENT', 'COMMENT_EDIT', 'COMMENT_DELETE']

const Notification = z.looseObject({
  notificationId: z.union([z.number(), z.string()]),
  organizationalEntity: z.string(),
  action: z.string(),
  sourcePost: z.string().optional().catch(undefined),
  lastModifiedAt: z.number().optional().catch(undefined),
})
type Notification = z.infer<typeof Notification>
const Body = z.looseObject({ type: z.literal(kind), notifications: z.array(Notification) })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * What people do with the posts of a page. LinkedIn asks for the address every two hours and signs with the secret of the app
 * (https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation).
 */
export const webhooks: Webhooks = {
  challenge({ method, query }, { app }) {
    const secret = app?.values.clientSecret
    const challengeCode = query.challengeCode ?? ''
    if (method !== 'GET' || !secret || !uuid.test(challengeCode)) return null
    const challengeResponse = hmac('sha256', secret, challengeCode, 'hex')
    return { type: 'application/json', body: JSON.stringify({ challengeCode, challengeResponse }) }
  },
  isSigned(call, { app }) {
    const secret = app?.values.clientSecret
    if (!secret) return false
    const signed = Buffer.concat([Buffer.from('hmacsha256='), call.body])
    return isSame(signatureIn(call), hmac('sha256', secret, signed, 'hex'))
  },
  read(call) {
    const told = Body.safeParse(jsonOf(call))
    if (!told.success) return null
    const { notifications } = told.data
    const newest = Math.max(0, ...notifications.map(({ lastModifiedAt }) => lastModifiedAt ?? 0))
    return {
      events: notifications.map(nameOf),
      at: newest === 0 ? null : new Date(newest),
      nudges: notifications.filter(({ action }) => ofOwnPosts.includes(action)).map(nudgeOf),
    }
  },

  /** Only pages have something to tell. */
  accounts: pageUrn(''),
  async subscribe(tools, account, door) {
    if (!isPage(account)) return
    await subscription(tools, account, door, 'PUT').catch((failure: unknown) =>
      notAllowedToTell('LinkedIn', failure),
    )
  },
  async unsubscribe(tools, account, door) {
    if (isPage(account) && isDoorOf(account, door))
      await subscription(tools, account, door, 'DELETE').catch(absent)
  },
}

/** Whether the word that is signed with the body stands before the signature too, is not said with one voice. */
const signatureIn = ({ headers }: WebhookCall): string | undefined =>
  headers['x-li-signature']?.replace(/^hmacsha256=/, '')

/** The numbers are longer than those that JSON is read with here. */
const nameOf = ({ notificationId, action, sourcePost = '', lastModifiedAt = 0 }: Notification): string =>
  `${notificationId} ${action} ${sourcePost} ${lastModifiedAt}`

function nudgeOf({ organizationalEntity, sourcePost }: Notification): Nudge {
  const post = sourcePost && /^urn:li:(share|ugcPost):\d+$/.test(sourcePost) ? sourcePost : null
  return { remoteId: organizationalEntity, of: 'numbers', post }
}

const Me = z.object({ id: z.string().min(1) })

/** Of this app, whoever joined the page, and the page. */
async function subscription(
  tools: Tools,
  account: Account,
  { address, keys }: AppDoor,
  method: 'PUT' | 'DELETE',
): Promise<void> {
  const number = keys.kept.applicationId ?? ''
  if (!/^\d{1,20}$/.test(number))
    throw new NetworkFailure(
      'rejected',
      'The number of the app at LinkedIn is not known. Write it down here.',
      {
        code: 'hook_app_unknown',
      },
    )
  const caller = { tools, account }
  const { id } = shaped(Me, await ask(caller, { method: 'GET', path: '/v2/me' }))
  const key = [
    `developerApplication:${encoded(`urn:li:developerApplication:${number}`)}`,
    `user:${encoded(`urn:li:person:${id}`)}`,
    `entity:${encoded(account.remoteId)}`,
    `eventType:${kind}`,
  ]
  await ask(caller, {
    method,
    path: `/rest/eventSubscriptions/(${key.join(',')})`,
    ...(method === 'PUT' && { json: { webhook: address } }),
  })
}
