import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { ChannelPlanList } from '../../../modules/plan/channel-plans/contract.ts'
import { PlannedOfPost } from '../../../modules/plan/planned-posts/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'

/** Of so many channels the tone is told at once. */
const most = 4

/** What is planned: of the post that is written for a place in the content plan, and of how its channels are spoken on. */
export function PlanHint() {
  const t = useWords('composer')
  const { post, readers } = useComposing()
  const plans = useQuery(
    ask({
      topic: 'plan',
      also: ['channels'],
      path: '/channel-plans',
      schema: ChannelPlanList,
      fresh: 300_000,
    }),
  )
  const { data } = useQuery({
    ...ask({
      topic: 'plan',
      path: path`/posts/${post?.id ?? ''}/planned`,
      schema: PlannedOfPost,
      fresh: 300_000,
    }),
    enabled: post !== null,
  })
  const planned = data?.item
  const lines = [
    planned?.rubric && t('plan.rubric', { name: planned.rubric }),
    planned?.occasion && t('plan.occasion', { name: planned.occasion }),
    planned?.appeal && t(`plan.appeals.${planned.appeal}`),
    planned?.hint,
    ...readers.slice(0, most).map(({ id, name }) => {
      const tone = plans.data?.items.find(({ channelId }) => channelId === id)?.tone
      return tone && t('plan.tone', { channel: name, tone })
    }),
  ].filter(Boolean)
  if (lines.length === 0) return null
  return (
    <section
      aria-label={t('plan.title')}
      className="mb-4 flex gap-2.5 rounded-md bg-info-soft px-3 py-2.5 text-info"
    >
      <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0" />
      <ul className="min-w-0 text-base">
        {lines.map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}
