import type { Config } from '../../../app/config.ts'
import { version } from '../../../app/version.ts'
import { about, type Finding } from './findings.ts'

/** The first Node that runs the sources as they stand. */
const oldest = [22, 18] as const

export function checkProgram(node = process.versions.node): Finding {
  const says = about('program')
  const [major = 0, minor = 0] = node.split('.').map(Number)
  const words = `Carillon ${version} on Node ${node}`
  const old = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
  return old
    ? says.wrong(`${words}. Node ${oldest.join('.')} is the oldest that will do; install a newer one.`)
    : says.ok(words)
}

const isLocal = (host: string): boolean => /^(localhost|127\.|\[?::1)/.test(host)

/** Whether the address that people are given fits what stands in front. */
export function checkAddress({ appUrl, host, trustProxy }: Config): Finding {
  const says = about('address')
  const { hostname, protocol } = new URL(appUrl)
  if (isLocal(hostname))
    return isLocal(host)
      ? says.ok(`${appUrl}, for this machine alone`)
      : says.look(
          `Carillon listens to all, but its address is ${appUrl}: links in letters lead nowhere. Set CARILLON_URL.`,
        )
  if (protocol === 'http:')
    return says.look(
      `${appUrl} is not encrypted: passwords travel openly, and networks send nobody back there. Put HTTPS in front and set CARILLON_URL.`,
    )
  if (trustProxy === 0)
    return says.look(
      `${appUrl} needs a proxy in front, but CARILLON_TRUST_PROXY is 0: everybody seems to come from the proxy, and one who guesses passwords slows all. Set it to the number of proxies.`,
    )
  if (!isLocal(host))
    return says.look(
      `HOST=${host} lets people pass by the proxy and claim any address. Set HOST to localhost, or close the port by a firewall.`,
    )
  return says.ok(`${appUrl}, behind ${trustProxy === 1 ? 'a proxy' : `${trustProxy} proxies`}`)
}
