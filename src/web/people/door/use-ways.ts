import { useQuery } from '@tanstack/react-query'
import { Ways } from '../../../modules/people/provider/contract.ts'
import { ask } from '../../api/query.ts'

const usual: Ways = { password: true, passkeys: false, provider: null }

/** By which ways one comes in here; undefined for a moment. Who cannot be told is asked for the password, as everywhere. */
export function useWays(): Ways | undefined {
  const ways = useQuery(ask({ topic: 'me', path: '/sign-in/ways', schema: Ways, workspace: null }))
  return ways.data ?? (ways.error ? usual : undefined)
}
