import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { WebhookKeys } from '../kit/network.ts'
import { tiktok } from './index.ts'

const { webhooks } = tiktok
const keys: WebhookKeys = {
  ...{ verify: 'v', secret: 's', remoteId: null, kept: {} },
  app: { id: 'app', values: { clientId: 'bwo2m45353a6k85', clientSecret: 'hush' } },
}
const time = 1_893_456_000
const sign = (body: string, { at = time, secret = 'hush' } = {}) =>
  `t=${at},s=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
const call = (body: string, signature: string) => ({
  ...{ method: 'POST' as const, query: {}, body: Buffer.from(body) },
  headers: { 'tiktok-signature': signature },
})
const event = (name: string, content: object = {}, more: object = {}) =>
  JSON.stringify({
    ...{ client_key: 'bwo2m45353a6k85', event: name, create_time: time, user_openid: 'act.one' },
    content: JSON.stringify(content),
    ...more,
  })

test('a call is heard under the secret of its app, with the time that was signed', () => {
  const body = event('post.publish.complete')
  const signed = (signature: string, of = keys) => webhooks?.isSigned(call(body, signature), of)
  expect(signed(sign(body))).toBe(true)
  const moved = sign(body).replace(`t=${time}`, `t=${time + 1}`)
  for (const wrong of [
    '',
    't=,s=',
    moved,
    sign(body, { secret: 'other' }),
    sign(`${body} `),
    `${sign(body)},s=0`,
  ])
    expect(signed(wrong), wrong).toBe(false)
  expect(signed(sign(body), { ...keys, app: null })).toBe(false)
})

test('what was played again long after carries its old time, and what is told again its old body', () => {
  const body = event('post.publish.complete')
  expect(webhooks?.read(call(body, sign(body)), keys)).toEqual({
    events: [],
    at: new Date('2030-01-01T00:00:00Z'),
    nudges: [{ remoteId: 'act.one', of: 'publishing', post: null }],
  })
})

test('each event says what to look at; one of another app says nothing', () => {
  const read = (body: string) => webhooks?.read(call(body, sign(body)), keys)?.nudges
  const remoteId = 'act.one'
  expect(read(event('authorization.removed', { reason: 1 }))).toEqual([
    { remoteId, of: 'account', post: null },
  ])
  expect(read(event('post.publish.publicly_available', { post_id: '7' }))).toEqual([
    { remoteId, of: 'publishing', post: null },
    { remoteId, of: 'posts', post: null },
  ])
  expect(read(event('post.publish.no_longer_publicaly_available', { post_id: '7' }))).toEqual([
    { remoteId, of: 'numbers', post: '7' },
  ])
  expect(read(event('portability.download.ready'))).toEqual([])
  expect(read(event('post.publish.failed', {}, { content: 'no JSON' }))).toEqual([
    { remoteId, of: 'publishing', post: null },
  ])
  expect(read(event('post.publish.complete', {}, { client_key: 'other' }))).toBeUndefined()
  expect(read('[]')).toBeUndefined()
})
