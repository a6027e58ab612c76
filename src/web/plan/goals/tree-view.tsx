import { Link } from '@tanstack/react-router'
import { ChevronRight, CornerDownRight, Plus, Target } from 'lucide-react'
import {
  type GoalStatus,
  GoalStatus as Statuses,
  type TreeGoal,
} from '../../../modules/plan/goals/contract.ts'
import { useSayGoalNumber } from '../../api/goal-numbers.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { type Bough, type Branch, branchesOf, isTroubled } from './branches.ts'
import { Spark } from './spark.tsx'
import { StatusBadge, stateOf, useSayDay, useSayWay } from './status.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useTree } from './use-goals.ts'

type Props = { status: GoalStatus | null; onStatus: (status: GoalStatus | null) => void }

/** All goals under what they are for, their KPIs beneath them: value, trend, forecast and state on one page. */
export function TreeView({ status, onStatus }: Props) {
  const t = useWords('goals')
  const kit = useWords('kit')
  const words = useProblemWords()
  const tree = useTree()
  if (tree.isPending) return <SkeletonRows rows={6} />
  if (tree.error) return <ErrorState words={words(tree.error)} onRetry={() => void tree.refetch()} />
  const { items, more } = tree.data
  if (items.length === 0)
    return (
      <EmptyState icon={Target} title={t('emptyTitle')}>
        {t('tree.emptyWords')}
      </EmptyState>
    )
  const boughs = branchesOf(items, status)
  const countOf = (one: GoalStatus) => items.filter(({ standing }) => standing.status === one).length
  return (
    <div className="flex flex-col gap-4">
      {more && <Alert tone="info">{t('tree.more')}</Alert>}
      <Select<GoalStatus | 'all'>
        bare
        className="self-start"
        label={t('tree.filter')}
        value={status ?? 'all'}
        onChange={(next) => onStatus(next === 'all' ? null : next)}
        choices={[
          { value: 'all', label: `${t('tree.all')} (${items.length})` },
          ...Statuses.options.map((one) => ({
            value: one,
            label: `${kit(`states.${stateOf(one)}`)} (${countOf(one)})`,
          })),
        ]}
      />
      {boughs.length === 0 && <EmptyState small icon={Target} title={t('tree.none')} />}
      {boughs.map((bough) => (
        <BoughCard key={bough.objective ?? 'none'} bough={bough} />
      ))}
    </div>
  )
}

function BoughCard({ bough: { objective, branches } }: { bough: Bough }) {
  const t = useWords('goals')
  const goals = branches.flatMap(({ goal, kpis }) => [goal, ...kpis])
  const troubled = goals.filter(isTroubled).length
  return (
    <details open className="group rounded-lg border border-line bg-surface shadow-card">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-2 px-4 py-2 md:px-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        <h2 className="font-semibold">{objective ? t(`objectives.${objective}`) : t('tree.noObjective')}</h2>
        <span className="text-sm text-muted">
          {t('tree.count', { count: goals.length })}
          {troubled > 0 && ` · ${t('tree.troubled', { count: troubled })}`}
        </span>
      </summary>
      <ul className="divide-y divide-line border-t border-line">
        {branches.map((branch) => (
          <BranchRow key={branch.goal.id} branch={branch} />
        ))}
      </ul>
    </details>
  )
}

function BranchRow({ branch: { goal, kpis } }: { branch: Branch }) {
  const may = useMay()
  return (
    <li className="py-1">
      <div className="flex items-center">
        <GoalLine goal={goal} />
        {may('plan.manage') && (
          <span className="w-12 shrink-0">{goal.parent === null && <AddKpi goal={goal} />}</span>
        )}
      </div>
      {kpis.length > 0 && (
        <ul>
          {kpis.map((kpi) => (
            <li key={kpi.id} className={may('plan.manage') ? 'pr-12' : ''}>
              <GoalLine goal={kpi} isKpi />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function AddKpi({ goal }: { goal: TreeGoal }) {
  const t = useWords('goals')
  const go = useGo()
  return (
    <IconButton
      icon={Plus}
      label={`${t('tree.addKpi')}: ${goal.name}`}
      onClick={() => go(`/goals/new?parent=${goal.id}`)}
    />
  )
}

export function GoalLine({ goal, isKpi = false }: { goal: TreeGoal; isKpi?: boolean }) {
  const names = useGoalNames()
  const sayWay = useSayWay()
  return (
    <Link
      to={`/goals/${goal.id}`}
      className="grid min-w-0 flex-1 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-hover md:grid-cols-[minmax(0,1fr)_5rem_13rem_8rem] md:px-5"
    >
      <span className="flex min-w-0 items-start gap-2">
        {isKpi && <CornerDownRight aria-hidden className="mt-0.5 ml-2 size-4 shrink-0 text-faint" />}
        <span className="min-w-0">
          <span className={isKpi ? 'block' : 'block font-medium'}>{goal.name}</span>
          <span className="block text-sm text-muted figures">
            {names.name(goal)} · {sayWay(goal)}
          </span>
        </span>
      </span>
      <span className="order-4 justify-self-end md:order-none md:justify-self-auto">
        <Spark values={goal.spark} />
      </span>
      <Ahead goal={goal} />
      <span className="order-2 justify-self-end md:order-none">
        <StatusBadge status={goal.standing.status} />
      </span>
    </Link>
  )
}

/** Where it leads, how likely it is, and when it would be met. */
function Ahead({ goal }: { goal: TreeGoal }) {
  const t = useWords('goals')
  const say = useSayGoalNumber()
  const formats = useFormats()
  const sayDay = useSayDay()
  const { outlook, chance, reachedOn, status } = goal.standing
  const first = [
    outlook && t('tree.forecast', { value: say(goal, outlook.median) }),
    chance !== null && t('facts.floorChance', { chance: formats.percent(chance, 0) }),
  ].filter(Boolean)
  return (
    <span className="order-3 min-w-0 text-sm text-muted figures md:order-none">
      <span className="block">{first.join(' · ') || t('by', { day: sayDay(goal.deadline) })}</span>
      {reachedOn && (
        <span className="block">
          {t(status === 'met' ? 'tree.reached' : 'tree.reachedOn', { day: sayDay(reachedOn) })}
        </span>
      )}
    </span>
  )
}
