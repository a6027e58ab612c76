import { Link } from '@tanstack/react-router'
import { Plus, Target } from 'lucide-react'
import type { Goal } from '../../../modules/plan/goals/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Progress } from '../../kit/progress.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { goalsPage } from './routes.tsx'
import { StatusBadge, tones, useReason, useSayDay, useSayScope, useSayWay } from './status.tsx'
import { TreeView } from './tree-view.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useGoals } from './use-goals.ts'

const views = ['living', 'tree', 'archived'] as const

export function Page() {
  const t = useWords('goals')
  const words = useProblemWords()
  const may = useMay()
  const { view, status } = goalsPage.useSearch()
  const setSearch = goalsPage.useSetSearch()
  const goals = useGoals(view === 'archived')
  const isTree = view === 'tree'
  const list = goals.data?.pages.flatMap((page) => page.items) ?? []
  const none = goals.isSuccess && list.length === 0
  const set = may('plan.manage') && (
    <Button look="primary" asChild>
      <Link to="/goals/new">
        <Plus aria-hidden className="size-4" />
        {t('set')}
      </Link>
    </Button>
  )
  return (
    <Frame
      title={t('nav')}
      width={isTree ? 'normal' : 'read'}
      actions={!(none && view === 'living') && set}
      bar={
        <Tabs
          label={t('view')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      }
    >
      {isTree && (
        <TreeView status={status ?? null} onStatus={(next) => setSearch({ status: next ?? undefined })} />
      )}
      {!isTree && goals.isPending && <SkeletonRows rows={4} />}
      {!isTree && goals.error && (
        <ErrorState words={words(goals.error)} onRetry={() => void goals.refetch()} />
      )}
      {none && view === 'living' && (
        <EmptyState icon={Target} title={t('emptyTitle')} action={set}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && view === 'archived' && <EmptyState small icon={Target} title={t('noneArchived')} />}
      {!isTree && list.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {list.map((goal) => (
              <GoalRow key={goal.id} goal={goal} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        more={!isTree && goals.hasNextPage}
        busy={goals.isFetchingNextPage}
        onMore={() => void goals.fetchNextPage()}
      />
    </Frame>
  )
}

function GoalRow({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const names = useGoalNames()
  const reason = useReason()
  const sayDay = useSayDay()
  const sayScope = useSayScope()
  const sayWay = useSayWay()
  const { standing } = goal
  return (
    <li>
      <Link to={`/goals/${goal.id}`} className="flex flex-col gap-2 px-4 py-3.5 hover:bg-hover md:px-5">
        <span className="flex items-start justify-between gap-3">
          <span className="min-w-0 font-medium">{goal.name}</span>
          <StatusBadge status={standing.status} />
        </span>
        <Progress
          share={standing.progress ?? 0}
          label={t('progressOf', { name: goal.name })}
          tone={tones[standing.status]}
        />
        <span className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-sm figures">
          <span>
            {names.name(goal)} · {sayWay(goal)}
          </span>
          <span className="text-muted">
            {sayScope(goal)} · {t('by', { day: sayDay(goal.deadline) })}
          </span>
        </span>
        <span className="text-sm text-muted">{reason(standing)}</span>
      </Link>
    </li>
  )
}
