import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { chromiumPath } from '../test/browser/chromium.ts'
import { makeOwner, startProgram } from '../test/program.ts'
import { type Figure, round } from './frame/figure.ts'

export const names = ['calendar-js-gzip-kb'] as const

const person = { email: 'ieva@example.com', password: 'violet kettle harbour nine' }

/** A browser that was never here opens the calendar; every script that it fetches until it is at rest is counted. */
export async function run(): Promise<Figure[]> {
  const program = await startProgram()
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--headless=new', '--no-sandbox', '--disable-gpu'],
  })
  try {
    const { workspaceId } = await makeOwner(program)
    const context = await browser.newContext({ baseURL: program.url })
    const signedIn = await context.request.post('/api/v1/sign-in', { data: person })
    if (!signedIn.ok()) throw new Error(`Nobody was let in: ${await signedIn.text()}`)
    const page = await context.newPage()
    const scripts: string[] = []
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(response.url())
    })
    await page.goto(`/w/${workspaceId}/calendar`, { waitUntil: 'networkidle' })
    await page.locator('h1').waitFor()
    const sizes = await Promise.all([...new Set(scripts)].map(gzipSize))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    return [
      {
        name: 'calendar-js-gzip-kb',
        value: round(total / 1000, 0),
        unit: 'kB',
        target: 300,
        better: 'less',
        peer: 'Postiz 1730 kB',
        how: `The ${sizes.length} scripts that a fresh browser fetches to show the calendar, until its network rests, each compressed by gzip at level 9 (browsers get brotli, which is smaller).`,
      },
    ]
  } finally {
    await browser.close()
    await program.remove()
  }
}

async function gzipSize(url: string): Promise<number> {
  return gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length
}
