import { useQuery } from '@tanstack/react-query'
import { MyWays } from '../../../modules/people/provider/contract.ts'
import { ask } from '../../api/query.ts'

/** By which ways one comes in oneself. */
export const askMyWays = () =>
  ask({ topic: 'me', path: '/me/ways-in', schema: MyWays, workspace: null, fresh: 60_000 })

/** As long as nobody knows, yes: most have one. */
export const useHasPassword = (): boolean => useQuery(askMyWays()).data?.password ?? true
