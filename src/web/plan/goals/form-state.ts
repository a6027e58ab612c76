import type { z } from 'zod'
import type { GoalBody } from '../../../modules/plan/goals/contract.ts'
import type { ContractForm } from '../../api/form.ts'

export type GoalFields = z.input<typeof GoalBody>
export type GoalFormState = ContractForm<GoalFields, GoalBody>
/** What a form begins with; whatever is left out is empty. */
export type GoalStart = Partial<GoalFields> & Pick<GoalBody, 'metric' | 'scope' | 'startsOn'>

/** What is wrong with a list, or with the first of its rows that has something wrong. */
export function errorIn(form: GoalFormState, list: 'constraints' | 'milestones'): string | undefined {
  const rows = (form.getValues(list) ?? []).map((_, place) => place)
  const ofRow = (place: number) =>
    (['value', 'metric', 'day'] as const).flatMap(
      (name) => form.errorOf(`${list}.${place}.${name}` as Parameters<GoalFormState['errorOf']>[0]) ?? [],
    )
  return form.errorOf(list) ?? rows.flatMap(ofRow)[0]
}
