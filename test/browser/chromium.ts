import { existsSync } from 'node:fs'

/** The headless shell is the same engine without the window around it, and opens a page in half the time. */
const known = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
export function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? known.find((one) => existsSync(one))
  if (path) return path
  throw new Error(
    `There is no Chromium at ${known.join(' or ')}. Install it (apt-get install chromium-headless-shell), or name yours in CHROMIUM_PATH.`,
  )
}
