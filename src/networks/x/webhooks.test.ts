import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { xFake } from '../../../test/networks/x-fake.ts'
import { createStage } from '../kit/stage.ts'
import { x } from './index.ts'
import { told } from './webhooks.ts'

const fake = xFake()
const stage = createStage(x, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const { webhooks } = x
const { telling } = fake
const address = 'https://carillon.example/hooks/abc'
const keys = {
  ...{ verify: 'v', secret: 's', remoteId: null },
  app: { id: 'app', values: { clientId: 'c', clientSecret: 'not-this-one' } },
  kept: { ...telling.keys },
}
const door = (kept: Record<string, string> = {}) => ({
  address,
  keys: { ...keys, kept: { ...keys.kept, ...kept } },
})
const call = (body: string, headers: Record<string, string> = {}) => ({
  ...{ method: 'POST' as const, query: {} as Record<string, string>, headers, body: Buffer.from(body) },
})
const ask = (crc_token: string) =>
  webhooks?.challenge?.({ ...call(''), method: 'GET', query: { crc_token } }, keys)
const sign = (text: string, secret = telling.keys.apiSecret) =>
  `sha256=${createHmac('sha256', secret).update(text).digest('base64')}`

/** X asks the address before it takes it. */
const asks = async (url: string): Promise<boolean> => {
  const answer = ask('OGY5MTZjYTItNjk0Nw==')
  return url === address && answer?.body === JSON.stringify({ response_token: sign('OGY5MTZjYTItNjk0Nw==') })
}
telling.isProven = asks

afterEach(() => {
  telling.webhooks.clear()
  telling.subscriptions.clear()
  telling.isProven = asks
})

const event = (type: string, payload: object = {}, uuid = '-2781149976877970683') =>
  JSON.stringify({ data: { event_uuid: uuid, event_type: type, filter: { user_id: '77' }, payload } })

test('X is answered with what it asked, signed by the secret of the API key', () => {
  expect(ask('abc-1')).toEqual({
    type: 'application/json',
    body: JSON.stringify({ response_token: sign('abc-1') }),
  })
  expect(webhooks?.challenge?.(call(''), keys)).toBeNull()
})

test('nothing is signed that could be a call: whoever knows the address could have a forged one signed', () => {
  for (const forged of [
    event('post.delete', { id: '5' }),
    '{}',
    '[1]',
    ' ',
    '',
    'a b',
    'x'.repeat(201),
    '"x"',
  ])
    expect(ask(forged)).toBeNull()
})

test('a call is heard under the secret of the API key alone', () => {
  const body = event('post.create')
  const signed = (signature: string) =>
    webhooks?.isSigned(call(body, { 'x-twitter-webhooks-signature': signature }), keys)
  expect(signed(sign(body))).toBe(true)
  for (const wrong of [sign(body, 'not-this-one'), sign(`${body} `), 'sha256=', '', sign('')])
    expect(signed(wrong)).toBe(false)
  expect(webhooks?.isSigned(call(body), keys)).toBe(false)
  expect(
    webhooks?.isSigned(call(body, { 'x-twitter-webhooks-signature': sign(body, '') }), { ...keys, kept: {} }),
  ).toBe(false)
})

test('each event has a name, and says what to look at', () => {
  const read = (body: string) => webhooks?.read(call(body), keys)
  expect(read(event('post.create', { id: '9' }))).toEqual({
    events: ['-2781149976877970683'],
    at: null,
    nudges: [{ remoteId: '77', of: 'posts', post: null }],
  })
  expect(read(event('post.delete', { id: '9' }))?.nudges).toEqual([
    { remoteId: '77', of: 'numbers', post: '9' },
  ])
  expect(read(event('profile.update.handle'))?.nudges).toEqual([
    { remoteId: '77', of: 'account', post: null },
  ])
  expect(read(event('like.create'))?.nudges).toEqual([])
  expect(read('{"data":{}}')).toBeNull()
})

test('X is told the address once, asks for it, and is told anew when it gave it up', async () => {
  for (let n = 0; n < 2; n++) await webhooks?.registerApp?.(stage.tools, door())
  const [id] = telling.webhooks.keys()
  const kept = telling.webhooks.get(id ?? '')
  if (kept) kept.valid = false
  await webhooks?.registerApp?.(stage.tools, door())
  expect([...telling.webhooks.values()]).toMatchObject([{ id, url: address, valid: true }])
  await webhooks?.unregisterApp?.(stage.tools, door())
  expect(telling.webhooks.size).toBe(0)
})

test('an address that a closed door left behind makes room; one of another program stays', async () => {
  const there = (url: string) => {
    const id = fake.state.id()
    telling.webhooks.set(id, { id, url, valid: true, created_at: stage.now().toISOString() })
  }
  there('https://carillon.example/hooks/old')
  await webhooks?.registerApp?.(stage.tools, door())
  expect([...telling.webhooks.values()].map(({ url }) => url)).toEqual([address])
  telling.webhooks.clear()
  there('https://elsewhere.example/x')
  await expect(webhooks?.registerApp?.(stage.tools, door())).rejects.toMatchObject({ code: 'hook_limit' })
})

test('what goes to another open door of this house, which shares the app, is left alone', async () => {
  const account = (await stage.join()).view()
  const theirs = { ...door(), address: 'https://carillon.example/hooks/theirs' }
  telling.isProven = async () => true
  await webhooks?.subscribe?.(stage.tools, account, theirs)
  const ours = { ...door(), stands: async (url: string) => url === theirs.address }
  await expect(webhooks?.registerApp?.(stage.tools, ours)).rejects.toMatchObject({ code: 'hook_limit' })
  await webhooks?.unsubscribe?.(stage.tools, account, ours)
  expect([...telling.webhooks.values()].map(({ url }) => url)).toEqual([theirs.address])
  expect(telling.subscriptions.size).toBe(told.length)
})

test('an account that X tells of at another address of the app is said to be, and that address keeps it', async () => {
  const account = (await stage.join()).view()
  telling.isProven = async () => true
  const theirs = { ...door(), address: 'https://carillon.example/hooks/theirs' }
  await webhooks?.subscribe?.(stage.tools, account, theirs)
  const id = fake.state.id()
  telling.webhooks.set(id, { id, url: address, valid: true, created_at: stage.now().toISOString() })
  const ours = { ...door(), stands: async (url: string) => url === theirs.address }
  const refused = { kind: 'rejected', code: 'hook_account_elsewhere' }
  await expect(webhooks?.subscribe?.(stage.tools, account, ours)).rejects.toMatchObject(refused)
  await webhooks?.unsubscribe?.(stage.tools, account, ours)
  expect(telling.subscriptions.size).toBe(told.length)
  expect([...telling.subscriptions.values()].every(({ webhook_id }) => webhook_id !== id)).toBe(true)
})

test('why it is not taken has words', async () => {
  telling.isProven = async () => false
  await expect(webhooks?.registerApp?.(stage.tools, door())).rejects.toMatchObject({
    code: 'hook_unanswered',
  })
  const wrong = door({ apiSecret: 'wrong' })
  await expect(webhooks?.registerApp?.(stage.tools, wrong)).rejects.toMatchObject({
    code: 'hook_keys_refused',
  })
})

test('of an account only what it does itself is asked for, since strangers would decide what it costs', async () => {
  const account = (await stage.join()).view()
  await webhooks?.registerApp?.(stage.tools, door())
  await webhooks?.subscribe?.(stage.tools, account, door())
  await webhooks?.subscribe?.(stage.tools, account, door())
  const there = [...telling.subscriptions.values()]
  expect(there.map(({ event_type }) => event_type)).toEqual([...told])
  expect(there.every(({ filter }) => filter.user_id === account.remoteId)).toBe(true)
  expect(told.filter((name) => !/^(post\.(create|delete)|profile\.update\.\w+)$/.test(name))).toEqual([])
})

test('where X gave the address up or lost it, it is told anew before an account is asked for', async () => {
  const account = (await stage.join()).view()
  await webhooks?.subscribe?.(stage.tools, account, door())
  expect([...telling.webhooks.values()]).toMatchObject([{ url: address, valid: true }])
  expect(telling.subscriptions.size).toBe(told.length)
  // What went there before goes to the new one, and is not told twice.
  telling.webhooks.clear()
  await webhooks?.subscribe?.(stage.tools, account, door())
  const [id] = telling.webhooks.keys()
  expect([...telling.subscriptions.values()].map(({ webhook_id }) => webhook_id)).toEqual(told.map(() => id))
})

test('it is taken back, of this account alone', async () => {
  const [one, other] = [(await stage.join()).view(), (await stage.join()).view()]
  await webhooks?.registerApp?.(stage.tools, door())
  for (const account of [one, other]) await webhooks?.subscribe?.(stage.tools, account, door())
  await webhooks?.unsubscribe?.(stage.tools, one, door())
  const left = new Set([...telling.subscriptions.values()].map(({ filter }) => filter.user_id))
  expect([...left]).toEqual([other.remoteId])
})

testDescription('X', [fake])
