import { useQuery } from '@tanstack/react-query'
import { type WebhookDoor, WebhookDoorList } from '../../../modules/channels/webhooks/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { type Network, useNetworks } from '../use-networks.ts'
import { DoorRow } from './door-row.tsx'

/** Where networks tell of what happens there, and how often they are asked anyway. */
export default function DoorsCard() {
  const t = useWords('channels')
  const words = useProblemWords()
  const doors = useQuery(ask({ topic: 'channels', path: '/webhook-doors', schema: WebhookDoorList }))
  const networks = useNetworks()
  if (doors.data && doors.data.items.length === 0) return null
  const known = (door: WebhookDoor): Network | undefined =>
    networks.items?.find(({ id }) => id === door.network)
  return (
    <Card
      title={t('doors.title')}
      help={
        doors.data &&
        t('doors.help', { ...doors.data.polling, hours: Math.round(doors.data.polling.accountMinutes / 60) })
      }
    >
      {doors.isPending && <SkeletonRows rows={2} />}
      {doors.error && <ErrorState small words={words(doors.error)} onRetry={() => void doors.refetch()} />}
      {doors.data && !doors.data.reachable && (
        <div className="mb-4">
          <Alert tone="warn">{t('doors.unreachable')}</Alert>
        </div>
      )}
      <ul className="divide-y divide-line">
        {doors.data?.items.map((door) => {
          const network = known(door)
          return (
            network?.webhooks && (
              <DoorRow
                key={door.appId ?? door.channelId}
                door={door}
                network={network}
                rule={network.webhooks}
              />
            )
          )
        })}
      </ul>
    </Card>
  )
}
