import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ChannelList } from '../../../modules/channels/accounts/contract.ts'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import { ask } from '../../api/query.ts'
import type { NetworkFace } from '../../kit/network.tsx'

export type ChannelFace = { id: string; handle: string; timeZone: string; face: NetworkFace }

/** The channels of the workspace with the mark of their network, by id. */
export function useChannels(): ReadonlyMap<string, ChannelFace> {
  const channels = useQuery(
    ask({
      topic: 'channels',
      path: '/channels',
      query: { limit: 200, state: 'active,paused,reconnect,removed' },
      schema: ChannelList,
      fresh: 300_000,
    }),
  )
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  return useMemo(() => {
    const faces = new Map(
      (networks.data?.items ?? []).map(({ id, name, colour }) => [id, { id, name, colour }]),
    )
    return new Map(
      (channels.data?.items ?? []).map(({ id, handle, timeZone, network }) => [
        id,
        {
          id,
          handle,
          timeZone,
          face: faces.get(network) ?? { id: network, name: network, colour: '#777777' },
        },
      ]),
    )
  }, [channels.data, networks.data])
}
