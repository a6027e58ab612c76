import { lazy, Suspense } from 'react'
import { useMay } from '../../api/me.ts'
import { SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { QueueView } from './queue-view.tsx'
import { approvalsPage, approvalTabs } from './routes.tsx'

const RulesView = lazy(() => import('./rules-view.tsx'))
const LinksView = lazy(() => import('./links-view.tsx'))
const AwayView = lazy(() => import('./away-view.tsx'))

const needs = { queue: null, rules: 'team.read', links: 'post.publish', away: 'team.read' } as const

/** What waits for a yes, by which rules, and who else answers. */
export function Page() {
  const t = useWords('approval')
  const may = useMay()
  const { tab } = approvalsPage.useSearch()
  const setSearch = approvalsPage.useSetSearch()
  const tabs = approvalTabs.filter((one) => needs[one] === null || may(needs[one]))
  const shown = tabs.includes(tab) ? tab : 'queue'
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      width="read"
      bar={
        tabs.length > 1 && (
          <Tabs
            label={t('views')}
            value={shown}
            onChange={(next) => setSearch({ tab: next })}
            tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
          />
        )
      }
    >
      <Suspense fallback={<SkeletonRows rows={4} />}>
        {shown === 'queue' && <QueueView />}
        {shown === 'rules' && <RulesView />}
        {shown === 'links' && <LinksView />}
        {shown === 'away' && <AwayView />}
      </Suspense>
    </Frame>
  )
}
