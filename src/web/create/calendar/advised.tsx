import { useQuery } from '@tanstack/react-query'
import { Lightbulb } from 'lucide-react'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type AdviceCode, AdviceList } from '../../../modules/plan/advice/contract.ts'
import { ask } from '../../api/query.ts'
import { useWords } from '../../kit/words.ts'

type Advised = ReadonlyMap<string, readonly AdviceCode[]>

const Context = createContext<Advised>(new Map())

/** Fetches for all entries of the window at once what the strategy says to them; the calendar does not wait for it. */
export function AdvisedEntries({ from, to, children }: { from: string; to: string; children: ReactNode }) {
  const { data } = useQuery(
    ask({
      topic: 'posts',
      also: ['plan', 'goals', 'personas', 'channels', 'deliveries'],
      path: '/advice',
      query: { from, to },
      schema: AdviceList,
    }),
  )
  const advised = useMemo(() => new Map(data?.items.map(({ postId, codes }) => [postId, codes])), [data])
  return <Context value={advised}>{children}</Context>
}

const nothing: readonly AdviceCode[] = []

export const useAdvised = (postId: string): readonly AdviceCode[] =>
  useContext(Context).get(postId) ?? nothing

/** Something is to be known of this post before it goes out. */
export function AdvisedMark({ postId }: { postId: string }) {
  const t = useWords('advice')
  const codes = useAdvised(postId)
  if (codes.length === 0) return null
  const words = codes.map((code) => t(`short.${code}`)).join(', ')
  return (
    <span className="flex shrink-0 items-center text-warn" title={words}>
      <Lightbulb aria-hidden className="size-3.5" />
    </span>
  )
}
