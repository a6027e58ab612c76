import type { Context } from '../../../app/context.ts'
import { canOf, kindsOf } from '../../../networks/kit/can.ts'
import type { ConnectWay } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { NetworkInfo } from './contract.ts'

/** Every network of this Carillon as data, each way to join it with whether it is open here. */
export const listNetworks = (ctx: Context): NetworkInfo[] =>
  [...ctx.networks.values()].map((network) => {
    const { manifest } = network
    const ways = manifest.ways.map((way) => {
      const closed = closedBy(ctx, network, way)
      const why = whyClosed(ctx, network, way)
      return {
        ...{ ...way, fields: [...way.fields], app: asksForApp(network, way) },
        ...{ available: closed === null, why, closed },
      }
    })
    return JSON.parse(
      JSON.stringify({ ...manifest, ways, can: canOf(manifest), postKinds: kindsOf(manifest) }),
    )
  })

export const asksForApp = ({ manifest }: Network, way: ConnectWay): boolean =>
  manifest.app?.ways.includes(way.id) ?? false

/** Networks send a person back only to where browsers speak https, or to the machine they sit at. */
function closedBy(ctx: Context, network: Network, way: ConnectWay): 'unreachable' | 'plain' | null {
  const home = new URL(ctx.config.appUrl)
  if (network.manifest.fetchesFromUs && isLoopback(home.hostname)) return 'unreachable'
  if (way.kind === 'form' || !network.connect.begin) return null
  return home.protocol === 'https:' || isLoopback(home.hostname) ? null : 'plain'
}

export function whyClosed(ctx: Context, network: Network, way: ConnectWay): string | null {
  const { name } = network.manifest
  switch (closedBy(ctx, network, way)) {
    case 'unreachable':
      return `${name} fetches pictures and films from this Carillon, which nobody outside can reach. Put it on a public address behind https and set CARILLON_URL.`
    case 'plain':
      return `${name} sends people back only over https. Put Carillon behind https and set CARILLON_URL.`
    case null:
      return null
  }
}

export const isLoopback = (hostname: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
