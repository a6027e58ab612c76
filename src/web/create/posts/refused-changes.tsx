import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { PublicationList } from '../../../modules/publish/publications/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { ask } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

/** Other words for what is out that a network did not take, on whichever channel: whoever reads the post must not look for it. */
export default function RefusedChanges({ post }: { post: Post }) {
  const t = useWords('deliveries')
  const channels = useChannels()
  const found = useQuery(
    ask({
      topic: 'deliveries',
      also: ['approval'],
      path: '/publications',
      query: { post: post.id, gone: true },
      schema: PublicationList,
    }),
  )
  const refused = found.data?.items.filter(({ change }) => change?.state === 'refused') ?? []
  return refused.map(({ id, channelId, deliveryId, network, change }) => (
    <Alert
      key={id}
      tone="bad"
      title={t('change.refusedOn', { channel: channels?.get(channelId)?.name ?? network })}
      action={
        deliveryId && (
          <Button size="small" asChild>
            <Link to={`/deliveries/${deliveryId}`}>{t('change.look')}</Link>
          </Button>
        )
      }
    >
      {change?.words}
    </Alert>
  ))
}
