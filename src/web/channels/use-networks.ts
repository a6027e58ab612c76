import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type NetworkInfo, NetworkList } from '../../modules/channels/joining/contract.ts'
import type { ConnectWay, Manifest } from '../../networks/kit/manifest.ts'
import { ask } from '../api/query.ts'

export type Way = ConnectWay & { available: boolean; closed: 'unreachable' | 'plain' | null; app: boolean }
/** A manifest as the API gives it: each way says whether it is open here. */
export type Network = Omit<Manifest, 'ways'> & { ways: readonly Way[] }

// The contract describes a manifest loosely; the server sends the one that `networks/kit/manifest.ts` types.
const asNetwork = (info: NetworkInfo): Network => info as unknown as Network

/** Every network, undefined until known. */
export function useNetworks() {
  const question = ask({
    topic: 'workspace',
    path: '/networks',
    schema: NetworkList,
    fresh: Number.POSITIVE_INFINITY,
  })
  const networks = useQuery(question)
  const items = useMemo(() => networks.data?.items.map(asNetwork), [networks.data])
  return { ...networks, items }
}
