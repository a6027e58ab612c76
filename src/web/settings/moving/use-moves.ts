import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Export, ExportList, type Import, ImportList } from '../../../modules/running/moving/contract.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { useLanguage } from '../../kit/language.ts'

type Move = Pick<Export, 'state'>

const isUnderWay = ({ state }: Move): boolean => state === 'waiting' || state === 'running'

/** While something is under way it is asked again and again: how far it is, nobody tells. */
const often = (items: readonly Move[] | undefined): number | false => (items?.some(isUnderWay) ? 1500 : false)

export const useExports = () =>
  useQuery({
    ...ask({ topic: 'workspace', path: '/workspace/exports', schema: ExportList }),
    refetchInterval: ({ state }) => often(state.data?.items),
  })

export const useImports = () =>
  useQuery({
    ...ask({ topic: 'workspace', path: '/imports', schema: ImportList, workspace: null }),
    refetchInterval: ({ state }) => often(state.data?.items),
  })

/** Why one failed, in the person's language where there are words for it. */
export function useWhy(): (move: Pick<Import, 'code' | 'words' | 'facts'>) => string {
  const words = useProblemWords()
  const { need } = useLanguage()
  // Words of errors come with the first error that is thrown, and here none is.
  useEffect(() => void need('problems'), [need])
  return ({ code, words: detail, facts }) =>
    words(new ApiProblem({ status: 400, code: code ?? '', detail: detail ?? '', facts }))
}
