import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/me.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useGoal } from './use-campaign.ts'

/** The goals whose scope it is, each with its odds. */
export function GoalsCard({ goals }: { goals: readonly string[] }) {
  const t = useWords('posts.campaigns')
  const may = useMay()
  if (goals.length === 0)
    return (
      <Card title={t('goals')}>
        <p className="mb-3 text-muted">{t('goalsNone')}</p>
        {may('plan.manage') && (
          <Button asChild>
            <Link to="/goals/new">{t('goalSet')}</Link>
          </Button>
        )}
      </Card>
    )
  return (
    <Card title={t('goals')} flush>
      <ul className="divide-y divide-line px-4 md:px-5">
        {goals.map((id) => (
          <GoalRow key={id} id={id} />
        ))}
      </ul>
    </Card>
  )
}

function GoalRow({ id }: { id: string }) {
  const t = useWords('posts.campaigns')
  const formats = useFormats()
  const { data: goal, isError } = useGoal(id)
  if (isError) return null
  if (!goal)
    return (
      <li className="py-3">
        <Skeleton className="h-5 w-1/2" />
      </li>
    )
  const { status, chance } = goal.standing
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
      <Link to={`/goals/${id}`} className="min-w-0 font-medium hover:underline touch:py-2 wrap-anywhere">
        {goal.name}
      </Link>
      <span className="flex items-center gap-3">
        {chance !== null && (
          <span className="text-sm text-muted figures">
            {t('chance', { chance: formats.percent(chance, 0) })}
          </span>
        )}
        <StateBadge state={status === 'missed' ? 'behind' : status} />
      </span>
    </li>
  )
}
