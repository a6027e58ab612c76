import { randomUUID } from 'node:crypto'
import { test } from 'vitest'
import { house } from './house.ts'

test('doors', async () => {
  const home = await house()
  const { context, workspaceId } = await home.signedIn()
  await context.close()
  const at = new Date()
  for (const network of ['tiktok', 'linkedin', 'threads', 'youtube']) {
    const id = randomUUID()
    await home.ctx.db.insertInto('apps').values({
      ...{ id, workspaceId, network, name: `Bakery ${network}`, createdAt: at, updatedAt: at },
      ...home.ctx.secrets.seal({ clientId: '1', clientSecret: 'hush' }, `network app ${id}`),
    }).execute()
  }
  for (const [size, theme, language] of [['phone', 'dark', 'en'], ['desktop', 'light', 'en'], ['phone', 'dark', 'lv'], ['phone', 'dark', 'th']] as const) {
    const { page } = await home.signedIn({ size, theme, language })
    await page.goto('/channels/apps')
    await page.waitForTimeout(2000)
    for (const b of await page.locator('main li button').filter({ hasText: /How to set|Kā iestat|Kā uzst|วิธี/ }).elementHandles()) { await b.click(); await page.waitForTimeout(600) }
    await page.setViewportSize({ width: size === 'phone' ? 390 : 1440, height: 6000 })
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/looks2-s/door-${language}-${size}.png` })
  }
})
