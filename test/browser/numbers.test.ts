import { beforeAll, expect, test } from 'vitest'
import { makeDemo } from '../../src/modules/demo/index.ts'
import type { Look } from './browser.ts'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let demo: string
beforeAll(async () => {
  home = await house()
  await home.signedIn()
  demo = (await makeDemo(home.ctx)).workspace.id
})

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'desktop', theme: 'dark' },
  { size: 'phone', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const satisfies Look[]

async function open(look: Look, path: string) {
  const visit = await home.signedIn(look)
  await visit.page.goto(`/w/${demo}${path}`)
  await visit.page.locator('h1').waitFor()
  await visit.page.waitForLoadState('networkidle')
  return visit
}

const pages = [
  ['numbers', '/numbers'],
  ['numbers-rate', '/numbers?metric=er_followers&period=90&compare=none'],
  ['numbers-channels', '/numbers?view=channels'],
  ['numbers-posts', '/numbers?view=posts&sort=engagements'],
  ['goals', '/goals'],
  ['goal-new', '/goals/new'],
] as const

for (const [name, path] of pages)
  test.each(looks)(`${name} has no barriers, $size $theme`, async (look) => {
    const { page, complaints } = await open(look, path)
    await shot(page, `${name}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    expect(complaints).toEqual([])
  })
