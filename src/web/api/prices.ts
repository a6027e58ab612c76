import { useQuery } from '@tanstack/react-query'
import { NetworkList } from '../../modules/channels/joining/contract.ts'
import { chargeForReading } from '../../networks/kit/cost.ts'
import type { Manifest } from '../../networks/kit/manifest.ts'
import { useFormats } from '../kit/format.ts'
import { ask } from './query.ts'

/** What networks charge for being read, in words; those that charge nothing are not told. */
export function usePrices() {
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  const { locale } = useFormats()
  const known = new Map((networks.data?.items ?? []).map((one) => [one.id, one]))

  /** So much of one network: its name and the amount; null where it is free or not known yet. */
  return (network: string, much: { posts?: number; accounts?: number }) => {
    const info = known.get(network)
    // The contract describes a manifest loosely; the server sends the one that the kit types.
    const charge = info && chargeForReading(much, info as unknown as Pick<Manifest, 'cost'>)
    if (!info || !charge) return null
    const { micros, currency } = charge
    return {
      network: info.name,
      amount: new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        maximumFractionDigits: 3,
      }).format(micros / 1_000_000),
    }
  }
}
