import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import { createStage } from '../kit/stage.ts'
import { facebook } from './index.ts'

const fake = facebookFake()
const stage = createStage(facebook, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const { webhooks } = facebook
const metadata = 'pages_manage_metadata'
const app = { id: 'app', values: {} }
const keys = { verify: 'v', secret: 's', remoteId: null, app, kept: {} }
const door = { address: 'https://carillon.example/hooks/abc', keys }

async function page(scopes: string[]) {
  fake.state.granted = [...fake.state.granted.filter((one) => one !== metadata), ...scopes]
  return (await stage.join()).view()
}

test('a page tells of what the app has chosen, asked for again without harm, and is let go', async () => {
  const account = await page([metadata])
  await webhooks?.subscribe?.(stage.tools, account, door)
  await webhooks?.subscribe?.(stage.tools, account, door)
  expect(fake.state.subscribed.get(account.remoteId)).toEqual(['feed', 'mention'])
  await webhooks?.unsubscribe?.(stage.tools, { ...account, appId: 'other' }, door)
  expect(fake.state.subscribed.size).toBe(1)
  await webhooks?.unsubscribe?.(stage.tools, account, door)
  expect(fake.state.subscribed.size).toBe(0)
})

test('a page that was joined without the right is not asked for, and one whose right was taken back says why', async () => {
  const without = await page([])
  await expect(webhooks?.subscribe?.(stage.tools, without, door)).rejects.toMatchObject({
    code: 'hook_not_allowed',
  })
  const account = await page([metadata])
  for (const [, token] of fake.state.tokensOf(account.remoteId))
    token.scopes = token.scopes.filter((one) => one !== metadata)
  await expect(webhooks?.subscribe?.(stage.tools, account, door)).rejects.toMatchObject({
    ...{ kind: 'rejected', code: 'hook_not_allowed' },
  })
})

test('the right is asked for only where the app at Meta has it: with one too many the sign-in is refused', async () => {
  const back = { uri: 'https://carillon.example/connect/facebook/back', state: 'state' }
  const scopes = async (values: Record<string, string>) => {
    const { values: own, id } = await stage.tools.app()
    const tools = { ...stage.tools, app: async () => ({ id, values: { ...own, ...values } }) }
    const begun = await facebook.connect.begin?.(tools, 'login', {}, back)
    return new URL(begun?.url ?? '').searchParams.get('scope')?.split(',')
  }
  expect(await scopes({})).not.toContain(metadata)
  expect(await scopes({ metadata: 'no' })).not.toContain(metadata)
  expect(await scopes({ metadata: 'yes' })).toContain(metadata)
})

testDescription('Facebook', [fake])
