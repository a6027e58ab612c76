import { Plus } from 'lucide-react'
import type { Goal } from '../../../modules/plan/goals/contract.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { GoalLine } from './tree-view.tsx'
import { useTree } from './use-goals.ts'

/** The goals beneath this one; nothing for one that is beneath another itself. */
export function KpisCard({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const may = useMay()
  const go = useGo()
  const tree = useTree()
  const kpis = (tree.data?.items ?? []).filter(({ parent }) => parent?.id === goal.id)
  if (goal.parent !== null || goal.archivedAt !== null) return null
  const add = may('plan.manage') && (
    <Button size="small" icon={Plus} onClick={() => go(`/goals/new?parent=${goal.id}`)}>
      {t('tree.addKpi')}
    </Button>
  )
  if (kpis.length === 0) return add && <div>{add}</div>
  return (
    <Card flush title={t('kpis')} actions={add}>
      <ul className="divide-y divide-line pb-1">
        {kpis.map((kpi) => (
          <li key={kpi.id} className="flex">
            <GoalLine goal={kpi} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
