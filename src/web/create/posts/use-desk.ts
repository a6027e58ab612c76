import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import type { Rules } from '../../../networks/kit/check.ts'
import { type ChannelLimits, limitsOf, type Manifest } from '../../../networks/kit/manifest.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { usePersonaNames } from '../../api/persona-names.ts'
import { ask } from '../../api/query.ts'

/** A channel as the composer needs it: whose rules hold, with what its own server decides laid over them. */
export type DeskChannel = KnownChannel & { manifest: Manifest; rules: Rules }

/** The API hands manifests out as they are; the contract names only what other pages read of them. */
const askNetworks = () =>
  ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY })

/** The channels that one can write for, by their ids in the order they were joined. Undefined until known. */
export function useDesk(): ReadonlyMap<string, DeskChannel> | undefined {
  const channels = useChannels()
  const networks = useQuery(askNetworks())
  return useMemo(() => {
    if (!channels || !networks.data) return undefined
    const manifests = new Map(networks.data.items.map((one) => [one.id, one as unknown as Manifest]))
    const found = [...channels.values()].flatMap((channel) => {
      const manifest = manifests.get(channel.network)
      if (!manifest || channel.state === 'removed' || !channel.rights.includes('post.write')) return []
      const rules = { ...manifest, ...limitsOf(manifest, channel.limits as ChannelLimits) }
      return [[channel.id, { ...channel, manifest, rules }] as const]
    })
    return new Map(found)
  }, [channels, networks.data])
}

const PlanNames = z.object({ pillars: z.array(z.object({ id: z.string(), name: z.string() })) })
const Names = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Goals, campaigns, pillars and personas by name, for choosing one. */
export function usePurposes() {
  const goals = useQuery(ask({ topic: 'goals', path: '/goals', schema: Names, fresh: 60_000 }))
  const campaigns = useQuery(
    ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList, fresh: 60_000 }),
  )
  const plan = useQuery(ask({ topic: 'plan', path: '/content-plan', schema: PlanNames, fresh: 60_000 }))
  return {
    personas: usePersonaNames(),
    goals: goals.data?.items ?? [],
    campaigns: campaigns.data?.items ?? [],
    pillars: plan.data?.pillars ?? [],
  }
}
