import { ChevronLeft, ChevronRight, FileUp, NotebookPen, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { addDays, startOfWeek } from '../../kit/days.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { ManualDialog } from '../goals/manual-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { More, NumberCard } from './number-card.tsx'
import { byHandPage } from './routes.tsx'
import { useEntered, useNumbers } from './use-by-hand.ts'

/** So many weeks stand beside one another. */
const shown = 6
const views = ['living', 'archived'] as const

export function Page() {
  const t = useWords('manual')
  const words = useProblemWords()
  const may = useMay()
  const { view } = byHandPage.useSearch()
  const setSearch = byHandPage.useSetSearch()
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const numbers = useNumbers(view === 'archived')
  const list = numbers.data?.items ?? []
  const none = numbers.isSuccess && list.length === 0
  const add = may('plan.manage') && (
    <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        !(none && view === 'living') && (
          <>
            {may('plan.manage') && list.length > 0 && view === 'living' && (
              <Button icon={FileUp} onClick={() => setImporting(true)}>
                {t('import.open')}
              </Button>
            )}
            {add}
          </>
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
      {numbers.isPending && <SkeletonRows rows={4} />}
      {numbers.error && <ErrorState words={words(numbers.error)} onRetry={() => void numbers.refetch()} />}
      {none && view === 'living' && (
        <EmptyState icon={NotebookPen} title={t('emptyTitle')} action={add}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && view === 'archived' && <EmptyState small icon={NotebookPen} title={t('noneArchived')} />}
      {list.length > 0 && (view === 'living' ? <Weeks numbers={list} /> : <Archived numbers={list} />)}
      {importing && <ImportDialog example={list[0]?.name ?? ''} onClose={() => setImporting(false)} />}
      {adding && <ManualDialog onClose={() => setAdding(false)} />}
    </Frame>
  )
}

/** Six weeks of every number; the arrows lead to others. */
function Weeks({ numbers }: { numbers: readonly ManualMetric[] }) {
  const t = useWords('manual')
  const words = useProblemWords()
  const { timeZone } = useWorkspace()
  const { until } = byHandPage.useSearch()
  const setSearch = byHandPage.useSetSearch()
  const thisWeek = startOfWeek(toCivil(new Date(), timeZone).slice(0, 10), 1)
  const wanted = startOfWeek(until ?? thisWeek, 1)
  const last = [wanted, thisWeek].toSorted()[0] ?? thisWeek
  const weeks = Array.from({ length: shown }, (_, place) => addDays(last, -7 * (shown - 1 - place)))
  const entered = useEntered(weeks[0] ?? last, last)
  const move = (by: number) => {
    const next = addDays(last, 7 * by)
    setSearch({ until: next < thisWeek ? next : undefined })
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-1">
        <IconButton icon={ChevronLeft} label={t('earlier')} onClick={() => move(-shown)} />
        <IconButton
          icon={ChevronRight}
          label={t('later')}
          disabled={last === thisWeek}
          onClick={() => move(shown)}
        />
      </div>
      {entered.error && <ErrorState words={words(entered.error)} onRetry={() => void entered.refetch()} />}
      {entered.isPending && <SkeletonRows rows={4} />}
      {entered.data &&
        numbers.map((metric) => (
          <NumberCard
            key={metric.id}
            metric={metric}
            weeks={weeks}
            thisWeek={thisWeek}
            valueIn={(week) => entered.values.get(`${metric.id} ${week}`) ?? null}
          />
        ))}
    </div>
  )
}

function Archived({ numbers }: { numbers: readonly ManualMetric[] }) {
  const t = useWords('manual')
  const may = useMay()
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {numbers.map((metric) => (
          <li key={metric.id} className="flex items-center justify-between gap-3 px-4 py-2.5 md:px-5">
            <span className="min-w-0">
              <span className="block font-medium">{metric.name}</span>
              <span className="block text-sm text-muted">{t('goals', { count: metric.goals })}</span>
            </span>
            {may('plan.manage') && <More metric={metric} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}
