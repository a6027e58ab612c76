import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { webhookBed } from '../../../test/networks/webhook/bed.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { part } from '../kit/stage.ts'
import { testNetwork } from '../kit/suite.ts'
import { verify } from './example/receiver.mjs'
import { webhook } from './index.ts'
import { keyIdOf, signed } from './sign.ts'

const toolsOver = (fetch: typeof globalThis.fetch, now = () => new Date()) =>
  ({ fetch, now, appUrl: 'https://carillon.example' }) as Tools

testNetwork(
  webhook,
  webhookBed(async (url, secret, now) => {
    const [joined] = (await webhook.connect.form?.(toolsOver(fetch, now), 'address', { url, secret })) ?? []
    if (!joined) throw new Error('No receiver was joined')
    return joined
  }),
)

const secret = 'a long secret that both sides know'
const at = new Date('2030-01-01T09:00:00Z')
const body = '{"text":"สวัสดี 👨‍👩‍👧‍👦"}'

describe('a signature', () => {
  const headers = signed(secret, { id: 'msg_1', at, body })

  test('is what Standard Webhooks says it is', () => {
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
    const example = signed('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1614265330_000),
      body: '{"test": 2432232314}',
    })
    // The example of the specification's own reference libraries.
    expect(example['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
    expect(key).toHaveLength(24)
  })

  test('fits what was sent, and nothing else', () => {
    expect(verify(secret, headers, Buffer.from(body), at)).toBe(true)
    expect(verify(secret, headers, Buffer.from(`${body} `), at)).toBe(false)
    expect(verify('another secret that nobody knows', headers, Buffer.from(body), at)).toBe(false)
    expect(verify(secret, { ...headers, 'webhook-id': 'msg_2' }, Buffer.from(body), at)).toBe(false)
    const later = { ...headers, 'webhook-timestamp': String(at.getTime() / 1000 + 60) }
    expect(verify(secret, later, Buffer.from(body), at)).toBe(false)
    expect(verify(secret, { ...headers, 'webhook-signature': 'v1,' }, Buffer.from(body), at)).toBe(false)
    expect(verify(secret, {}, Buffer.from(body), at)).toBe(false)
  })

  test('does not fit for ever: an old message is a recording', () => {
    const minutes = (n: number) => new Date(at.getTime() + n * 60_000)
    expect(verify(secret, headers, Buffer.from(body), minutes(4))).toBe(true)
    expect(verify(secret, headers, Buffer.from(body), minutes(6))).toBe(false)
    expect(verify(secret, headers, Buffer.from(body), minutes(-6))).toBe(false)
  })

  test('may stand beside another while the secret is changed', () => {
    const both = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }
    expect(verify(secret, both, Buffer.from(body), at)).toBe(true)
  })

  test('says which secret was used without saying anything of it', () => {
    expect(keyIdOf(secret)).toMatch(/^[0-9a-f]{12}$/)
    expect(keyIdOf(secret)).not.toBe(keyIdOf(`${secret}!`))
    expect(keyIdOf(secret)).not.toBe(createHmac('sha256', secret).update('').digest('hex').slice(0, 12))
  })
})

type Sent = { url: string; headers: Record<string, string>; body: Record<string, unknown> }

/** An account whose receiver answers as told; everything that was sent is kept. */
function receiver(...answers: (() => Response)[]) {
  const sent: Sent[] = []
  const tools = toolsOver(
    async (input, init) => {
      const headers = init?.headers as Record<string, string>
      sent.push({ url: String(input), headers, body: JSON.parse(String(init?.body)) })
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      return answer ? answer() : new Response(null, { status: 204 })
    },
    () => at,
  )
  const account = {
    channelId: 'c1',
    workspaceId: 'w1',
    remoteId: 'r1',
    credential: { url: 'https://shop.example/hooks/1?token=x', secret },
    settings: {},
  } as unknown as Account
  const content = { title: 'T', parts: [part('words')], firstReply: null, languages: ['en'], options: {} }
  const call = {
    tools,
    account,
    content,
    key: 'key-1',
    prepared: { media: [] },
    done: [],
    save: async () => {},
    firstAttemptAt: at,
    signal: AbortSignal.timeout(5000),
  }
  return { sent, call, publish: () => webhook.publish?.send(call) }
}

const json =
  (status: number, told: unknown, headers = {}) =>
  () =>
    new Response(typeof told === 'string' ? told : JSON.stringify(told), { status, headers })

describe('a receiver', () => {
  test('gets the post signed, with the same id in both headers and in the body', async () => {
    const { sent, publish } = receiver()
    await publish()
    expect(sent[0]).toMatchObject({
      url: 'https://shop.example/hooks/1?token=x',
      headers: { 'webhook-id': 'key-1', 'idempotency-key': 'key-1', 'carillon-key-id': keyIdOf(secret) },
      body: {
        type: 'post.publish',
        id: 'key-1',
        at: '2030-01-01T09:00:00.000Z',
        data: { channel: 'c1', workspace: 'w1', post: { title: 'T', text: 'words', link: null, media: [] } },
      },
    })
    expect(verify(secret, sent[0]?.headers, Buffer.from(JSON.stringify(sent[0]?.body)), at)).toBe(true)
  })

  test.for([
    [
      'an id and an address',
      json(200, { id: 'p1', url: 'https://shop.example/p1' }),
      'p1',
      'https://shop.example/p1',
    ],
    ['a number', json(201, { id: 7 }), '7', null],
    ['nothing', () => new Response(null, { status: 204 }), 'key-1', null],
    ['no JSON', json(200, 'OK'), 'key-1', null],
    ['a list', json(200, [1]), 'key-1', null],
    ['an address that a browser would run', json(200, { id: 'p', url: 'javascript:alert(1)' }), 'p', null],
    ['nonsense in both', json(202, { id: {}, url: 5 }), 'key-1', null],
  ] as const)('may answer with %s', async ([, answer, remoteId, url]) => {
    expect(await receiver(answer).publish()).toMatchObject({ state: 'published', parts: [{ remoteId, url }] })
  })

  test.for([
    [301, 'rejected', 'moved'],
    [400, 'rejected', 'not_taken'],
    [401, 'reconnect', 'signature_refused'],
    [403, 'rejected', 'forbidden'],
    [404, 'rejected', 'not_found'],
    [408, 'later', 'busy'],
    [409, 'later', 'busy'],
    [410, 'reconnect', 'gone'],
    [413, 'rejected', 'too_large'],
    [422, 'rejected', 'not_taken'],
    [429, 'later', 'limited'],
    [500, 'unknown', 'receiver_failed'],
    [502, 'unknown', 'receiver_failed'],
    [503, 'later', 'down'],
    [504, 'unknown', 'receiver_failed'],
  ] as const)('that answers %i is told by its status: %s', async ([status, kind, code]) => {
    const { publish } = receiver(json(status, { detail: 'Because of the moon.' }, { 'retry-after': '7' }))
    const failure = await Promise.resolve(publish()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NetworkFailure)
    expect(failure).toMatchObject({
      kind,
      code,
      status,
      retryAt: kind === 'later' ? new Date(at.getTime() + 7000) : undefined,
    })
    expect(String(failure)).toContain('It says: “Because of the moon”.')
    expect(String(failure)).not.toContain('token=x')
  })

  test('is told of an edit and of a removal as events of their own, the same when repeated', async () => {
    const { sent, call } = receiver()
    const parts = [{ remoteId: 'p1', url: null }]
    const again = { ...call, content: { ...call.content, title: 'Other' } }
    for (const edit of [call, call, again]) await webhook.edit?.({ ...edit, parts })
    for (const _ of [1, 2]) await webhook.remove?.(call.tools, call.account, parts)
    const ids = sent.map(({ body: { id } }) => id)
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(3)
    expect(sent[0]?.body).toMatchObject({
      type: 'post.edit',
      data: { remoteId: 'p1', post: { text: 'words' } },
    })
    expect(sent[3]?.body).toMatchObject({ type: 'post.remove', data: { remoteId: 'p1' } })
  })
})

describe('joining a receiver', () => {
  const join = (fields: Record<string, string>, answer = json(200, {})) => {
    const { sent, call } = receiver(answer)
    return { sent, joined: webhook.connect.form?.(call.tools, 'address', fields) ?? Promise.reject() }
  }

  test('asks it with a ping, and shows no more of its address than the host', async () => {
    const { sent, joined } = join({ url: 'shop.example/hooks/secret-path#x', secret })
    const [account] = await joined
    expect(sent).toMatchObject([{ url: 'https://shop.example/hooks/secret-path', body: { type: 'ping' } }])
    const { credential, ...shown } = account ?? { credential: null }
    expect(credential).toEqual({ url: 'https://shop.example/hooks/secret-path', secret })
    expect(JSON.stringify(shown)).not.toContain('secret-path')
    expect(shown).toMatchObject({ handle: 'shop.example', name: 'shop.example', expiresAt: null })
  })

  test.for([
    [{ url: 'https://shop.example', secret: 'short' }, 'weak_secret'],
    [{ url: '', secret }, 'bad_address'],
    [{ url: 'ftp://shop.example', secret }, 'bad_address'],
    [{ url: 'https://me:word@shop.example', secret }, 'bad_address'],
  ] as const)('refuses %o', async ([fields, code]) => {
    const { sent, joined } = join(fields)
    await expect(joined).rejects.toMatchObject({ kind: 'rejected', code })
    expect(sent).toEqual([])
  })

  test('that does not know the secret is refused in words, not as a lost sign-in', async () => {
    const { joined } = join({ url: 'https://shop.example', secret }, json(401, {}))
    await expect(joined).rejects.toMatchObject({ kind: 'rejected', code: 'signature_refused' })
  })

  test('again with a new secret is the same account', async () => {
    const [before] = await join({ url: 'https://shop.example/a', secret }).joined
    const [after] = await join({ url: 'https://shop.example/a', secret: `${secret}, new` }).joined
    const [other] = await join({ url: 'https://shop.example/b', secret }).joined
    expect(after?.remoteId).toBe(before?.remoteId)
    expect(other?.remoteId).not.toBe(before?.remoteId)
  })
})
