import { useQuery } from '@tanstack/react-query'
import { type NetworkInfo, NetworkList } from '../../modules/channels/joining/contract.ts'
import { chargeFor, chargeForReading } from '../../networks/kit/cost.ts'
import type { Manifest } from '../../networks/kit/manifest.ts'
import { ask } from '../api/query.ts'
import { useFormats } from '../kit/format.ts'

// The contract describes a manifest loosely; the server sends the one that the kit types.
const manifestOf = (info: NetworkInfo) => info as unknown as Pick<Manifest, 'name' | 'cost' | 'text'>

/** What a network charges, in words: its name and the amount. Null where it is free, or not known yet. */
function useCharges() {
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  const { locale } = useFormats()
  const known = new Map((networks.data?.items ?? []).map((one) => [one.id, manifestOf(one)]))
  return (
    id: string,
    chargeOf: (manifest: ReturnType<typeof manifestOf>) => { currency: string; micros: number } | null,
  ) => {
    const manifest = known.get(id)
    const charge = manifest && chargeOf(manifest)
    if (!charge) return null
    const { micros, currency } = charge
    const shape = { style: 'currency', currency, maximumFractionDigits: 3 } as const
    return { network: manifest.name, amount: new Intl.NumberFormat(locale, shape).format(micros / 1_000_000) }
  }
}

/** What reading so much of a network costs. */
export function usePrices() {
  const chargesOf = useCharges()
  return (network: string, much: { posts?: number; accounts?: number }) =>
    chargesOf(network, (manifest) => chargeForReading(much, manifest))
}

/** What it costs to say these words there, each as a post. */
export function usePostage() {
  const chargesOf = useCharges()
  return (network: string, texts: readonly string[]) =>
    chargesOf(network, (manifest) => {
      const parts = texts.map((text) => ({ text, media: [], poll: null, link: null, quote: null }))
      return chargeFor({ parts, firstReply: null }, manifest)
    })
}
