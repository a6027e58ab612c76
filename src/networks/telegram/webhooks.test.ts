import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { telegramFake } from '../../../test/networks/telegram-fake.ts'
import { createStage } from '../kit/stage.ts'
import { telegram } from './index.ts'

const fake = telegramFake()
const stage = createStage(telegram, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

const address = 'https://carillon.example/hooks/abc'

test('a bot is told our address, and asked back only where it is still ours', async () => {
  const account = (await stage.join()).view()
  const { webhooks } = telegram
  await webhooks?.register?.(stage.tools, account, { address, secret: 'our-secret_1' })
  expect([...fake.state.hooks.values()]).toEqual([{ url: address, secret: 'our-secret_1' }])
  await webhooks?.unregister?.(stage.tools, account, 'https://elsewhere.example/hooks/x')
  expect(fake.state.hooks.size).toBe(1)
  await webhooks?.unregister?.(stage.tools, account, address)
  expect(fake.state.hooks.size).toBe(0)
})

test('a bot that tells another program already is left to it', async () => {
  const account = (await stage.join()).view()
  const { webhooks } = telegram
  await webhooks?.register?.(stage.tools, account, { address, secret: 'our-secret_1' })
  const [bot] = fake.state.hooks.keys()
  const foreign = { url: 'https://shop.example/bot', secret: 'theirs' }
  fake.state.hooks.set(bot ?? 0, foreign)
  await expect(
    webhooks?.register?.(stage.tools, account, { address, secret: 'our-secret_1' }),
  ).rejects.toMatchObject({ kind: 'rejected', code: 'hook_elsewhere' })
  expect([...fake.state.hooks.values()]).toEqual([foreign])
  fake.state.hooks.set(bot ?? 0, { ...foreign, url: 'https://carillon.example/hooks/other' })
  await webhooks?.register?.(stage.tools, account, { address, secret: 'our-secret_1' })
  expect(fake.state.hooks.get(bot ?? 0)?.url).toBe(address)
})

test('an address that Telegram cannot reach is told in words that help', async () => {
  const account = (await stage.join()).view()
  for (const bot of fake.state.hooks.keys()) fake.state.hooks.delete(bot)
  const told = telegram.webhooks?.register?.(stage.tools, account, {
    address: 'http://carillon.example/hooks/abc',
    secret: 'our-secret_1',
  })
  await expect(told).rejects.toMatchObject({ kind: 'rejected', code: 'hook_not_taken' })
})

testDescription('Telegram', [fake])
