import { Link } from '@tanstack/react-router'
import type { Goal } from '../../../modules/plan/goals/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useServingPosts } from './use-goals.ts'

/** The posts that serve the goal and brought most since it began. */
export function ServingPosts({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const metrics = useMetrics()
  const formats = useFormats()
  const channels = useChannels()
  const posts = useServingPosts(goal)
  const items = posts.data?.items ?? []
  return (
    <Card flush title={t('serving')} help={t('servingHelp', { count: goal.posts })}>
      <ul className="divide-y divide-line px-4 md:px-5">
        {items.map((item) => {
          const channel = channels?.get(item.channelId)
          return (
            <li key={item.publicationId} className="flex items-start justify-between gap-4 py-3">
              <span className="flex min-w-0 items-start gap-2.5">
                {channel && <NetworkMark network={channel.face} className="mt-0.5" />}
                <span className="min-w-0">
                  <Link
                    to={`/numbers/publications/${item.publicationId}`}
                    className="block rounded-sm py-0.5 hover:underline touch:py-2.5"
                  >
                    <span className="line-clamp-2">{item.text}</span>
                  </Link>
                  <span className="block text-xs text-muted">{formats.moment(item.publishedAt)}</span>
                </span>
              </span>
              <span className="shrink-0 text-right">
                <span className="block font-medium figures">
                  {metrics.say('engagements', item.values.engagements ?? null)}
                </span>
                <span className="block text-xs text-muted">{metrics.name('engagements')}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
