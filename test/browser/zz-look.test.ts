import { test, beforeAll } from 'vitest'
import sharp from 'sharp'
import { networks } from '../../src/networks/registry.ts'
import { type House, house } from './house.ts'
import { shot, barriers, sticksOut, smallTargets } from './look.ts'

let home: House
beforeAll(async () => { home = await house({ networks }) })

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'light' },
  { size: 'desktop', theme: 'dark' },
  { size: 'phone', theme: 'dark' },
] as const

test('look', async () => {
  const first = await home.signedIn({ size: 'desktop' })
  const ws = first.workspaceId
  const rows = [
    ['bluesky', 'Riga Bakery', '@bakery.bsky.social', 'Europe/Riga'],
    ['mastodon', 'Riga Bakery', '@bakery@toot.riga.lv', 'Europe/Riga'],
    ['feed', 'Bakery news', 'news', 'Asia/Tokyo'],
  ]
  for (const [network, name, handle, timeZone] of rows)
    await home.ctx.db.insertInto('channels').values({ workspaceId: ws, network, remoteId: crypto.randomUUID(), server: 'https://x.test', handle, name, profileUrl: 'https://x.test', timeZone } as never).execute()
  const png = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#b5651d' } }).png().toBuffer()
  for (const look of looks) {
    const { page, complaints } = await home.signedIn(look)
    const name = (what: string) => `${what}-${look.size}-${look.theme}`
    await page.goto('/posts/new')
    await page.getByPlaceholder('What do you want to say?').waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, name('1-empty'))
    for (const chip of ['Riga Bakery', 'Bakery news'])
      for (const button of await page.locator('section[aria-label="Channels"] button', { hasText: chip }).all())
        if ((await button.getAttribute('aria-pressed')) === 'false') await button.click()
    await page.getByPlaceholder('What do you want to say?').fill('Svaiga rudzu maize no septiņiem rītā! ขนมปังสดใหม่ทุกเช้า 🥖 Nāciet pie mums uz Miera ielas, kur katru dienu cepam pēc vecmāmiņas receptes. #maize #riga @janis@toot.riga.lv ' + 'Nothing smells better than bread at dawn. '.repeat(4) + 'https://bakery.example.com/rye/sourdough?utm_source=x')
    await page.locator('input[type=file]').setInputFiles({ name: 'loaf.png', mimeType: 'image/png', buffer: png })
    await page.getByPlaceholder('What does it show?').waitFor()
    await page.waitForTimeout(2500)
    await shot(page, name('2-written'), { whole: true })
    console.log(name('barriers'), await barriers(page), 'out', await sticksOut(page), 'small', await smallTargets(page))
    await page.getByRole('tab', { name: /Riga Bakery/ }).first().click()
    await page.waitForTimeout(300)
    await shot(page, name('3-channel'), { whole: true })
    if (look.size === 'phone') {
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.waitForTimeout(600)
      await shot(page, name('4-preview'))
      await page.keyboard.press('Escape')
    }
    console.log(name('complaints'), complaints, page.url())
  }
}, 240_000)
