import { Link } from '@tanstack/react-router'
import { Filter, Plus } from 'lucide-react'
import type { Segment } from '../../../modules/plan/segments/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { segmentsPage } from './routes.tsx'
import { useSayFilter } from './say.ts'
import { TablesView } from './tables-view.tsx'
import { useSegments } from './use-segments.ts'

const views = ['living', 'archived', 'tables'] as const

export function Page() {
  const t = useWords('segments')
  const may = useMay()
  const { view } = segmentsPage.useSearch()
  const setSearch = segmentsPage.useSetSearch()
  return (
    <Frame
      title={t('title')}
      help={t('help')}
      back={{ to: '/personas', label: t('personas') }}
      actions={
        may('strategy.manage') &&
        view === 'living' && (
          <Button look="primary" asChild>
            <Link to="/personas/segments/new">
              <Plus aria-hidden className="size-4" />
              {t('add')}
            </Link>
          </Button>
        )
      }
      bar={
        <Tabs
          label={t('view')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
      }
    >
      {view === 'tables' ? <TablesView /> : <Listed key={view} archived={view === 'archived'} />}
    </Frame>
  )
}

function Listed({ archived }: { archived: boolean }) {
  const t = useWords('segments')
  const words = useProblemWords()
  const segments = useSegments(archived)
  const all = segments.data?.items ?? []
  return (
    <>
      {segments.isPending && <SkeletonRows rows={4} />}
      {segments.error && <ErrorState words={words(segments.error)} onRetry={() => void segments.refetch()} />}
      {segments.isSuccess && all.length === 0 && (
        <EmptyState small={archived} icon={Filter} title={t(archived ? 'noneArchived' : 'emptyTitle')}>
          {!archived && t('emptyWords')}
        </EmptyState>
      )}
      {all.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {all.map((segment) => (
              <Row key={segment.id} segment={segment} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Row({ segment: { id, name, filter, goals } }: { segment: Segment }) {
  const t = useWords('segments')
  const say = useSayFilter()
  return (
    <li className="relative px-4 py-3 hover:bg-hover md:px-5">
      <Link to={`/personas/segments/${id}`} className="font-medium break-words after:absolute after:inset-0">
        {name}
      </Link>
      <p className="text-sm break-words text-muted">
        {[say(filter), goals > 0 && t('goals', { count: goals })].filter(Boolean).join(' · ')}
      </p>
    </li>
  )
}
