import type { ReactNode } from 'react'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'

type Asked<T> = {
  data: T | undefined
  isPending: boolean
  error: unknown
  refetch: () => unknown
}
type Props<T> = {
  title: string
  back: { to: string; label: string }
  asked: Asked<T>
  children: (data: T) => ReactNode
}

/** A page on which one thing is changed, once it is there. */
export function EditPage<T>({ title, back, asked, children }: Props<T>) {
  const words = useProblemWords()
  return (
    <Frame title={title} width="read" back={back}>
      {asked.isPending && <SkeletonRows />}
      {asked.error != null && <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data !== undefined && children(asked.data)}
    </Frame>
  )
}
