import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { hubChallenge, isHashed, isSame, jsonOf } from './webhooks.ts'

const call = (query: Record<string, string>, body = '') => ({
  method: 'GET' as const,
  query,
  headers: {},
  body: Buffer.from(body),
})

test('what is empty is the same as nothing', () => {
  expect(isSame('a', 'a')).toBe(true)
  expect(isSame('a', 'b')).toBe(false)
  expect(isSame('a', 'aa')).toBe(false)
  expect(isSame(undefined, 'a')).toBe(false)
  expect(isSame('', '')).toBe(false)
})

test('a signature is over the bytes, and without a secret there is none', () => {
  const body = Buffer.from('{"a": 1}')
  const right = `sha256=${createHmac('sha256', 's').update(body).digest('hex')}`
  expect(isHashed(right, 'sha256', 's', body)).toBe(true)
  expect(isHashed(right, 'sha256', 's', Buffer.from('{"a":1}'))).toBe(false)
  expect(isHashed(right, 'sha1', 's', body)).toBe(false)
  const empty = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`
  expect(isHashed(empty, 'sha256', '', body)).toBe(false)
  expect(isHashed(empty, 'sha256', undefined, body)).toBe(false)
})

test('a challenge comes back only with our token, and never as a page', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 't', 'hub.challenge': '1158201444' }
  expect(hubChallenge(call(asked), 't')).toEqual({ type: 'text/plain', body: '1158201444' })
  expect(hubChallenge(call(asked), 'u')).toBeNull()
  expect(hubChallenge(call({ ...asked, 'hub.challenge': '<b>' }), 't')).toBeNull()
  expect(hubChallenge(call({}), 't')).toBeNull()
})

test('what is no JSON, no text, or nested as nobody nests, is null', () => {
  expect(jsonOf(call({}, '{"a":[1]}'))).toEqual({ a: [1] })
  expect(jsonOf(call({}, '{'))).toBeNull()
  expect(jsonOf(call({}, '['.repeat(5000)))).toBeNull()
  expect(jsonOf({ ...call({}), body: Buffer.from([0xff]) })).toBeNull()
})
