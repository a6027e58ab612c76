import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { NetworkList } from '../../../modules/channels/joining/contract.ts'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { LinkRule } from '../../../modules/create/links/contract.ts'
import type { Rules } from '../../../networks/kit/check.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { ChannelLimits, Manifest } from '../../../networks/kit/manifest.ts'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { usePersonaNames } from '../../api/persona-names.ts'
import { ask } from '../../api/query.ts'
import type { Writing } from './writing.ts'

/** A channel as the composer needs it: whose rules hold, with what its own server decides laid over them. */
export type DeskChannel = KnownChannel & {
  manifest: Manifest
  rules: Rules
  /** By what links of its posts are named; null where they stay as they are. */
  naming?: Naming | null
}

/** The workspace's rule for links, with the names that it speaks of. */
export type Naming = { rule: LinkRule; campaigns: readonly Named[]; pillars: readonly Named[] }
type Named = { id: string; name: string }

/** The API hands manifests out as they are; the contract names only what other pages read of them. */
const askNetworks = () =>
  ask({ topic: 'workspace', path: '/networks', schema: NetworkList, fresh: Number.POSITIVE_INFINITY })

/** The channels that one can write for, by their ids in the order they were joined. Undefined until known. */
export function useDesk(): ReadonlyMap<string, DeskChannel> | undefined {
  const channels = useChannels()
  const networks = useQuery(askNetworks())
  const naming = useNaming()
  return useMemo(() => {
    if (!channels || !networks.data) return undefined
    const manifests = new Map(networks.data.items.map((one) => [one.id, one as unknown as Manifest]))
    const found = [...channels.values()].flatMap((channel) => {
      const manifest = manifests.get(channel.network)
      if (!manifest || channel.state === 'removed' || !channel.rights.includes('post.write')) return []
      const rules = { ...manifest, ...limitsOf(manifest, channel.limits as ChannelLimits) }
      return [[channel.id, { ...channel, manifest, rules, naming }] as const]
    })
    return new Map(found)
  }, [channels, networks.data, naming])
}

/** A channel with the rules that hold for the kind of post that is written for it: a story takes other things than a post. */
export function asWritten(channel: DeskChannel, { variants }: Pick<Writing, 'variants'>): DeskChannel {
  const { manifest, limits } = channel
  if (!manifest.kinds) return channel
  const options = variants[channel.id]?.options ?? {}
  return { ...channel, rules: { ...manifest, ...limitsOf(manifest, limits as ChannelLimits, options) } }
}

function useNaming(): Naming | null {
  const { data } = useQuery(ask({ topic: 'composer', path: '/link-rule', schema: LinkRule, fresh: 300_000 }))
  const rule = data?.enabled ? data : null
  const campaigns = useQuery({ ...askCampaigns(), enabled: rule !== null }).data?.items
  const pillars = useQuery({ ...askPlanNames(), enabled: rule !== null }).data?.pillars
  return useMemo(
    () => rule && { rule, campaigns: campaigns ?? [], pillars: pillars ?? [] },
    [rule, campaigns, pillars],
  )
}

const PlanNames = z.object({ pillars: z.array(z.object({ id: z.string(), name: z.string() })) })
const Names = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

const askCampaigns = () =>
  ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList, fresh: 60_000 })
const askPlanNames = () => ask({ topic: 'plan', path: '/content-plan', schema: PlanNames, fresh: 60_000 })

/** Goals, campaigns, pillars and personas by name, for choosing one. */
export function usePurposes() {
  const goals = useQuery(ask({ topic: 'goals', path: '/goals', schema: Names, fresh: 60_000 }))
  const campaigns = useQuery(askCampaigns())
  const plan = useQuery(askPlanNames())
  return {
    personas: usePersonaNames(),
    goals: goals.data?.items ?? [],
    campaigns: campaigns.data?.items ?? [],
    pillars: plan.data?.pillars ?? [],
  }
}
