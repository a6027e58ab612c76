import { isIP } from 'node:net'
import { setupError } from './errors.ts'

/**
 * The first person needs no secret, so a page of the internet must not be able to pose as Carillon: by letting its own
 * name lead to this machine it would pass every check of origin. A name is believed when the settings say it; an
 * address in numbers and `localhost` cannot be made to lead elsewhere.
 */
export function refuseStrangeHost(hostname: string, appUrl: string): void {
  const host = strangeHost(hostname, appUrl)
  if (host !== null) throw setupError('strange_host', { host })
}

/** The name, when it is a strange one. */
export function strangeHost(hostname: string, appUrl: string): string | null {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  const isKnown = host === new URL(appUrl).hostname.replace(/^\[|\]$/g, '')
  const isLocal = host === 'localhost' || host.endsWith('.localhost')
  return isKnown || isLocal || isIP(host) !== 0 ? null : host
}
