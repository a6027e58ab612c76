import { beforeAll, expect, test } from 'vitest'
import { freeze } from '../../src/modules/publish/content/index.ts'
import { type House, house } from './house.ts'
import { faults, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let deliveryId: string

const said = 'Rye bred from the stone oven'

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  const { channels } = await bakery(home, workspaceId)
  const { db } = home.ctx
  const content = { title: '', parts: [{ text: said, media: [], poll: null, link: null, quote: null }] }
  const whole = { ...content, firstReply: null, languages: [], options: {} }
  const due = new Date(Date.now() - 3_600_000)
  const post = await db
    .insertInto('posts')
    .values({ workspaceId, stage: 'scheduled', content: JSON.stringify(content), searchText: said })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('variants')
    .values({ workspaceId, postId: post.id, channelId: channels.mastodon })
    .execute()
  const { json, digest } = freeze(whole as never)
  const delivery = await db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId, postId: post.id, channelId: channels.mastodon, network: 'mastodon' },
      ...{ state: 'published', dueAt: due, nextAt: due, publishedAt: due, key: 'out', content: json, digest },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  deliveryId = delivery.id
  await db
    .insertInto('publications')
    .values({
      ...{ workspaceId, channelId: channels.mastodon, postId: post.id, deliveryId, remoteId: 'r1' },
      ...{ text: said, publishedAt: due, origin: 'ours' },
    })
    .execute()
})

test('a change of what is out is asked for, a post at once too, and a selection is sent to a client', async () => {
  const { page, complaints } = await home.signedIn()
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const rule = await page.context().request.post('/api/v1/approval/rules', {
    headers,
    data: { name: 'Facts', steps: [{ name: 'Facts', how: 'any', roles: ['client', 'manager'] }] },
  })
  expect(rule.ok(), await rule.text()).toBe(true)
  await page.goto(`/deliveries?open=${deliveryId}`)
  await page.getByRole('button', { name: 'Change the words' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Words').fill('Rye bread from the stone oven')
  await form.getByRole('button', { name: 'Change it there' }).click()
  await form.getByText('These words need a yes first').waitFor()
  await shot(page, 'change-lacks', { whole: true })
  await form.getByRole('button', { name: 'Ask for approval' }).click()
  await page.getByText('Other words wait for approval').waitFor()
  await shot(page, 'change-waits', { whole: true })
  expect(await faults(page, [])).toEqual([])
  await page.goto('/approvals?whose=all')
  await page.getByText('Is out already', { exact: false }).first().waitFor()
  await page.getByText('Was to go out', { exact: false }).first().waitFor()
  for (const box of (await page.getByRole('checkbox', { name: /^Choose / }).all()).slice(0, 2))
    await box.click()
  await shot(page, 'queue-selection', { whole: true })
  const { page: small, complaints: told } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await small.goto('/approvals?whose=all')
  await small.getByText('Is out already', { exact: false }).first().waitFor()
  await shot(small, 'queue-phone', { whole: true })
  expect(await faults(small, told)).toEqual([])
  await small.goto(`/deliveries?open=${deliveryId}`)
  await small.getByText('Other words wait for approval').waitFor()
  await shot(small, 'change-phone', { whole: true })
  expect(await faults(small, told)).toEqual([])
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
})
