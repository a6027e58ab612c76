import { promises as dns, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isPublicAddress } from './address.ts'
import { type Allowed, bareHost, blocked } from './target.ts'

/** Turns a name into addresses. Tests put a resolver here that changes its mind. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>

const systemResolve: Resolve = (hostname) => dns.lookup(hostname, { all: true, order: 'verbatim' })

/**
 * Opens connections to public addresses only. The addresses that are connected to are the very ones that were
 * checked, so a name that changes its mind between check and use gains nothing; and the far end of the socket is
 * looked at once more before a request is written to it.
 */
export function guardedConnector(
  allowed: Allowed,
  connectMs: number,
  resolve: Resolve = systemResolve,
): buildConnector.connector {
  const options = { timeout: connectMs, allowH2: false }
  const open = buildConnector({ ...options, lookup: lookupBy(resolve, () => true) })
  const guarded = buildConnector({ ...options, lookup: lookupBy(resolve, isPublicAddress) })
  return (target, callback) => {
    const host = bareHost(target.hostname)
    const port = target.port || (target.protocol === 'https:' ? '443' : '80')
    if (allowed(host, port)) return open(target, callback)
    if (isIP(host) && !isPublicAddress(host)) return callback(blocked(host, false), null)
    return guarded(target, (error, socket) => {
      if (error) return callback(error, null)
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket)
      socket.destroy()
      callback(blocked(host, false), null)
    })
  }
}

function lookupBy(resolve: Resolve, accept: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const good = found.filter(({ address }) => accept(address))
        const [first] = good
        if (!first) callback(found.length > 0 ? blocked(hostname, false) : notFound(hostname), '')
        else if (options.all) callback(null, good)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

const notFound = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND' })
