import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import { createStage } from '../kit/stage.ts'
import { instagram } from './index.ts'

const fake = instagramFake()
const stage = createStage(instagram, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const { webhooks } = instagram
const keys = { verify: 'v', secret: 's', remoteId: null, app: { id: 'app', values: {} }, kept: {} }
const door = { address: 'https://carillon.example/hooks/abc', keys }

test('an account is told of, asked for again without harm, and let go', async () => {
  const account = (await stage.join()).view()
  await webhooks?.subscribe?.(stage.tools, account, door)
  await webhooks?.subscribe?.(stage.tools, account, door)
  expect(fake.state.subscribed.get(account.remoteId)).toEqual(['comments', 'mentions'])
  await webhooks?.unsubscribe?.(stage.tools, { ...account, appId: 'other' }, door)
  expect(fake.state.subscribed.size).toBe(1)
  await webhooks?.unsubscribe?.(stage.tools, account, door)
  expect(fake.state.subscribed.size).toBe(0)
})

test('an account that did not allow comments is told of in words that help', async () => {
  const account = (await stage.join()).view()
  for (const token of fake.state.users.get(account.remoteId)?.tokens ?? [])
    token.permissions = token.permissions.filter((one) => !one.endsWith('manage_comments'))
  await expect(webhooks?.subscribe?.(stage.tools, account, door)).rejects.toMatchObject({
    ...{ kind: 'rejected', code: 'hook_not_allowed' },
  })
})

testDescription('Instagram', [fake])
