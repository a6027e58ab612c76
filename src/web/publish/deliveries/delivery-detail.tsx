import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink, FileText, Hand } from 'lucide-react'
import {
  type DeliveryDetail as Detail,
  DeliveryDetail as DetailSchema,
} from '../../../modules/publish/deliveries/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { DeliveryContent } from './delivery-content.tsx'
import { DeliveryHistory } from './delivery-history.tsx'
import { DeliveryState } from './delivery-state.tsx'

/** One delivery: what it says, where it stands, what can be done, and everything that happened to it. */
export function DeliveryDetail({ id }: { id: string }) {
  const words = useProblemWords()
  const found = useQuery({
    ...ask({ topic: 'deliveries', path: path`/deliveries/${id}`, schema: DetailSchema }),
    // Whoever brings a film up may be dead, and nobody is told of that; looked after at last by asking.
    refetchInterval: ({ state }) => state.data?.upload != null && 30_000,
  })
  if (found.isPending)
    return (
      <div className="flex flex-col gap-4">
        <Skeleton className="h-44" />
        <Skeleton className="h-60" />
      </div>
    )
  if (found.error)
    return (
      <Card>
        <ErrorState small words={words(found.error)} onRetry={() => void found.refetch()} />
      </Card>
    )
  return <Loaded delivery={found.data} />
}

function Loaded({ delivery }: { delivery: Detail }) {
  return (
    <div className="-mx-1.5 flex flex-col gap-4 px-1.5 pb-1 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
      <Card>
        <Heading delivery={delivery} />
        <DeliveryState delivery={delivery} />
      </Card>
      <DeliveryContent delivery={delivery} />
      <DeliveryHistory delivery={delivery} />
    </div>
  )
}

function Heading({ delivery }: { delivery: Detail }) {
  const t = useWords('deliveries')
  const { channel, dueAt, parts, postId } = delivery
  const formats = useFormats()
  const face = useNetworks().get(channel.network)
  const url = parts.find((part) => part.url !== null)?.url
  return (
    <div className="mt-1.5 mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="flex min-w-0 items-center gap-3">
        {face && <NetworkMark network={face} size="large" />}
        <div className="min-w-0">
          <h2 className="truncate text-lg font-semibold">{channel.name}</h2>
          <p className="text-sm text-muted">
            <span className="break-all">{channel.handle}</span> ·{' '}
            <time dateTime={dueAt}>{formats.moment(dueAt, channel.timeZone)}</time>{' '}
            {zoneCity(channel.timeZone)}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild size="small">
          <Link to={`/posts/${postId}`}>
            <FileText aria-hidden className="size-4" />
            {t('post')}
          </Link>
        </Button>
        {delivery.state === 'handed' && (
          <Button asChild size="small">
            <Link to={`/hand/${delivery.id}`}>
              <Hand aria-hidden className="size-4" />
              {t('toHand')}
            </Link>
          </Button>
        )}
        {url && (
          <Button asChild size="small">
            <a href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden className="size-4" />
              {t('seeThere')}
            </a>
          </Button>
        )}
      </div>
    </div>
  )
}
