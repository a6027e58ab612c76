import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Right } from '../../app/rights.ts'
import { type Channel, ChannelList } from '../../modules/channels/accounts/contract.ts'
import { NetworkList } from '../../modules/channels/joining/contract.ts'
import type { NetworkFace } from '../kit/network.tsx'
import { useMay } from './me.ts'
import { ask } from './query.ts'

export type KnownChannel = Channel & { face: NetworkFace }

const grey = '#6b7577'

/** Name, colour and sign of every network, by id. */
export function useNetworks(): ReadonlyMap<string, NetworkFace> {
  const networks = useQuery(
    ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY }),
  )
  return useMemo(
    () => new Map((networks.data?.items ?? []).map((one) => [one.id, faceOf(one)])),
    [networks.data],
  )
}

const faceOf = ({
  id,
  name,
  colour,
  mark,
}: {
  id: string
  name: string
  colour: string
  mark?: unknown
}) => ({
  id,
  name,
  colour,
  mark: typeof mark === 'string' ? mark : undefined,
})

export const askChannels = () =>
  ask({
    topic: 'channels',
    path: '/channels',
    query: { limit: 200, state: 'active,paused,reconnect,removed' },
    schema: ChannelList,
    fresh: 300_000,
  })

/** Whether one may do something on every one of these channels; an exception may say otherwise than the role. */
export function useMayOn(): (right: Right, channelIds: readonly string[]) => boolean {
  const may = useMay()
  const channels = useChannels()
  return (right, channelIds) =>
    may(right) && channelIds.every((id) => channels?.get(id)?.rights.includes(right) ?? true)
}

/** All channels of the workspace with the face of their network, removed ones too: history names them. Undefined until known. */
export function useChannels(): ReadonlyMap<string, KnownChannel> | undefined {
  const channels = useQuery(askChannels())
  const networks = useNetworks()
  return useMemo(
    () =>
      channels.data &&
      new Map(
        channels.data.items.map((channel) => {
          const face = networks.get(channel.network)
          return [
            channel.id,
            { ...channel, face: face ?? { id: channel.network, name: channel.network, colour: grey } },
          ]
        }),
      ),
    [channels.data, networks],
  )
}
