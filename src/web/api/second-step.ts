import { useQuery } from '@tanstack/react-query'
import { SecondStep } from '../../modules/people/second-step/contract.ts'
import { ask } from './query.ts'

/** How one's own second step stands. */
export const askSecondStep = () =>
  ask({ topic: 'me', path: '/me/second-step', schema: SecondStep, workspace: null })

/** Whether a code is asked beside the password; null until it is known. */
export function useAsksCode(): boolean | null {
  const { data } = useQuery(askSecondStep())
  return data?.on ?? null
}
