import { Goal } from '../../../modules/plan/goals/contract.ts'
import { api, path } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { GoalForm } from './goal-form.tsx'
import { editGoalPage } from './routes.tsx'
import { useGoal } from './use-goals.ts'
import { useRenew } from './use-renew.ts'

export function Page() {
  const t = useWords('goals')
  const words = useProblemWords()
  const { id } = editGoalPage.useParams()
  const goal = useGoal(id)
  return (
    <Frame
      title={t('changeTitle')}
      width="read"
      back={{ to: `/goals/${id}`, label: goal.data?.name ?? t('goal') }}
    >
      {goal.isPending && <SkeletonRows />}
      {goal.error && <ErrorState words={words(goal.error)} onRetry={() => void goal.refetch()} />}
      {goal.data && <Filled goal={goal.data} />}
    </Frame>
  )
}

function Filled({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const go = useGo()
  const renew = useRenew()
  const { id, owner, name, metric, scope, baseline, baselineWindow, target, startsOn, deadline } = goal
  const { objective, businessValue, people, money, manual, floor, plan, parent, standing } = goal
  const back = () => go(`/goals/${id}`)
  return (
    <GoalForm
      self={id}
      start={{
        name,
        metric,
        scope,
        baseline,
        baselineWindow,
        target,
        startsOn,
        deadline,
        ownerId: owner?.id ?? null,
        objective,
        businessValue,
        people,
        money,
        manualId: manual?.id ?? null,
        floor,
        plan,
        parentId: parent?.id ?? null,
        constraints: standing.constraints.map(({ metric, manual, bound, value }) => ({
          ...{ metric, manualId: manual?.id ?? null, bound, value },
        })),
        milestones: standing.milestones.map(({ day, value }) => ({ day, value })),
      }}
      submitWords={t('save')}
      onCancel={back}
      onSubmit={async (body) => {
        await api.patch(path`/goals/${id}`, { body, schema: Goal })
        renew()
        toast(t('saved'))
        back()
      }}
    />
  )
}
