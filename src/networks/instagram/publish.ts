import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart, Tools } from '../kit/network.ts'
import { ask, Id, type Line, lineOf } from './client.ts'
import { closeComments } from './closing.ts'
import {
  forgetSent,
  type Laid,
  laidBefore,
  lastSent,
  layDown,
  patience,
  readyContainer,
  rememberSent,
  stateOf,
} from './containers.ts'
import { findReply, inTheHouse } from './find.ts'
import { closesComments } from './kinds.ts'

const Made = z.object({ id: Id })

export const publish: Publish = {
  async prepare(call) {
    const line = lineOf(call.tools, call.account)
    expectCommenting(call)
    await reportQuota(line, call.tools)
    return await layDown(line, call, patience.before)
  },

  async send(call) {
    const line = lineOf(call.tools, call.account)
    const parts = [...call.done]
    if (parts.length === 0) {
      expectCommenting(call)
      const post = await sendPost(line, call)
      await call.save(post)
      parts.push(post)
    }
    const [post] = parts
    if (!post) throw new Error('What is out has a part')
    const { firstReply } = call.content
    if (!firstReply || parts.length > 1)
      return { state: 'published', parts, ...(await closeComments(line, call, post)) }
    // Meta also says that it is down after it has done what was asked, so whoever comes again looks first.
    const there = call.done.length > 0 ? await findReply(line, call, post, firstReply) : null
    const reply = there ?? (await sendReply(line, call, post, firstReply))
    // Behind our own comment, and before that is kept: nobody comes back to what is whole.
    const closed = await closeComments(line, call, post)
    await call.save(reply)
    return { state: 'published', parts: [post, reply], ...closed }
  },
}

const Allowed = z.object({ allowed: z.array(z.string()).min(1) })

/** Told before the post is out: afterwards its comment would be missing. */
function expectCommenting({ account, content }: Pick<SendCall, 'account' | 'content'>): void {
  if (!content.firstReply && !closesComments({ content })) return
  const known = Allowed.safeParse(account.credential)
  if (!known.success || known.data.allowed.includes('instagram_business_manage_comments')) return
  throw new NetworkFailure(
    'rejected',
    'Comments were not allowed when this account was joined, so there can be no first comment, and comments cannot be switched off. Take that out, or join the account again and allow them.',
    { code: 'comments_not_allowed' },
  )
}

async function sendPost(line: Line, call: SendCall): Promise<SentPart> {
  const kept = laidBefore(call.prepared, call.tools.now())
  const own = await lastSent(call)
  const known = own ?? kept?.container ?? null
  const state = known ? await stateOf(line, known, call.signal) : null
  // An earlier attempt has published it after all, and nobody has heard of it.
  if (state === 'PUBLISHED') return (await inTheHouse(line, call)) ?? outButUnseen()
  const good = own && state === 'FINISHED' ? own : kept ? await stillGood(line, kept, call) : null
  const container = good ?? (await readyContainer(line, await layDown(line, call, patience.atSend), call))
  const named = container === own || container === kept?.container
  if (!named) await rememberSent(call, container)
  const post = await publishContainer(line, call, container)
  if (own || !named) await forgetSent(call).catch(() => false)
  return post
}

/** Null where what was laid down is of no use any more: it is laid down anew, and what is wrong with it is told then. */
async function stillGood(line: Line, laid: Laid, call: SendCall): Promise<string | null> {
  try {
    return await readyContainer(line, laid, call)
  } catch (failure) {
    const lost = failure instanceof NetworkFailure && beyondUse.includes(failure.code)
    if (lost) return null
    throw failure
  }
}

const beyondUse = [
  'container_expired',
  'message_gone',
  'bad_request',
  'media_not_taken',
  'media_broke',
  'media_unreachable',
]

function outButUnseen(): never {
  throw new NetworkFailure(
    'unknown',
    'Instagram says that this is out, but does not list it. Look into the account whether it is there.',
    { code: 'unsure' },
  )
}

async function publishContainer(line: Line, { signal }: SendCall, container: string): Promise<SentPart> {
  const { id } = await ask(line, Made, {
    method: 'POST',
    path: `${line.user}/media_publish`,
    json: { creation_id: container },
    changes: true,
    signal,
  })
  return { remoteId: id, url: await addressOf(line, id) }
}

/** Where readers open it. That it is out is known already, so no trouble in asking may hide it. */
const addressOf = (line: Line, id: string): Promise<string | null> =>
  ask(line, z.object({ permalink: z.string().optional() }), {
    method: 'GET',
    path: id,
    query: { fields: 'permalink' },
  }).then(
    ({ permalink }) => permalink ?? null,
    () => null,
  )

async function sendReply(
  line: Line,
  { signal }: SendCall,
  post: SentPart,
  message: string,
): Promise<SentPart> {
  const { id } = await ask(line, Made, {
    method: 'POST',
    path: `${post.remoteId}/comments`,
    json: { message },
    changes: true,
    signal,
  })
  return { remoteId: id, url: post.url }
}

const Quota = z.object({
  data: z
    .array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() }))
    .min(1),
})
/** The window moves with each post: after an hour the number is asked anew. */
const quotaHoldsMs = 3_600_000

/** Meta's pages and its interface disagree on how many posts a day; what the account is told holds. */
async function reportQuota(line: Line, tools: Tools): Promise<void> {
  const quota = await ask(line, Quota, {
    method: 'GET',
    path: `${line.user}/content_publishing_limit`,
    query: { fields: 'quota_usage,config' },
  }).catch(() => null)
  const [told] = quota?.data ?? []
  if (!told?.config) return
  const remaining = Math.max(0, told.config.quota_total - told.quota_usage)
  tools.report({
    scope: 'account',
    remaining,
    resetsAt: new Date(tools.now().getTime() + quotaHoldsMs),
  })
}
