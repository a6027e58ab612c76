import { isIP } from 'node:net'
import { isPublicAddress } from './address.ts'
import { OutboundError, outboundError } from './error.ts'

/** Is this host one that the operator named? */
export type Allowed = (hostname: string, port: string) => boolean

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' }

/** Reads `CARILLON_ALLOWED_HOSTS`: `host` allows all its ports, `host:port` one. IPv6 stands in brackets before a port. */
export function readAllowed(entries: readonly string[]): Allowed {
  const known = new Set(entries.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== ''))
  if (known.size === 0) return () => false
  return (hostname, port) => {
    const bare = bareHost(hostname)
    const written = bare.includes(':') ? `[${bare}]` : bare
    return known.has(bare) || known.has(written) || known.has(`${written}:${port}`)
  }
}

/** The port of a URL, also when it is the protocol's own. */
export const portOf = (url: URL): string => url.port || (defaultPorts[url.protocol] ?? '')

/** Lower case, without brackets and the dot of the root. */
export const bareHost = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')

// Names that never belong to the public internet, by RFC 6761, 6762, 8375, 9476 and the clouds' habit.
const localName =
  /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|onion|alt)$/

/**
 * Refuses a URL by what it says, before any name is looked up. What the name leads to is checked again at connect time.
 * The URL parser has by now turned `0x7f.1`, `2130706433` and full-width digits into a plain address.
 */
export function checkTarget(url: URL, allowed: Allowed, mayHaveLeft: boolean): void {
  const host = bareHost(url.hostname)
  const refuse = (words: string) => new OutboundError('blocked', words, { host, mayHaveLeft })
  if (!(url.protocol in defaultPorts))
    throw refuse(`Only https addresses can be used, not ${url.protocol}//.`)
  if (url.username || url.password) throw refuse('An address may not hold a user name or password.')
  if (allowed(host, portOf(url))) return
  if (isIP(host) ? !isPublicAddress(host) : !isPublicName(host)) throw blocked(host, mayHaveLeft)
  if (url.protocol !== 'https:') throw refuse(`${host} must be addressed by https.`)
}

/** What the person and the operator are told. */
export const blocked = (host: string, mayHaveLeft: boolean, cause?: unknown): OutboundError => {
  const { message } = outboundError('blocked', host, mayHaveLeft)
  const words = `${message} It is not on the public internet; name it in CARILLON_ALLOWED_HOSTS if it is yours.`
  return new OutboundError('blocked', words, { host, mayHaveLeft, cause })
}

const isPublicName = (host: string): boolean => host.includes('.') && !localName.test(host)
