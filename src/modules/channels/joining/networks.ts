import type { Context } from '../../../app/context.ts'
import type { ConnectWay } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { NetworkInfo } from './contract.ts'

/** Every network of this Carillon as data, each way to join it with whether it is open here. */
export const listNetworks = (ctx: Context): NetworkInfo[] =>
  [...ctx.networks.values()].map((network) => {
    const { manifest } = network
    const ways = manifest.ways.map((way) => {
      const why = whyClosed(ctx, network, way)
      return { ...way, fields: [...way.fields], available: why === null, why }
    })
    return JSON.parse(JSON.stringify({ ...manifest, ways }))
  })

/** Networks send a person back only to where browsers speak https, or to the machine they sit at. */
export function whyClosed(ctx: Context, network: Network, way: ConnectWay): string | null {
  if (way.kind === 'form' || !network.connect.begin) return null
  const home = new URL(ctx.config.appUrl)
  if (home.protocol === 'https:' || isLoopback(home.hostname)) return null
  return `${network.manifest.name} sends people back only over https. Put Carillon behind https and set CARILLON_URL.`
}

export const isLoopback = (hostname: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
