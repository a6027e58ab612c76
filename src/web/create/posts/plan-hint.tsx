import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { PlannedOfPost } from '../../../modules/plan/planned-posts/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'

/** What the content plan has to say of the post that is written for it. */
export function PlanHint() {
  const t = useWords('composer')
  const { post } = useComposing()
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
  if (!planned) return null
  const lines = [
    planned.rubric && t('plan.rubric', { name: planned.rubric }),
    planned.occasion && t('plan.occasion', { name: planned.occasion }),
    planned.appeal && t(`plan.appeals.${planned.appeal}`),
    planned.hint,
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
