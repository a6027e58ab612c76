import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { WebhookKeys, Webhooks } from '../../src/networks/kit/network.ts'
import { networks } from '../../src/networks/registry.ts'

const of = (id: string): Webhooks => {
  const found = networks.find(({ manifest }) => manifest.id === id)?.webhooks
  if (!found) throw new Error(`${id} tells nothing`)
  return found
}

const keys: WebhookKeys = {
  verify: 'token',
  secret: 'ours',
  app: { id: 'app', values: { clientSecret: 'secret' } },
  remoteId: null,
  kept: {},
}
const post = (value: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  query: {},
  headers,
  body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})
const hashed = (algorithm: string, secret: string, body: Buffer) =>
  `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`

test('every network that says it tells, tells; and the other way round', () => {
  for (const { manifest, webhooks } of networks) {
    expect(webhooks !== undefined, manifest.id).toBe(manifest.webhooks !== undefined)
    const tells = manifest.webhooks?.of === 'app' ? webhooks?.registerApp : webhooks?.register
    expect(tells !== undefined, manifest.id).toBe(manifest.webhooks?.registers === true)
    expect(webhooks?.subscribe !== undefined, manifest.id).toBe(manifest.webhooks?.subscribes === true)
    const proves = webhooks?.challenge !== undefined || webhooks?.register !== undefined
    expect(webhooks !== undefined && !proves, manifest.id).toBe(manifest.webhooks?.unasked === true)
    expect(webhooks?.unsubscribe !== undefined, manifest.id).toBe(webhooks?.subscribe !== undefined)
  }
})

test('what was asked is sent back signed nowhere, unless it is a word: nobody has a forged call signed by asking', () => {
  const values = { clientId: 'c', clientSecret: 'secret' }
  const own = {
    ...keys,
    app: { id: 'app', values },
    kept: { apiKey: 'k', apiSecret: 'secret', confirmation: 'c' },
  }
  const body = '{"data":{},"object":"page","entry":[]}'
  for (const { manifest, webhooks } of networks)
    for (const name of ['crc_token', 'challengeCode', 'hub.challenge']) {
      const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'token', [name]: body }
      expect(
        webhooks?.challenge?.({ ...post(''), method: 'GET', query }, own) ?? null,
        manifest.id,
      ).toBeNull()
    }
})

test.each(['facebook', 'instagram', 'threads'])('%s is heard under the secret of its app', (id) => {
  const call = post({ any: 'thing' })
  const signed = { ...call, headers: { 'x-hub-signature-256': hashed('sha256', 'secret', call.body) } }
  expect(of(id).isSigned(signed, keys)).toBe(true)
  expect(of(id).isSigned({ ...signed, body: Buffer.from('{}') }, keys)).toBe(false)
  expect(of(id).isSigned(call, keys)).toBe(false)
  expect(of(id).isSigned(signed, { ...keys, app: null })).toBe(false)
  expect(of(id).read(call, keys)).toBeNull()
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'token', 'hub.challenge': '7' }
  expect(of(id).challenge?.({ ...call, method: 'GET', query }, keys)?.body).toBe('7')
})

test('a page tells of new posts, and of comments under a post', () => {
  const change = (value: object) => ({ field: 'feed', value })
  const told = of('facebook').read(
    post({
      object: 'page',
      entry: [
        {
          id: '44',
          time: 1_893_456_000,
          changes: [
            change({ item: 'comment', verb: 'add', post_id: '44_1' }),
            change({ item: 'status', verb: 'add', post_id: '44_2' }),
          ],
        },
      ],
    }),
    keys,
  )
  expect(told).toEqual({
    events: [],
    at: new Date('2030-01-01T00:00:00Z'),
    nudges: [
      { remoteId: '44', of: 'numbers', post: '44_1' },
      { remoteId: '44', of: 'posts', post: null },
    ],
  })
})

test('accounts tell of comments and replies', () => {
  const comment = { field: 'comments', value: { media: { id: 'm1' }, id: 'c1', text: 'Hi' } }
  expect(
    of('instagram').read(
      post({ object: 'instagram', entry: [{ id: '17', time: 1, changes: [comment] }] }),
      keys,
    )?.nudges,
  ).toEqual([{ remoteId: '17', of: 'numbers', post: 'm1' }])
  const reply = {
    target_id: '90',
    time: 1_893_456_000,
    values: { field: 'replies', value: { id: 'r', root_post: { id: 'p', owner_id: '90' } } },
  }
  expect(of('threads').read(post(reply), keys)?.nudges).toEqual([
    { remoteId: '90', of: 'numbers', post: 'p' },
  ])
})

test('a bot is known by the secret in a header, and each update by its number', () => {
  const bot = of('telegram')
  const call = post({ update_id: 5, channel_post: { chat: { id: -1001 }, text: 'x' } })
  expect(bot.isSigned({ ...call, headers: { 'x-telegram-bot-api-secret-token': 'ours' } }, keys)).toBe(true)
  expect(bot.isSigned({ ...call, headers: { 'x-telegram-bot-api-secret-token': 'our' } }, keys)).toBe(false)
  expect(bot.isSigned(call, keys)).toBe(false)
  expect(bot.read(call, keys)).toEqual({
    events: ['5'],
    at: null,
    nudges: [{ remoteId: '-1001', of: 'account', post: null }],
  })
  expect(bot.read(post({ message: {} }), keys)).toBeNull()
})

test('a community confirms itself, is known by its secret, and says ok to all that it hears', () => {
  const community = of('vk')
  const own = { ...keys, remoteId: '-7', kept: { confirmation: 'ab12' } }
  const event = (more: object) => post({ group_id: 7, secret: 'ours', ...more })
  expect(community.challenge?.(event({ type: 'confirmation' }), own)?.body).toBe('ab12')
  expect(community.challenge?.(event({ type: 'confirmation', secret: 'no' }), own)).toBeNull()
  expect(community.challenge?.(event({ type: 'confirmation', group_id: 8 }), own)).toBeNull()
  const like = event({
    type: 'like_add',
    event_id: 'e1',
    object: { object_type: 'post', object_owner_id: -7, object_id: 3, liker_id: 1 },
  })
  expect(community.isSigned(like, own)).toBe(true)
  expect(community.isSigned(event({ type: 'like_add', group_id: 8 }), own)).toBe(false)
  expect(community.read(like, own)).toEqual({
    events: ['e1'],
    at: null,
    nudges: [{ remoteId: '-7', of: 'numbers', post: '-7_3' }],
    answer: { type: 'text/plain', body: 'ok' },
  })
})

test('a hub confirms only the channel that was asked for, and signs with our secret', () => {
  const hub = of('youtube')
  const own = { ...keys, remoteId: 'UC1' }
  const query = {
    'hub.mode': 'subscribe',
    'hub.topic': 'https://www.youtube.com/xml/feeds/videos.xml?channel_id=UC1',
    'hub.challenge': 'abc',
  }
  const asked = { ...post(''), method: 'GET' as const, query }
  expect(hub.challenge?.(asked, own)?.body).toBe('abc')
  expect(hub.challenge?.(asked, { ...own, remoteId: 'UC2' })).toBeNull()
  expect(hub.challenge?.({ ...asked, query: { ...query, 'hub.mode': 'unsubscribe' } }, own)).toBeNull()
  const told = post('<feed/>')
  const signed = { ...told, headers: { 'x-hub-signature': hashed('sha1', 'ours', told.body) } }
  expect(hub.isSigned(signed, own)).toBe(true)
  expect(hub.isSigned(told, own)).toBe(false)
  expect(hub.read(told, own)?.nudges).toEqual([{ remoteId: 'UC1', of: 'posts', post: null }])
})
