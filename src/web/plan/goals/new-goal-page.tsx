import { useState } from 'react'
import { Goal, GoalBody } from '../../../modules/plan/goals/contract.ts'
import type { SmartAnswer, SmartGoal } from '../../../modules/plan/smart/contract.ts'
import { api } from '../../api/client.ts'
import { useMe, useWorkspace } from '../../api/me.ts'
import { addDays } from '../../kit/days.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import type { GoalStart } from './form-state.ts'
import { GoalForm } from './goal-form.tsx'
import { forgetKept, keep, readKept } from './kept.ts'
import { useSayAbout } from './result-row.tsx'
import { newGoalPage } from './routes.tsx'
import { SentenceCard } from './sentence-card.tsx'
import { useRenew } from './use-renew.ts'

/** A quarter is long enough to change something, and short enough to look ahead. */
const usualDays = 90

export function Page() {
  const t = useWords('goals')
  const go = useGo()
  const renew = useRenew()
  const { parent } = newGoalPage.useSearch()
  const begun = useBegun(parent)
  const [kept] = useState(readKept)
  const results = useResults()
  const { chosen, goal } = results
  const start = goal
    ? { ...begun, ...fieldsOf(goal) }
    : chosen === null
      ? { ...begun, ...keptFields(kept?.values), ...(parent && { parentId: parent }) }
      : begun
  return (
    <Frame title={t('set')} help={t('setHelp')} width="read" back={{ to: '/goals', label: t('nav') }}>
      <div className="flex flex-col gap-4">
        <SentenceCard
          start={kept?.sentence ?? ''}
          {...results}
          onTaken={results.take}
          onChoose={results.choose}
        />
        <GoalForm
          // Another result is another form.
          key={`${results.round} ${chosen}`}
          start={start}
          submitWords={t('set')}
          onWritten={(values) => keep({ values: JSON.parse(JSON.stringify(values)) })}
          onCancel={() => {
            forgetKept()
            go('/goals')
          }}
          onSubmit={async (body) => {
            const made = await api.post('/goals', { body, schema: Goal })
            renew()
            if (results.finish(made.name)) return
            forgetKept()
            toast(t('setNow', { name: made.name }))
            go(`/goals/${made.id}`)
          }}
        />
      </div>
    </Frame>
  )
}

function useBegun(parentId: string | undefined): GoalStart {
  const me = useMe()
  const { timeZone } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  return {
    metric: 'followers',
    scope: { kind: 'workspace', id: null },
    startsOn: today,
    deadline: addDays(today, usualDays),
    ownerId: me.id,
    ...(parentId && { parentId }),
  }
}

/** What of the kept values still is as it has to be, one by one. */
function keptFields(values: Record<string, unknown> | undefined): Partial<GoalStart> {
  const shape = GoalBody.shape
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) => {
      const field = name in shape ? shape[name as keyof typeof shape] : null
      const read = field?.safeParse(value)
      return read?.success && value !== '' ? [[name, read.data]] : []
    }),
  )
}

/** What the sentence said; what it did not say stays empty, so that its letter says so. */
function fieldsOf({ draft }: SmartGoal): Partial<GoalStart> {
  const { metric, manualId, plan, scope, baseline, baselineWindow, target, floor, startsOn, deadline } = draft
  return {
    ...(metric && { metric }),
    scope,
    manualId,
    plan,
    floor,
    constraints: draft.constraints,
    baselineWindow,
    ...(baseline !== null && { baseline }),
    ...(target !== null && { target }),
    ...(startsOn && { startsOn }),
    deadline: deadline ?? ('' as string),
  }
}

/** The results of the sentence, which of them the form holds, and which are set. */
function useResults() {
  const t = useWords('smart')
  const about = useSayAbout()
  const [answer, setAnswer] = useState<SmartAnswer | null>(null)
  const [round, setRound] = useState(0)
  const [chosen, setChosen] = useState<number | null>(null)
  const [done, setDone] = useState<ReadonlySet<number>>(new Set())
  const next = (without: ReadonlySet<number>, goals = answer?.goals ?? []): number | null => {
    const place = goals.findIndex((goal, at) => goal.draft.metric !== null && !without.has(at))
    return place < 0 ? null : place
  }
  return {
    answer,
    round,
    chosen,
    done,
    goal: chosen === null ? undefined : answer?.goals[chosen],
    choose: setChosen,
    take(taken: SmartAnswer) {
      setAnswer(taken)
      setDone(new Set())
      setChosen(next(new Set(), taken.goals))
      setRound(round + 1)
    },
    /** Goes on with the next result; answers whether there is one. */
    finish(name: string): boolean {
      const without = new Set(chosen === null ? done : [...done, chosen])
      const place = chosen === null ? null : next(without)
      setDone(without)
      const goal = place === null ? undefined : answer?.goals[place]
      if (!goal) return false
      setChosen(place)
      toast(t('next', { name, next: about(goal) ?? goal.said }))
      return true
    },
  }
}
