import type { z } from 'zod'
import type { GoalBody } from '../../../modules/plan/goals/contract.ts'
import type { ContractForm } from '../../api/form.ts'

export type GoalFields = z.input<typeof GoalBody>
export type GoalFormState = ContractForm<GoalFields, GoalBody>
/** What a form begins with; whatever is left out is empty. */
export type GoalStart = Partial<GoalFields> & Pick<GoalBody, 'metric' | 'scope' | 'startsOn'>
