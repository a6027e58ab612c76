import { useQuery } from '@tanstack/react-query'
import { Conversion, ConversionList } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'

/** What is made of a film, live. */
export const useConversions = (mediaId: string) =>
  useQuery(
    ask({ topic: 'films', path: '/media-conversions', query: { media: mediaId }, schema: ConversionList }),
  )

const touches = ['films', 'media'] as const

export const useConversionActs = () => ({
  cancel: useWrite((id: string) => api.post(path`/media-conversions/${id}/cancel`, { schema: Conversion }), {
    touches,
  }),
  again: useWrite((id: string) => api.post(path`/media-conversions/${id}/again`, { schema: Conversion }), {
    touches,
  }),
})

/** Why it failed or waits, in the language of who looks. */
export function useSayConversionProblem(): (problem: Conversion['problem']) => string | null {
  const words = useProblemWords()
  return (problem) =>
    problem &&
    words(new ApiProblem({ status: 422, code: problem.code, detail: problem.code, facts: problem.facts }))
}
