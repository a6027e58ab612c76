import { lazy, Suspense } from 'react'
import { SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { bulkPage, bulkTabs } from './routes.tsx'

const lists = {
  imports: lazy(() => import('./imports-list.tsx')),
  recurring: lazy(() => import('./series-list.tsx')),
  evergreen: lazy(() => import('./series-list.tsx')),
  feeds: lazy(() => import('./feeds-list.tsx')),
  templates: lazy(() => import('./templates-list.tsx')),
}

/** Many posts at once, and what makes posts by itself. */
export function Page() {
  const t = useWords('bulk')
  const { tab } = bulkPage.useSearch()
  const setSearch = bulkPage.useSetSearch()
  const List = lists[tab]
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      bar={
        <Tabs
          label={t('tab')}
          value={tab}
          onChange={(next) => setSearch({ tab: next, q: undefined })}
          tabs={bulkTabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
      }
    >
      <Suspense fallback={<SkeletonRows rows={4} />}>
        <List key={tab} />
      </Suspense>
    </Frame>
  )
}
