import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { networks } from '../../src/networks/registry.ts'
import type { Visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, looks, shot, sticksOut } from './look.ts'

/** The only page that there is outside: the bakery's own. */
const bakery: typeof globalThis.fetch = async (input) => {
  if (String(input) !== 'https://bakery.example/') throw new Error(`Nobody expected ${String(input)}`)
  const head = '<title>Bakery</title><meta property="og:description" content="Bread from the stone oven">'
  return new Response(head, { headers: { 'content-type': 'text/html' } })
}

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house({ networks, fetch: bakery })
  workspaceId = (await home.signedIn()).workspaceId
  for (const [network, name, handle, timeZone] of [
    ['bluesky', 'Bakery', '@bakery.bsky.social', 'Europe/Riga'],
    ['mastodon', 'Rye and salt', '@rye@toot.riga.lv', 'Europe/Riga'],
    ['feed', 'Bakery news', 'news', 'Asia/Tokyo'],
  ] as const)
    await home.ctx.db
      .insertInto('channels')
      .values({
        workspaceId,
        network,
        remoteId: crypto.randomUUID(),
        server: 'https://example.test',
        handle,
        name,
        profileUrl: 'https://example.test',
        timeZone,
      })
      .execute()
})

type Page = Visitor['page']

const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
const choose = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Channels' }).getByRole('button', { name, pressed: false }).click()

async function begin(page: Page, words: string, channels: readonly string[]): Promise<string> {
  await page.goto('/posts/new')
  await text(page).waitFor()
  const on = page.getByRole('region', { name: 'Channels' }).getByRole('button', { pressed: true })
  while ((await on.count()) > 0) await on.first().click()
  for (const channel of channels) await choose(page, channel)
  await text(page).fill(words)
  await saved(page)
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Saving waits a moment after the last key, and a busy machine takes its time. */
const soon = { timeout: 15_000 }

const postOf = (id: string) =>
  home.ctx.db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const firstText = async (id: string) => (await postOf(id)).content as { parts: { text: string }[] }

test('a post is written, saved by itself, tailored for one channel and follows the idea again', async () => {
  const { page, complaints } = await home.signedIn()
  const id = await begin(page, 'Fresh rye bread from seven', ['Bakery (Bluesky)', 'Rye and salt (Mastodon)'])
  await page.getByRole('tab', { name: /Rye and salt/ }).click()
  await text(page).fill('Fresh rye bread from seven. Come early!')
  await saved(page)
  await page.getByRole('tab', { name: /Idea/ }).click()
  await text(page).fill('Fresh rye bread from eight')
  await page.getByRole('figure').filter({ hasText: 'Mastodon' }).getByText('Come early!').waitFor()
  await page.getByRole('figure').filter({ hasText: 'Bluesky' }).getByText('from eight').waitFor()
  await page.getByRole('tab', { name: /Rye and salt/ }).click()
  await page.getByRole('button', { name: 'Follow the idea again' }).click()
  expect(await text(page).inputValue()).toBe('Fresh rye bread from eight')
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await text(page).inputValue()).toContain('Come early!')
  await expect.poll(async () => (await firstText(id)).parts[0]?.text, soon).toBe('Fresh rye bread from eight')
  expect(complaints).toEqual([])
})

test('the page stays where it is scrolled to when a new post gets its address', async () => {
  const { page } = await home.signedIn({ size: 'phone' })
  const { promise: scrolled, resolve: goOn } = Promise.withResolvers<void>()
  await page.route('**/api/v1/posts', async (route) => {
    await scrolled
    await route.continue()
  })
  await page.goto('/posts/new')
  await text(page).fill('Rye bread, told on the way down')
  await page.evaluate('scrollTo(0, 300)')
  const at = await page.evaluate<number>('scrollY')
  goOn()
  await saved(page)
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/)
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  expect(at).toBeGreaterThan(100)
  expect(Math.abs((await page.evaluate<number>('scrollY')) - at)).toBeLessThan(60)
})

test('the room left is counted as the network counts, and a text too long becomes a thread at one press', async () => {
  const { page } = await home.signedIn()
  const family = '👩‍👩‍👧'
  await begin(page, `${family}${'a'.repeat(298)}`, ['Bakery (Bluesky)', 'Rye and salt (Mastodon)'])
  await page.getByText('1 character left on Bluesky').waitFor()
  await text(page).fill(`${'A sentence that fills the room. '.repeat(12)}`)
  await page.getByText(/characters are too many: 300 are taken/).waitFor()
  await page.getByRole('button', { name: /Make 2 posts of it for Bakery/ }).click()
  await page.getByRole('region', { name: 'Post 2 of 2' }).waitFor()
  expect(await page.getByText(/are too many/).count()).toBe(0)
  await page.getByRole('tab', { name: /Idea/ }).click()
  expect(await text(page).inputValue()).toHaveLength(12 * 32)
})

test('a draft survives a reload before it was saved, and a lost connection', async () => {
  const { page, context } = await home.signedIn()
  await page.goto('/posts/new')
  await text(page).fill('Written in the tunnel')
  await page.reload()
  await text(page).waitFor()
  await expect.poll(() => text(page).inputValue(), soon).toBe('Written in the tunnel')
  await saved(page)
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/)
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await context.setOffline(true)
  await text(page).fill('Written without a line')
  await page.getByText('No connection: kept on this device').waitFor()
  await context.setOffline(false)
  await expect.poll(async () => (await firstText(id)).parts[0]?.text, soon).toBe('Written without a line')
})

test('two tabs that change the same are told, and both sides stay until one decides', async () => {
  const { page, context } = await home.signedIn()
  const id = await begin(page, 'Bread', ['Bakery (Bluesky)'])
  const other = await context.newPage()
  await other.goto(`/posts/${id}`)
  await text(other).waitFor()
  await context.setOffline(true)
  await text(page).fill('Bread from here')
  await page.getByText('No connection').waitFor()
  await context.setOffline(false)
  await text(other).fill('Bread from there')
  const alert = page.getByRole('status').filter({ hasText: 'Somebody changed the same' })
  const alertThere = other.getByRole('status').filter({ hasText: 'Somebody changed the same' })
  await Promise.race([alert.waitFor(), alertThere.waitFor()])
  const asked = (await alert.count()) > 0 ? page : other
  const mine = asked === page ? 'Bread from here' : 'Bread from there'
  expect(await text(asked).inputValue()).toBe(mine)
  expect(await barriers(asked)).toEqual([])
  await asked.getByRole('button', { name: 'Compare' }).click()
  for (const words of ['Bread from here', 'Bread from there'])
    await asked.getByRole('dialog').getByText(words, { exact: true }).waitFor()
  await shot(asked, 'conflict')
  await asked.keyboard.press('Escape')
  await asked.getByRole('button', { name: 'Keep mine' }).click()
  await saved(asked)
  await expect.poll(async () => (await firstText(id)).parts[0]?.text, soon).toBe(mine)
})

test('what another tab does elsewhere in the post comes in by itself', async () => {
  const { page, context } = await home.signedIn()
  const id = await begin(page, 'Bread', ['Bakery (Bluesky)'])
  const other = await context.newPage()
  await other.goto(`/posts/${id}`)
  await text(other).waitFor()
  await choose(other, 'Bakery news (Own feed)')
  await saved(other)
  await page.getByRole('tab', { name: /Bakery news/ }).waitFor()
  await text(page).fill('Bread and butter')
  await saved(page)
  await expect.poll(() => text(other).inputValue(), soon).toBe('Bread and butter')
})

test('pictures come by file and by paste, ask for words, and are put in order by keyboard', async () => {
  const { page } = await home.signedIn()
  const id = await begin(page, 'Two loaves', ['Bakery (Bluesky)'])
  const png = (background: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .png()
      .toBuffer()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'first.png', mimeType: 'image/png', buffer: await png('#a31') })
  await page.getByRole('list', { name: 'Pictures and films' }).getByRole('listitem').waitFor()
  const pasted = (await png('#13a')).toString('base64')
  await page.evaluate(
    `(() => {
      const bytes = Uint8Array.from(atob('${pasted}'), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'second.png', { type: 'image/png' }))
      const where = document.querySelector('textarea')
      where.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })()`,
  )
  const alts = page.getByRole('textbox', { name: /Alt text/ })
  await expect.poll(() => alts.count(), soon).toBe(2)
  await alts.nth(0).fill('The red loaf')
  await alts.nth(1).fill('The blue loaf')
  const grip = page.getByRole('button', { name: 'Move', exact: true })
  await grip.nth(1).focus()
  await page.keyboard.press('Space')
  await page.waitForTimeout(200)
  await page.keyboard.press('ArrowUp')
  await page.waitForTimeout(200)
  await page.keyboard.press('Space')
  await expect.poll(() => alts.nth(0).inputValue(), soon).toBe('The blue loaf')
  const kept = async () => {
    const { parts } = (await postOf(id)).content as { parts: { media: { alt: string }[] }[] }
    return parts[0]?.media.map((one) => one.alt)
  }
  await expect.poll(kept, soon).toEqual(['The blue loaf', 'The red loaf'])
})

test('a post is scheduled by keyboard, looked at, and taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await begin(page, 'Bread tomorrow', ['Bakery (Bluesky)', 'Bakery news (Own feed)'])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Choose a day and a time.').waitFor()
  await page.getByRole('button', { name: /^Date:/ }).click()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByText(/Tokyo/).first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/^Scheduled for/).waitFor()
  await page.getByRole('heading', { name: 'Where it goes' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await shot(page, 'post-detail-desktop')
  await page.getByRole('button', { name: 'Undo' }).click()
  await text(page).waitFor()
  expect(complaints).toEqual([])
})

test('a scheduled post is changed only when somebody says so', async () => {
  const { page } = await home.signedIn()
  const id = await begin(page, 'Bread for Friday', ['Bakery (Bluesky)'])
  await page.getByText('Now', { exact: true }).first().click()
  await page.getByText('At a time', { exact: true }).click()
  await page.getByRole('button', { name: /^Date:/ }).click()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Schedule/ }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await text(page).fill('Bread for Saturday')
  await page.getByText('Changes are only on this device').waitFor()
  expect((await firstText(id)).parts[0]?.text).toBe('Bread for Friday')
  await page.getByRole('button', { name: /^Save changes/ }).click()
  await page.getByRole('button', { name: 'Edit' }).waitFor()
  const delivery = await home.ctx.db
    .selectFrom('deliveries')
    .select('content')
    .where('postId', '=', id)
    .executeTakeFirstOrThrow()
  expect(delivery.content).toMatchObject({ parts: [{ text: 'Bread for Saturday' }] })
})

test('posts are listed, found, deleted and brought back', async () => {
  const { page } = await home.signedIn()
  await begin(page, 'A very particular croissant', ['Bakery (Bluesky)'])
  await page.goto('/posts?shelf=drafts')
  await page.getByRole('searchbox', { name: 'Search in posts' }).fill('particular')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'croissant' }).count(), soon).toBe(1)
  await page.getByRole('button', { name: /More for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('No post fits these filters').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: /croissant/ }).waitFor()
})

test.each(looks)('writing, list and library have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await begin(page, 'Look at this bread https://bakery.example/ #rye', [
    'Bakery (Bluesky)',
    'Rye and salt (Mastodon)',
  ])
  for (const [name, go] of [
    ['composer', () => page.getByRole('textbox', { name: 'Title of the card' }).waitFor()],
    ['composer-channel', () => page.getByRole('tab', { name: /Rye and salt/ }).click()],
    [
      'posts',
      () => page.goto('/posts').then(() => page.getByRole('link', { name: /bread/i }).first().waitFor()),
    ],
    ['media', () => page.goto('/media').then(() => page.waitForLoadState('networkidle'))],
  ] as const) {
    await go()
    await shot(page, `${name}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page), name).toEqual([])
    expect(await sticksOut(page), name).toBe(false)
  }
  expect(complaints).toEqual([])
})
