import type { ReactNode } from 'react'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'

type Props<V extends string, T> = {
  title: string
  help: string
  views: { label: string; all: readonly V[]; say: (view: V) => string; at: V; go: (view: V) => void }
  asked: { data: T | undefined; isPending: boolean; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
  /** What is shown whether or not the rest is there. */
  besides?: ReactNode
}

/** A page of several views on one thing; which one is in the address. */
export function ViewsPage<V extends string, T>({
  title,
  help,
  views,
  asked,
  children,
  besides,
}: Props<V, T>) {
  const words = useProblemWords()
  return (
    <Frame
      title={title}
      help={help}
      bar={
        <Tabs
          label={views.label}
          value={views.at}
          onChange={views.go}
          tabs={views.all.map((value) => ({ value, label: views.say(value) }))}
        />
      }
    >
      {asked.isPending && <Skeleton className="h-[60dvh]" />}
      {asked.error != null && <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.data !== undefined && children(asked.data)}
      {besides}
    </Frame>
  )
}
