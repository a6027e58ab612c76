import { type GoalNumber, goalMetrics } from '../../../modules/plan/goals/contract.ts'
import type { Choice } from '../../kit/select.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useManuals } from './use-manuals.ts'

export type Chosen = { metric: GoalNumber; manualId: string | null }

/** One value of a list for what is two fields. */
export const keyOf = ({ metric, manualId }: Chosen): string =>
  metric === 'manual' ? `manual:${manualId ?? ''}` : metric

export function chosenOf(key: string): Chosen {
  const [metric, manualId] = key.split(':')
  return { metric: metric as GoalNumber, manualId: manualId || null }
}

type Wanted = {
  /** Whether posts can be counted. */
  output: boolean
  /** One that is put away is offered no more, and stays where it is chosen. */
  chosen: string | null | undefined
}

/** Which numbers there are to choose from: what people enter, what posts make, and the catalogue. */
export function useNumberChoices({ output, chosen }: Wanted): Choice[] {
  const names = useGoalNames()
  const manuals = useManuals()
  const own = output ? (['posts_out', 'posts_planned'] as const) : []
  return [
    ...goalMetrics.map((metric) => ({ value: metric, label: names.name({ metric }) })),
    ...own.map((metric) => ({ value: metric, label: names.name({ metric }) })),
    ...[...manuals.values()]
      .filter(({ id, archivedAt }) => archivedAt === null || id === chosen)
      .map(({ id, name }) => ({ value: `manual:${id}`, label: name })),
  ]
}
