import { afterAll, beforeAll, expect, test } from 'vitest'
import { networks } from '../../src/networks/registry.ts'
import { dispatch } from '../factories/delivery.ts'
import { vkFake } from '../networks/vk-fake.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, misfits, shot } from './look.ts'

const fake = vkFake()
let home: House

beforeAll(async () => {
  await fake.start(() => new Date())
  const [[origin, door] = ['', '']] = Object.entries(fake.doors())
  home = await house({
    networks,
    fetch: (input, init) => fetch(String(input).replace(origin, door), init),
  })
})
afterAll(() => fake.stop())

test('a community of VK is joined with a key, and what is written for it in the composer goes out to it', async () => {
  const { group, token } = fake.state.addGroup({ name: 'Bakery on the corner', screenName: 'corner_bakery' })
  const { page, complaints } = await home.signedIn()
  await page.goto('/channels?join=vk')
  await page.getByRole('tab', { name: 'The community’s key' }).click()
  await page.getByText('It belongs to one community').waitFor()
  await page.getByRole('tab', { name: 'A person’s key' }).click()
  await page.getByLabel('Access key').fill(`vk1.a.${'x'.repeat(40)}`)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'VK does not take this key any more' }).waitFor()
  await shot(page, 'vk-join-refused')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Access key').fill(token)
  await page.getByPlaceholder('vk.com/bakery').fill('vk.com/corner_bakery')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('heading', { name: group.name }).waitFor()
  await shot(page, 'vk-channel', { whole: true })
  expect(await faults(page, complaints)).toEqual([])

  await page.goto('/posts/new')
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.waitFor()
  const chip = page
    .getByRole('region', { name: 'Channels' })
    .getByRole('button', { name: `${group.name} (VK)` })
  if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click()
  await text.fill('Fresh from seven.\nRye or wheat?')
  await page.getByRole('figure').filter({ hasText: 'VK' }).getByText('Rye or wheat?').waitFor()
  await shot(page, 'vk-composer', { whole: true })
  await page.getByText('Now', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('On its way').waitFor()
  await dispatch(home)
  expect(await fake.published(String(-group.id))).toMatchObject([
    { text: 'Fresh from seven.\nRye or wheat?' },
  ])
  expect(complaints).toEqual([])
})

test.each(languages)('in %s the form and the channel say everything and fit', async (language) => {
  const visit = await home.signedIn({ size: 'phone', theme: 'dark', language })
  const [channel] = await home.ctx.db.selectFrom('channels').select('id').execute()
  const places = { join: '/channels?join=vk', channel: `/channels/${channel?.id}` }
  expect(await misfits(visit, places, `vk-${language}`)).toEqual({})
})
