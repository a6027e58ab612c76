import { useQuery } from '@tanstack/react-query'
import { AssistantState } from '../../../modules/create/assistant/plain/state.ts'
import { ask } from '../../api/query.ts'

/** Whether there is an assistant here for whoever writes; null where there is none, and until it is known. */
export function useAssistant(): AssistantState | null {
  const { data } = useQuery(
    ask({ topic: 'assistant', path: '/assistant', schema: AssistantState, fresh: 60_000 }),
  )
  return data && data.state !== 'off' && data.state !== 'not_yours' ? data : null
}
