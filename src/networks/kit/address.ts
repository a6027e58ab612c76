/** Parameters that say where a reader came from, and not which page it is. */
const trackers =
  /^(?:utm_[a-z_]{1,30}|fbclid|gclid|dclid|msclkid|yclid|igsh|igshid|mc_cid|mc_eid|ref_src|ref_url|_openstat)$/i

/** As people write an address, who leave out its beginning. */
export function withScheme(typed: string): string {
  const text = typed.trim()
  return text === '' || /^[a-z][a-z\d+.-]{0,20}:\/\//i.test(text) ? text : `https://${text}`
}

/** A web address, written with or without its scheme; null for what is none. */
export function webAddress(typed: string): URL | null {
  const url = URL.parse(withScheme(typed))
  return url && /^https?:$/.test(url.protocol) ? url : null
}

/**
 * By what two ways of writing one address are known to be the same: `HTTPS://www.Example.org/a/?y=2&x=1` and
 * `example.org/a?x=1&y=2`. null for what is no web address. `tracked`: where its readers came from makes it another one.
 */
export function addressKey(written: string, { tracked = false } = {}): string | null {
  const url = webAddress(written)
  if (!url) return null
  const host = url.hostname.replace(/^(?:www|m|mobile)\./, '')
  if (!host.includes('.')) return null
  const named = [...url.searchParams]
    .filter(([name]) => tracked || !trackers.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
  const asked = named.length > 0 ? `?${named.join('&')}` : ''
  return `${host}${url.port && `:${url.port}`}${pathOf(url)}${asked}${url.hash}`
}

/** Without its last slash, and letters as they are read. */
function pathOf({ pathname }: URL): string {
  const path = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Whether two addresses are the same page, however they are written. */
export const isSameAddress = (one: string, other: string): boolean =>
  one === other || (addressKey(one) !== null && addressKey(one) === addressKey(other))
