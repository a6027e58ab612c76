import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot } from './look.ts'

let home: House

/** An app of a network that is told our address by a person, and a channel of one whose people copy a string of its own. */
beforeAll(async () => {
  home = await house()
  const { context, workspaceId } = await home.signedIn()
  await context.close()
  const [id, at] = [randomUUID(), new Date()]
  await home.ctx.db
    .insertInto('apps')
    .values({
      ...{ id, workspaceId, network: 'facebook', name: 'Bakery', createdAt: at, updatedAt: at },
      ...home.ctx.secrets.seal({ clientId: '1', clientSecret: 'hush' }, `network app ${id}`),
    })
    .execute()
  await home.ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network: 'vk', remoteId: '-7', server: 'https://api.vk.com', handle: '@bakery' },
      ...{ name: 'Bakery community', profileUrl: 'https://vk.com/bakery', timeZone: 'Europe/Riga' },
      state: 'active',
    })
    .execute()
})

test.each(looks)(
  'a door is opened for an app and for a channel, and shows what is to be copied, on a $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    await page.goto('/channels/apps')
    await page.getByText('What networks tell by themselves').waitFor()
    await page.getByText('Networks cannot reach this Carillon').waitFor()
    await page.getByRole('button', { name: 'How to set it up' }).first().click()
    const make = page.getByRole('button', { name: 'Make an address' })
    if (look.size === 'desktop') await make.click()
    await page.getByText('Token to verify').waitFor()
    await page.getByText('Waits for the network').first().waitFor()
    // The drawing beside the step holds the address too.
    await page
      .getByRole('button', { name: /^http.*Copy$/ })
      .first()
      .waitFor()
    if (look.size === 'desktop') {
      await page.getByRole('button', { name: 'How to set it up' }).click()
      await page.getByLabel('String to be returned').fill('ab12cd')
      await page.getByRole('button', { name: 'Make an address' }).click()
    } else await page.getByRole('button', { name: 'How to set it up' }).click()
    await page.getByText('Secret key', { exact: true }).waitFor()
    await shot(page, `doors-${look.size}`, { whole: true })
    expect(await faults(page, complaints)).toEqual([])
  },
  90_000,
)

test('it fits and lacks no text in the other languages', async () => {
  for (const language of languages) {
    const visit = await home.signedIn({ size: 'phone', language })
    expect(await misfits(visit, { apps: '/channels/apps' }, `doors-${language}`)).toEqual({})
    await visit.context.close()
  }
}, 120_000)
