import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ChannelDetail as Contract } from '../../modules/channels/accounts/contract.ts'
import { path } from '../api/client.ts'
import { ask } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { AccountCard } from './account-card.tsx'
import { LimitsCard } from './limits-card.tsx'
import { SettingsCard } from './settings-card.tsx'
import { SlotsCard } from './slots-card.tsx'
import type { Network } from './use-networks.ts'

const HandsCard = lazy(() => import('./hands-card.tsx'))

type Props = { channelId: string; networks: ReadonlyMap<string, Network> }

/** One channel: how it is, what can be done with it, when it publishes and what its network allows. */
export function ChannelDetail({ channelId, networks }: Props) {
  const words = useProblemWords()
  const asked = useQuery(
    ask({ topic: 'channels', also: ['deliveries'], path: path`/channels/${channelId}`, schema: Contract }),
  )
  if (asked.isPending) return <SkeletonRows rows={5} />
  if (asked.error) return <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />
  const channel = asked.data
  const network = networks.get(channel.network)
  const gone = channel.state === 'removed'
  const mayManage = channel.rights.includes('channel.manage')
  return (
    <div className="flex flex-col gap-4">
      <AccountCard channel={channel} network={network} />
      {!gone && <SlotsCard channel={channel} />}
      {!gone && mayManage && network?.byHand && (
        <Suspense>
          <HandsCard channelId={channel.id} />
        </Suspense>
      )}
      {!gone && network && <SettingsCard channel={channel} network={network} />}
      {network && <LimitsCard channel={channel} network={network} />}
    </div>
  )
}
