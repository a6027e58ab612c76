import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type PostMetric, PostTotals } from '../../../modules/measure/numbers/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useMetrics } from '../../api/metrics.ts'
import { ask } from '../../api/query.ts'
import { dash, useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

/** What every network tells; the rest stands with the publication. */
const shown = ['likes', 'reposts', 'replies', 'er_followers'] as const satisfies readonly PostMetric[]

/** What a post brought on each channel where it is out. */
export function CameBack({ postId }: { postId: string }) {
  const t = useWords('posts')
  const may = useMay()
  const formats = useFormats()
  const metrics = useMetrics()
  const channels = useChannels()
  const numbers = useQuery({
    ...ask({ topic: 'numbers', path: path`/numbers/posts/${postId}`, schema: PostTotals }),
    enabled: may('numbers.read'),
  })
  const items = numbers.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('cameBack')} flush>
      <ul className="divide-y divide-line">
        {items.map((item) => {
          const channel = channels?.get(item.channelId)
          return (
            <li key={item.publicationId} className="flex flex-col gap-2 px-4 py-3 md:px-5">
              <span className="flex items-center justify-between gap-3">
                <Link
                  to={`/numbers/publications/${item.publicationId}` as never}
                  className="flex min-w-0 items-center gap-2.5 font-medium hover:underline"
                >
                  {channel && <NetworkMark network={channel.face} />}
                  <span className="truncate">{channel?.name ?? item.network}</span>
                </Link>
                <span className="shrink-0 text-xs text-muted">
                  {item.asOf ? t('asOf', { when: formats.relative(item.asOf) }) : t('notAskedYet')}
                </span>
              </span>
              <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
                {shown.map((metric) => (
                  <div key={metric} className="flex flex-col">
                    <dt className="text-xs text-muted">{metrics.name(metric)}</dt>
                    <dd className="text-lg font-semibold figures">
                      {metrics.say(metric, item.values[metric] ?? null) || dash}
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
