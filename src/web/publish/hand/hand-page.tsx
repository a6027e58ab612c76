import { useQuery } from '@tanstack/react-query'
import { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { HandFoot } from './hand-foot.tsx'
import { HandPieces } from './hand-pieces.tsx'
import { HandState } from './hand-state.tsx'
import { handPage } from './routes.tsx'
import { isStopped } from './stopped.ts'

/** One delivery for whoever puts it there: what to copy, what to share, where to, and that it is out. */
export function Page() {
  const t = useWords('hand')
  const words = useProblemWords()
  const { id } = handPage.useParams()
  const found = useQuery(
    ask({
      topic: 'deliveries',
      also: ['approval', 'media'],
      path: path`/deliveries/${id}`,
      schema: DeliveryDetail,
    }),
  )
  const delivery = found.data
  const inHand = delivery?.state === 'handed'
  const stops = delivery !== undefined && isStopped(delivery)
  return (
    <Frame
      title={delivery?.channel.name ?? t('title')}
      width="read"
      back={{ to: '/deliveries', search: { state: 'handed' }, label: t('back') }}
    >
      {found.isPending && (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-24" />
          <Skeleton className="h-60" />
        </div>
      )}
      {found.error && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {delivery && (
        <div className="flex flex-col gap-4">
          <HandState delivery={delivery} />
          {inHand && !stops && <HandPieces key={delivery.digest} delivery={delivery} />}
          {(inHand || stops) && <HandFoot delivery={delivery} />}
        </div>
      )}
    </Frame>
  )
}
