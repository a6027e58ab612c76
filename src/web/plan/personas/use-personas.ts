import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { Persona, PersonaExamples, PersonaList } from '../../../modules/plan/personas/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const usePersonas = (archived = false, limit?: number) =>
  useInfiniteQuery(
    askPages({ topic: 'personas', path: '/personas', query: { archived, limit }, schema: PersonaList }),
  )

export const askPersona = (id: string) =>
  ask({ topic: 'personas', path: path`/personas/${id}`, schema: Persona })

export const usePersona = (id: string) => useQuery(askPersona(id))

export function useExamples() {
  const language = useLocale()
  return useQuery(
    ask({
      topic: 'personas',
      path: '/personas/examples',
      query: { language },
      schema: PersonaExamples,
      fresh: Number.POSITIVE_INFINITY,
    }),
  )
}

/** Puts a persona away, or takes it back; either can be undone. */
export function usePut({ id, name, archivedAt }: Persona, then: () => void = () => {}) {
  const t = useWords('personas')
  const put = (how: 'archive' | 'restore') => api.post(path`/personas/${id}/${how}`)
  const how = archivedAt ? 'restore' : 'archive'
  return useWrite(() => put(how), {
    touches: ['personas'],
    onSuccess: () => {
      const undo = () => put(archivedAt ? 'archive' : 'restore').then(() => {})
      toast(t(archivedAt ? 'restoredNow' : 'archivedNow', { name }), { undo })
      then()
    },
  })
}

export function useRemove({ id, name }: Persona, then: () => void) {
  const t = useWords('personas')
  return useWrite(() => api.delete(path`/personas/${id}`), {
    touches: ['personas', 'strategy'],
    onSuccess: () => {
      toast(t('removedNow', { name }))
      then()
    },
  })
}
