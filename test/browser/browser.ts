import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach } from 'vitest'
import { chromiumPath } from './chromium.ts'

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds here: to make its code the fastest costs a sixth of all work and comes too late.
  '--js-flags=--no-opt --no-maglev --always-sparkplug',
]

let opened: Promise<Browser> | undefined

/** One Chromium for a test file. */
export function browser(): Promise<Browser> {
  opened ??= chromium.launch({ executablePath: chromiumPath(), args: flags })
  return opened
}

afterAll(async () => (await opened)?.close())

export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const

export type Look = {
  size?: keyof typeof sizes
  theme?: 'light' | 'dark'
  language?: string
  motion?: 'reduce' | 'no-preference'
}

/** What the page said that it should not have: errors, and refusals of the content security policy. */
export type Complaints = string[]

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

export type Visitor = { page: Page; context: BrowserContext; complaints: Complaints }

/** Browsers of the test that runs; those that a file opens before its first test stay until its end. */
const ofThisTest = new Set<BrowserContext>()
beforeEach(() => ofThisTest.clear())
// A page left open goes on working, and each would slow those after it.
afterEach(async () => {
  for (const context of ofThisTest) await context.close()
})

/** Somebody with a browser of their own, with the cookies of another if wished. */
export async function visitor(url: string, look: Look = {}, session?: Session): Promise<Visitor> {
  const phone = look.size === 'phone'
  const context = await (await browser()).newContext({
    baseURL: url,
    ...(session && { storageState: session }),
    viewport: sizes[look.size ?? 'desktop'],
    colorScheme: look.theme ?? 'light',
    locale: look.language ?? 'en-GB',
    timezoneId: 'Europe/Riga',
    reducedMotion: look.motion ?? 'reduce',
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
  })
  ofThisTest.add(context)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: Complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refused request (401 before the sign-in) is an answer, not a fault of the page.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4'))
      complaints.push(message.text())
  })
  return { page, context, complaints }
}
