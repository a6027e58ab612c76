import { Goal } from '../../../modules/plan/goals/contract.ts'
import { api } from '../../api/client.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { addDays } from '../../kit/days.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { GoalForm } from './goal-form.tsx'
import { useRenew } from './use-renew.ts'

/** A quarter is long enough to change something, and short enough to look ahead. */
const usualDays = 90

export function Page() {
  const t = useWords('goals')
  const go = useGo()
  const renew = useRenew()
  const me = useMe()
  const { timeZone } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  return (
    <Frame title={t('set')} help={t('setHelp')} width="read" back={{ to: '/goals', label: t('nav') }}>
      <GoalForm
        start={{
          metric: 'followers',
          scope: { kind: 'workspace', id: null },
          startsOn: today,
          deadline: addDays(today, usualDays),
          ownerId: me.id,
        }}
        submitWords={t('set')}
        onCancel={() => go('/goals')}
        onSubmit={async (body) => {
          const goal = await api.post('/goals', { body, schema: Goal })
          renew()
          toast(t('setNow', { name: goal.name }))
          go(`/goals/${goal.id}`)
        }}
      />
    </Frame>
  )
}
