import { beforeAll, expect, test } from 'vitest'
import { saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { addSet } from '../../src/modules/create/hashtags/service.ts'
import { setRule } from '../../src/modules/create/links/service.ts'
import { addSnippet } from '../../src/modules/create/snippets/service.ts'
import type { Network } from '../../src/networks/kit/network.ts'
import { networks } from '../../src/networks/registry.ts'
import { type House, house } from './house.ts'
import { barriers, languages, misfits, shot, sticksOut } from './look.ts'

const people: Record<string, { account: string; handle: string; name: string }> = {
  bluesky: { account: 'did:plc:anna', handle: 'anna.bsky.social', name: 'Anna Ozola' },
  mastodon: { account: 'anna@toot.lv', handle: 'anna@toot.lv', name: 'Anna Ozola' },
}

/** The networks as they are, but for whom they find. */
const finding: Network[] = networks.map((network) => {
  const anna = people[network.manifest.id]
  if (!anna) return network
  const search = async (_tools: unknown, _account: unknown, words: string) =>
    /^ann/i.test(words) ? [anna] : []
  return { ...network, mentions: { search } }
})

/** A page outside says nothing of itself: its link goes out without a card. */
const outside: typeof globalThis.fetch = async () =>
  new Response('<title>Rye</title>', { headers: { 'content-type': 'text/html' } })

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house({ networks: finding, fetch: outside })
  workspaceId = (await home.signedIn()).workspaceId
  const actor = { ...home.actor('owner'), workspaceId }
  for (const [network, name, handle] of [
    ['bluesky', 'Bakery', 'bakery.bsky.social'],
    ['mastodon', 'Rye and salt', '@rye@toot.riga.lv'],
  ] as const) {
    const { id } = await home.ctx.db
      .insertInto('channels')
      .values({
        ...{ workspaceId, network, handle, name, remoteId: crypto.randomUUID(), timeZone: 'Europe/Riga' },
        ...{ server: 'https://example.test', profileUrl: 'https://example.test' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await saveCredential(home.ctx, home.ctx.db, { channelId: id, workspaceId, network }, 'token', null)
    await home.ctx.db
      .insertInto('publications')
      .values({
        ...{ workspaceId, channelId: id, text: 'Fresh #rye today', origin: 'native', kind: 'post' },
        ...{ remoteId: crypto.randomUUID(), publishedAt: new Date() },
      })
      .execute()
  }
  await addSet(home.ctx, actor, { name: 'Bread of the week', tags: ['rye', 'sourdough', 'Riga'] })
  await addSnippet(home.ctx, actor, { name: 'Hours', text: 'Open in {{city}} from eight.' })
  const rule = { enabled: true, source: '{network}', medium: 'social', campaign: '{category}', term: '' }
  await setRule(home.ctx, actor, { ...rule, content: '', excluded: [], version: 0 })
})

test('whom a post mentions, its hashtags, snippets, emoji and links are put in while typing', async () => {
  const { page, complaints } = await home.signedIn({ size: 'desktop', theme: 'light' })
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  const on = page.getByRole('region', { name: 'Channels' }).getByRole('button', { pressed: true })
  await page.goto('/posts/new')
  await text.waitFor()
  while ((await on.count()) > 0) await on.first().click()
  for (const name of ['Bakery (Bluesky)', 'Rye and salt (Mastodon)'])
    await page.getByRole('region', { name: 'Channels' }).getByRole('button', { name, pressed: false }).click()

  await text.click()
  await page.keyboard.type('Baked with @ann')
  await page.getByRole('option').first().waitFor()
  await shot(page, 'writing-mention')
  await page.keyboard.press('Enter')
  await expect.poll(() => text.inputValue()).toBe('Baked with @anna.bsky.social ')
  const mastodon = page.getByRole('figure').filter({ hasText: 'Mastodon' })
  await mastodon.getByText('Baked with Anna Ozola').waitFor()
  await page.getByRole('region', { name: 'Mentioned' }).getByRole('button', { name: /Find/ }).click()
  await page.getByRole('button', { name: /@anna@toot\.lv/ }).click()
  await mastodon.getByText('@anna@toot.lv').waitFor()

  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('#ry')
  await page.getByRole('option', { name: /#rye/ }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('/hou')
  await page.getByRole('option', { name: /Hours/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'city' }).fill('Riga')
  await page.getByRole('dialog').getByRole('button', { name: 'Put it in' }).last().click()
  await expect.poll(() => text.inputValue()).toContain('#rye Open in Riga from eight.')

  await page.getByRole('button', { name: 'Add an emoji' }).click()
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('bread')
  await page.getByRole('button', { name: 'bread', exact: true }).waitFor()
  await shot(page, 'writing-emoji')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'bread', exact: true }).click()
  await expect.poll(() => text.inputValue()).toContain('🍞')
  await page.keyboard.press('Control+z')
  await expect.poll(() => text.inputValue()).not.toContain('🍞')

  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' https://bakery.example/rye')
  await mastodon
    .getByText(/utm_source|bakery\.example/)
    .first()
    .waitFor()
  await page.getByText('How links go out').click()
  await page
    .getByText('https://bakery.example/rye?utm_source=mastodon&utm_medium=social', { exact: true })
    .waitFor()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  await shot(page, 'writing-sent', { whole: true })
  expect(await barriers(page)).toEqual([])
  await expect
    .poll(async () => {
      const [post] = await home.ctx.db.selectFrom('posts').select('content').execute()
      return (post?.content as { mentions?: { accounts: object }[] } | undefined)?.mentions?.[0]?.accounts
    })
    .toEqual({
      bluesky: { account: 'did:plc:anna', handle: 'anna.bsky.social' },
      mastodon: { account: 'anna@toot.lv', handle: 'anna@toot.lv' },
    })
  expect(complaints).toEqual([])
})

test('sets, snippets and the rule for links are kept on a page of their own', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto('/words')
  await page.getByText('Bread of the week').waitFor()
  await page.getByRole('table').getByText('#rye').waitFor()
  await shot(page, 'words-hashtags', { whole: true })
  expect(await barriers(page, 'own')).toEqual([])
  await page.getByRole('button', { name: 'New set' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Spring')
  await page.getByRole('textbox', { name: 'Hashtags' }).fill('#spring, #ฤดูร้อน весна')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('#ฤดูร้อน').waitFor()
  await page.getByRole('button', { name: 'More for Spring' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByText('#ฤดูร้อน').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('#ฤดูร้อน').waitFor()
  await page.getByRole('tab', { name: 'Links' }).click()
  await page.getByRole('textbox', { name: /utm_campaign/ }).fill('{pillar}-{campaign} x')
  await page
    .getByText(/no spaces/)
    .last()
    .waitFor()
  await page.getByRole('textbox', { name: /utm_campaign/ }).fill('{pillar}-{campaign}')
  await page.getByText(/utm_campaign=spring/).waitFor()
  await shot(page, 'words-links', { whole: true })
  expect(await barriers(page, 'own')).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  // The word that it is saved lies over the button for a moment.
  await page.getByRole('textbox', { name: /utm_medium/ }).fill('post')
  await page.getByRole('textbox', { name: /utm_medium/ }).press('Enter')
  await expect
    .poll(() => home.ctx.db.selectFrom('linkRules').select(['medium', 'version']).executeTakeFirst())
    .toEqual({ medium: 'post', version: 3 })
  await page.goto('/posts/new')
  await page.getByRole('button', { name: 'Add hashtags' }).click()
  await page.getByRole('button', { name: 'Add all 3', exact: true }).first().waitFor()
  await shot(page, 'writing-phone')
  expect(await sticksOut(page)).toBe(false)
  expect(await barriers(page, 'own')).toEqual([])
  expect(complaints).toEqual([])
})

test.each(languages)('what is new stands in %s too, on a phone and on a desktop', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const places = { hashtags: '/words', snippets: '/words?tab=snippets', links: '/words?tab=links' }
  expect(await misfits(visit, places, `words-${language}`)).toEqual({})
})
