import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import { createStage } from '../kit/stage.ts'
import { linkedin } from './index.ts'

const fake = linkedinFake()
const stage = createStage(linkedin, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const { webhooks } = linkedin
const app = { id: 'app', values: { clientId: 'c', clientSecret: 'hush' } }
const keys = { verify: 'v', secret: 's', remoteId: null, app, kept: { applicationId: '123456' } }
const door = { address: 'https://carillon.example/hooks/abc', keys }
const call = (body: string, headers: Record<string, string> = {}) => ({
  ...{ method: 'POST' as const, query: {} as Record<string, string>, headers, body: Buffer.from(body) },
})
const hex = (text: string, secret = 'hush') => createHmac('sha256', secret).update(text).digest('hex')
const code = '890e4665-4dfe-4ab1-b689-ed553bceeed0'
const ask = (challengeCode: string) =>
  webhooks?.challenge?.({ ...call(''), method: 'GET', query: { challengeCode } }, keys)

test('LinkedIn is answered with its word, signed by the secret of the app, and nothing else is signed', () => {
  expect(JSON.parse(ask(code)?.body ?? '')).toEqual({ challengeCode: code, challengeResponse: hex(code) })
  for (const forged of ['', 'hmacsha256={}', '{"type":"x"}', `${code} `, code.slice(1)])
    expect(ask(forged)).toBeNull()
})

test('a call is heard under the secret of its app, with or without the word before the signature', () => {
  const body = '{"type":"x"}'
  const signed = (signature: string) => webhooks?.isSigned(call(body, { 'x-li-signature': signature }), keys)
  const right = hex(`hmacsha256=${body}`)
  expect([signed(right), signed(`hmacsha256=${right}`)]).toEqual([true, true])
  for (const wrong of [
    '',
    'hmacsha256=',
    hex(body),
    hex(`hmacsha256=${body}`, 'other'),
    hex(`hmacsha256=${body} `),
  ])
    expect(signed(wrong)).toBe(false)
  const none = { ...keys, app: null }
  expect(webhooks?.isSigned(call(body, { 'x-li-signature': right }), none)).toBe(false)
})

test('what people do with posts of a page is looked at; a mention elsewhere is not', () => {
  const entity = 'urn:li:organization:7'
  const one = (notificationId: number, action: string, sourcePost: string) => ({
    ...{
      notificationId,
      action,
      sourcePost,
      organizationalEntity: entity,
      lastModifiedAt: 1_893_456_000_000,
    },
    subscriber: 'urn:li:person:a',
  })
  const body = JSON.stringify({
    type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS',
    notifications: [
      one(1, 'LIKE', 'urn:li:share:5'),
      one(2, 'COMMENT', 'urn:li:activity:6'),
      one(3, 'SHARE_MENTION', 'urn:li:share:8'),
    ],
  })
  const told = webhooks?.read(call(body), keys)
  expect(told?.at).toEqual(new Date('2030-01-01T00:00:00Z'))
  expect(new Set(told?.events).size).toBe(3)
  expect(told?.nudges).toEqual([
    { remoteId: entity, of: 'numbers', post: 'urn:li:share:5' },
    { remoteId: entity, of: 'numbers', post: null },
  ])
  expect(webhooks?.read(call('{"type":"LEAD_ACTION","notifications":[]}'), keys)).toBeNull()
})

test('a page is asked for by whoever joined it, again without doubling, and taken back', async () => {
  const account = (await stage.join()).view()
  await webhooks?.subscribe?.(stage.tools, account, door)
  await webhooks?.subscribe?.(stage.tools, account, door)
  expect([...fake.state.subscriptions.values()]).toEqual([door.address])
  expect([...fake.state.subscriptions.keys()][0]).toContain(account.remoteId)
  // Signed in by another app since: the door is not this one's any more.
  await webhooks?.unsubscribe?.(stage.tools, { ...account, appId: 'other' }, door)
  expect(fake.state.subscriptions.size).toBe(1)
  await webhooks?.unsubscribe?.(stage.tools, account, door)
  await webhooks?.unsubscribe?.(stage.tools, account, door)
  expect(fake.state.subscriptions.size).toBe(0)
})

test('an app whose use of webhooks was not approved, and one whose number nobody wrote down, is told in words', async () => {
  const account = (await stage.join()).view()
  const unknown = { ...door, keys: { ...keys, kept: {} } }
  await expect(webhooks?.subscribe?.(stage.tools, account, unknown)).rejects.toMatchObject({
    code: 'hook_app_unknown',
  })
  fake.state.mayTell = false
  await expect(webhooks?.subscribe?.(stage.tools, account, door)).rejects.toMatchObject({
    ...{ kind: 'rejected', code: 'hook_not_allowed' },
  })
  fake.state.mayTell = true
})

testDescription('LinkedIn', [fake])
