/**
 * The host of a web address or of what somebody wrote of a site, always written the same: small letters, other alphabets as
 * the network writes them (`xn--…`), without `www.`, port, trailing dot and whatever stands around it. Empty where it is none.
 */
export function hostOf(written: string): string {
  const text = written.trim()
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
  // Without a beginning that says so, what has an `@` is a mail address or somebody's handle.
  if (!whole && /[@\s]/.test(text)) return ''
  const address = whole ? text : `https://${text}`
  if (!URL.canParse(address)) return ''
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return ''
  return hostname.replace(/\.+$/, '').replace(/^www\.(?=[^.]+\.)/, '')
}

/** Whether a host is a name that somebody can own: labels of which the last is no number, so no address of a machine. */
export const isSite = (host: string): boolean =>
  /^(?!.{254})([a-z\d-]{1,63}\.)+(?!\d+$)[a-z\d-]{2,63}$/.test(host)

/** Whether a host is a site or lies under it, however both are written; `notbrand.example` is not under `brand.example`. */
export function isUnder(written: string, site: string): boolean {
  const [host, whole] = [hostOf(written), hostOf(site)]
  return whole !== '' && (host === whole || host.endsWith(`.${whole}`))
}
