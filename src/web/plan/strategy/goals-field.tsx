import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GoalList } from '../../../modules/plan/goals/contract.ts'
import type { SuccessGoal } from '../../../modules/plan/strategy/contract.ts'
import { useMay } from '../../api/me.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { sayDay } from '../../kit/days.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Pager } from '../../kit/pager.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { longDay } from './part-names.ts'

type Props = {
  value: readonly string[]
  /** Those that are chosen, as far as they exist: one may be put away and stays chosen. */
  known: readonly SuccessGoal[]
  onChange: (ids: string[]) => void
}

/** Which of the workspace's goals say whether it works. */
export function GoalsField({ value, known, onChange }: Props) {
  const t = useWords('strategy')
  const words = useProblemWords()
  const may = useMay()
  const { locale } = useFormats()
  const goals = useInfiniteQuery(
    askPages({ topic: 'goals', path: '/goals', query: { limit: 50 }, schema: GoalList }),
  )
  const current = goals.data?.pages.flatMap(({ items }) => items) ?? []
  const others = known.filter(({ id }) => !current.some((goal) => goal.id === id))
  const all = [...current, ...others]
  const toggle = (id: string, chosen: boolean) =>
    onChange(chosen ? [...value, id] : value.filter((one) => one !== id))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t('fields.metrics.goalIds')}</legend>
      {goals.isPending && <Skeleton className="h-16 w-full" />}
      {goals.error && <ErrorState small words={words(goals.error)} onRetry={() => void goals.refetch()} />}
      {goals.data && all.length === 0 && (
        <p className="text-base text-muted">{t('fields.metrics.noGoals')}</p>
      )}
      {all.map(({ id, name, deadline }) => (
        <Checkbox
          key={id}
          label={name}
          help={t('byDay', { day: sayDay(deadline, locale, longDay) })}
          checked={value.includes(id)}
          disabled={!value.includes(id) && value.length >= 20}
          onChange={(chosen) => toggle(id, chosen)}
        />
      ))}
      <Pager
        more={goals.hasNextPage}
        busy={goals.isFetchingNextPage}
        onMore={() => void goals.fetchNextPage()}
      />
      {may('plan.manage') && (
        <Link to="/goals/new" className="w-fit text-base font-medium text-accent underline">
          {t('fields.metrics.setGoal')}
        </Link>
      )}
    </fieldset>
  )
}
