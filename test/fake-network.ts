import { NetworkFailure, retryAfter, unanswered } from '../src/networks/kit/failure.ts'
import type { Guarantee, Manifest } from '../src/networks/kit/manifest.ts'
import {
  type Account,
  type Connect,
  defineNetwork,
  type Find,
  type Found,
  type Network,
  type SendCall,
  type SentPart,
  type Tools,
} from '../src/networks/kit/network.ts'

const source = { from: 'test/fake-network.ts', on: '2026-11-22', confidence: 'primary' } as const

/** An adapter that a test or a measurement can bend: its cap, whether it uploads ahead or marks what is paid for. */
export type FakeOptions = { dailyCap?: number | null; prepares?: boolean; marks?: boolean }

const manifestOf = (guarantee: Guarantee, { dailyCap = null, marks }: FakeOptions) =>
  ({
    id: `fake-${guarantee}`,
    name: `Fake (${guarantee})`,
    colour: '#777777',
    homepage: 'http://127.0.0.1',
    ways: [],
    guarantee,
    guaranteeWords: 'It is a fake.',
    text: { max: 500, unit: 'graphemes', fold: null, source },
    media: {
      images: {
        max: 4,
        mime: ['image/png'],
        maxBytes: 1_000_000,
        alt: { max: 1500, required: false },
        source,
      },
      videos: null,
      mixed: false,
      required: false,
    },
    poll: null,
    threadMax: 25,
    firstReply: true,
    linkCard: 'none',
    quotes: false,
    languagesMax: 1,
    options: [],
    metrics: { post: [], account: [] },
    rates: [],
    dailyCap,
    cost: null,
    ...(marks && { paidPartnership: { shows: 'Paid partnership', source } }),
    setup: '',
  }) as const satisfies Omit<Manifest, 'abilities'>

const connect: Connect = {
  check: async (_tools, account) => ({
    handle: account.handle,
    name: account.handle,
    avatarUrl: null,
    profileUrl: account.server,
    limits: {},
  }),
}

/** The fake's adapter in one of the three guarantees; all speak to a server of `fake-server.ts`. */
export function fakeNetwork(guarantee: Guarantee, options: FakeOptions = {}): Network {
  const manifest = manifestOf(guarantee, options)
  const publish = {
    send: sendParts,
    look: async (call: SendCall, handle: unknown) => {
      const post = await ask(call.tools, call.account, `/pending/${String(handle)}`)
      return { state: 'published' as const, parts: [partOf(post)] }
    },
    ...(options.prepares && { prepare: uploadAll }),
  }
  const remove = async (tools: Tools, account: Account, parts: readonly SentPart[]) => {
    for (const { remoteId } of parts)
      await request(tools, account, 'DELETE', `/posts/${remoteId}`).catch((error) => {
        if (!(error instanceof NetworkFailure && error.status === 404)) throw error
      })
  }
  return guarantee === 'findable'
    ? defineNetwork(
        { ...manifest, abilities: ['publish', 'find', 'remove'] },
        { connect, publish, find, remove },
      )
    : defineNetwork({ ...manifest, abilities: ['publish', 'remove'] }, { connect, publish, remove })
}

type Sending = Pick<
  SendCall,
  'tools' | 'account' | 'content' | 'key' | 'prepared' | 'done' | 'save' | 'signal'
>

const textsOf = (call: Pick<SendCall, 'content'>): string[] => [
  ...call.content.parts.map((part) => part.text),
  ...(call.content.firstReply === null ? [] : [call.content.firstReply]),
]

async function sendParts(call: Sending) {
  const parts = [...call.done]
  for (const [i, text] of textsOf(call).entries()) {
    if (i < parts.length) continue
    const answer = await request(call.tools, call.account, 'POST', '/posts', {
      key: textsOf(call).length === 1 ? call.key : `${call.key}/${i}`,
      signal: call.signal,
      body: {
        account: call.account.remoteId,
        text,
        replyTo: parts.at(-1)?.remoteId ?? null,
        uploads: i === 0 ? (call.prepared ?? []) : [],
        ...(call.content.paidPartnership && { paid: call.content.paidPartnership.sponsor }),
      },
    })
    if (answer.status === 202)
      return { state: 'pending' as const, handle: answer.body.id ?? '', lookAt: new Date(call.tools.now()) }
    const part = partOf(answer.body)
    parts.push(part)
    await call.save(part)
  }
  return { state: 'published' as const, parts }
}

async function uploadAll({ tools, account, content }: Pick<SendCall, 'tools' | 'account' | 'content'>) {
  const uploads: string[] = []
  for (const part of content.parts)
    for (const media of part.media) {
      const { body } = await request(tools, account, 'POST', '/uploads', { body: { alt: media.alt } })
      uploads.push(body.id ?? '')
    }
  return uploads.length === 0 ? null : uploads
}

/** Finds by the words, among what the account has published since the first attempt. */
const find: Find = async (call): Promise<Found> => {
  const { tools, account, firstAttemptAt } = call
  // The network's clock may differ from ours.
  const since = firstAttemptAt.getTime() - 60_000
  const { body } = await request(
    tools,
    account,
    'GET',
    `/posts?account=${encodeURIComponent(account.remoteId)}&since=${since}`,
    { signal: call.signal },
  )
  const parts: SentPart[] = []
  for (const text of textsOf(call)) {
    const post = body.posts?.find((one) => one.text === text)
    if (!post) break
    parts.push(partOf(post))
  }
  if (parts.length === textsOf(call).length) return { found: 'yes', parts }
  return parts.length > call.done.length ? { found: 'some', parts } : { found: 'no' }
}

type Body = { id?: string; url?: string; text?: string; error?: string; posts?: Body[] }

const partOf = (post: Body): SentPart => ({ remoteId: post.id ?? '', url: post.url ?? null })

const ask = async (tools: Tools, account: Account, path: string): Promise<Body> =>
  (await request(tools, account, 'GET', path)).body

type Asking = { body?: object; key?: string; signal?: AbortSignal }

async function request(
  tools: Tools,
  account: Account,
  method: string,
  path: string,
  { body, key, signal }: Asking = {},
): Promise<{ status: number; body: Body }> {
  const changes = path === '/posts' && method === 'POST'
  const { token } = account.credential as { token: string }
  const response = await tools
    .fetch(`${account.server}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
    .catch((error) => {
      throw unanswered(error, 'The fake', changes)
    })
  const answer = (await response.json().catch((error) => {
    throw unanswered(error, 'The fake', changes)
  })) as Body
  if (!response.ok) throw failureOf(response, answer, tools, changes)
  return { status: response.status, body: answer }
}

function failureOf(response: Response, answer: Body, tools: Tools, changes: boolean): NetworkFailure {
  const { status } = response
  if (status === 429) {
    const retryAt = retryAfter(response.headers, tools.now())
    return new NetworkFailure('later', 'The fake wants less.', {
      code: 'limited',
      status,
      ...(retryAt && { retryAt }),
    })
  }
  if (status === 401)
    return new NetworkFailure('reconnect', 'The fake does not know this token.', { code: 'token', status })
  if (status === 503) return new NetworkFailure('later', 'The fake is down.', { code: 'down', status })
  if (status >= 500)
    return new NetworkFailure(changes ? 'unknown' : 'later', 'The fake broke.', { code: 'broken', status })
  return new NetworkFailure('rejected', `The fake refused it: ${answer.error ?? ''}`, {
    code: 'refused',
    status,
  })
}

/** The three fakes, for a context. */
export const fakeNetworks = (options: FakeOptions = {}): Network[] =>
  (['idempotent', 'findable', 'blind'] as const).map((guarantee) => fakeNetwork(guarantee, options))
