import { Link } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import type { Overview } from '../../../modules/measure/numbers/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { Actions } from './actions.tsx'
import { AllNumbers } from './all-numbers.tsx'
import { Bar } from './bar.tsx'
import { ChannelsTable } from './channels-table.tsx'
import { MetricChart } from './metric-chart.tsx'
import { PostsView } from './posts-view.tsx'
import { numbersPage } from './routes.tsx'
import { Tiles } from './tiles.tsx'
import { useOverview, useSayPeriod } from './use-numbers.ts'
import { useNumbersSearch } from './use-search.ts'

export function Page() {
  const t = useWords('numbers')
  const words = useProblemWords()
  const { view } = useNumbersSearch()
  const overview = useOverview()
  const nowhere = overview.data?.channels.length === 0
  return (
    <Frame title={t('nav')} actions={!nowhere && <Actions />} bar={!nowhere && <Bar />}>
      {overview.isPending && <Waiting />}
      {overview.error && <ErrorState words={words(overview.error)} onRetry={() => void overview.refetch()} />}
      {nowhere && <Nowhere />}
      {overview.data && !nowhere && (
        <div className="flex flex-col gap-4">
          <Standing overview={overview.data} />
          {view === 'overview' && <OverviewView overview={overview.data} />}
          {view === 'channels' && <ChannelsTable channels={overview.data.channels} />}
          {view === 'posts' && <PostsView />}
        </div>
      )}
    </Frame>
  )
}

function OverviewView({ overview }: { overview: Overview }) {
  const { metric } = useNumbersSearch()
  const setSearch = numbersPage.useSetSearch()
  return (
    <>
      <Tiles numbers={overview.totals} chosen={metric} onChoose={(next) => setSearch({ metric: next })} />
      <MetricChart metric={metric} />
      <AllNumbers numbers={overview.totals} />
    </>
  )
}

/** Of when the numbers are, what they are held against, and what still moves. */
function Standing({ overview }: { overview: Overview }) {
  const t = useWords('numbers')
  const formats = useFormats()
  const sayPeriod = useSayPeriod()
  const { period, compare, asOf, settling } = overview
  const said = [
    compare
      ? t('againstPeriod', { period: sayPeriod(period), before: sayPeriod(compare) })
      : sayPeriod(period),
    asOf && t('asOf', { when: formats.moment(asOf) }),
    period.partial && t('dayNotOver'),
    settling.posts > 0 && t('settling', { count: settling.posts, hours: settling.hours }),
  ].filter(Boolean)
  return <p className="text-sm text-muted">{said.join(' · ')}</p>
}

function Nowhere() {
  const t = useWords('numbers')
  const may = useMay()
  return (
    <EmptyState
      icon={ChartColumn}
      title={t('emptyTitle')}
      action={
        may('channel.manage') && (
          <Button look="primary" asChild>
            <Link to="/channels">{t('joinChannel')}</Link>
          </Button>
        )
      }
    >
      {t('emptyWords')}
    </EmptyState>
  )
}

const Waiting = () => (
  <div className="flex flex-col gap-4">
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} className="h-28" />
      ))}
    </div>
    <Skeleton className="h-80" />
  </div>
)
