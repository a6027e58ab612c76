import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type House, house } from './house.ts'
import { faults, languages, looks, misfits, shot } from './look.ts'

let home: House

/**
 * An app of a network that is told our address by a person, one of a network that charges, one with an account that cannot be
 * told of, and a channel of one whose people copy a string of its own.
 */
beforeAll(async () => {
  home = await house()
  const { context, workspaceId } = await home.signedIn()
  await context.close()
  const at = new Date()
  const app = async (network: string, name: string) => {
    const id = randomUUID()
    await home.ctx.db
      .insertInto('apps')
      .values({
        ...{ id, workspaceId, network, name, createdAt: at, updatedAt: at },
        ...home.ctx.secrets.seal({ clientId: '1', clientSecret: 'hush' }, `network app ${id}`),
      })
      .execute()
    return id
  }
  await app('facebook', 'Bakery')
  await app('x', 'Bakery at X')
  await inTrouble(workspaceId, await app('instagram', 'Bakery pictures'))
  await home.ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network: 'vk', remoteId: '-7', server: 'https://api.vk.com', handle: '@bakery' },
      ...{ name: 'Bakery community', profileUrl: 'https://vk.com/bakery', timeZone: 'Europe/Riga' },
      state: 'active',
    })
    .execute()
})

/** A door that could be told, and one account of two that could not. */
async function inTrouble(workspaceId: string, appId: string): Promise<void> {
  const { ctx } = home
  const [doorId, now] = [randomUUID(), new Date()]
  await ctx.db
    .insertInto('webhookDoors')
    .values({
      ...{ id: doorId, workspaceId, network: 'instagram', appId, digest: randomBytes(32) },
      ...ctx.secrets.seal({ path: 'p', verify: 'v', secret: 's', kept: {} }, `webhook door ${doorId}`),
      ...{ createdAt: now, registeredAt: now, heard: 12, heardAt: now },
    })
    .execute()
  for (const [name, code] of [
    ['Bakery bread', null],
    ['Bakery cakes', 'hook_not_allowed'],
  ] as const) {
    const { id: channelId } = await ctx.db
      .insertInto('channels')
      .values({
        ...{ workspaceId, network: 'instagram', remoteId: name, server: 'https://graph.instagram.com' },
        ...{ handle: '@bakery', name, profileUrl: 'https://instagram.com/bakery', timeZone: 'Europe/Riga' },
        ...{ state: 'active', appId },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.db
      .insertInto('webhookSubscriptions')
      .values({
        ...{ workspaceId, channelId, doorId, triedAt: now, subscribedAt: code ? null : now },
        ...{ troubleCode: code, trouble: code && 'Instagram does not let Carillon do that.' },
      })
      .execute()
  }
}

test.each(looks)(
  'a door is opened for an app and for a channel, and shows what is to be copied, on a $size, $theme',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    await page.goto('/channels/apps')
    await page.getByText('What networks tell by themselves').waitFor()
    await page.getByText('Networks cannot reach this Carillon').waitFor()
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name }).last()
    const unfold = (name: string) => row(name).getByRole('button', { name: 'How to set it up' }).click()
    const first = look.size === 'desktop'
    await page.getByText('Bakery cakes: The network does not let Carillon').waitFor()
    await page.getByText('Asked to tell of 1 account of 2').waitFor()
    await unfold('Posts, comments and reactions')
    if (first)
      await row('Posts, comments and reactions').getByRole('button', { name: 'Make an address' }).click()
    await page.getByText('Token to verify').waitFor()
    await page.getByText('Waits for the network').first().waitFor()
    // The drawing beside the step holds the address too.
    await page
      .getByRole('button', { name: /^http.*Copy$/ })
      .first()
      .waitFor()
    await unfold('New posts, comments, likes')
    if (first) {
      await page.getByLabel('String to be returned').fill('ab12cd')
      await row('New posts, comments, likes').getByRole('button', { name: 'Make an address' }).click()
    }
    await page.getByText('Secret key', { exact: true }).waitFor()
    await unfold('Posts that were published or deleted')
    const dear = row('Posts that were published or deleted')
    await dear.getByText('It costs money').waitFor()
    const tell = dear.getByRole('button', { name: 'Tell the network now' })
    await dear.getByLabel('API key', { exact: true }).fill('key')
    await dear.getByLabel('Secret of the API key').fill('hush')
    expect(await tell.isDisabled()).toBe(true)
    await dear.getByLabel('I agree that X charges for this').click()
    expect(await tell.isDisabled()).toBe(false)
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
