import { lazy, Suspense } from 'react'
import { SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { wordsPage, wordTabs } from './routes.tsx'

const lists = {
  hashtags: lazy(() => import('./hashtags-list.tsx')),
  snippets: lazy(() => import('./snippets-list.tsx')),
  links: lazy(() => import('./links-form.tsx')),
}

/** What is used again while writing: hashtags, snippets, and how links are named. */
export function Page() {
  const t = useWords('writing')
  const { tab } = wordsPage.useSearch()
  const setSearch = wordsPage.useSetSearch()
  const List = lists[tab]
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      bar={
        <Tabs
          label={t('tab')}
          value={tab}
          onChange={(next) => setSearch({ tab: next })}
          tabs={wordTabs.map((value) => ({ value, label: t(`${value}.heading`) }))}
        />
      }
    >
      <Suspense fallback={<SkeletonRows rows={4} />}>
        <List key={tab} />
      </Suspense>
    </Frame>
  )
}
