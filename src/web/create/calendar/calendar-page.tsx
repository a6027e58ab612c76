import { CalendarPlus, ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { addDays, addMonths } from '../../kit/days.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil, zoneCity, zoneName } from '../../kit/zone.ts'
import { Actions } from './actions.tsx'
import { AdvisedEntries } from './advised.tsx'
import { asUtc } from './days.ts'
import { Filters } from './filters.tsx'
import { MonthView } from './month-view.tsx'
import { PlanStrip } from './plan-strip.tsx'
import { calendarPage, views } from './routes.tsx'
import { SelectionRoom, useSelection } from './selection.tsx'
import { useCalendar } from './use-calendar.ts'
import { useMarks } from './use-marks.ts'
import { useNarrow } from './use-narrow.ts'

const MonthPhone = lazy(() => import('./month-phone.tsx').then(({ MonthPhone: view }) => ({ default: view })))
const WeekView = lazy(() => import('./week-view.tsx').then(({ WeekView: view }) => ({ default: view })))
const ListView = lazy(() => import('./list-view.tsx').then(({ ListView: view }) => ({ default: view })))
const ManyBar = lazy(() => import('./many-bar.tsx').then(({ ManyBar: view }) => ({ default: view })))
const ShelfSheet = lazy(() => import('./shelf.tsx').then(({ ShelfSheet: view }) => ({ default: view })))
const BoardView = lazy(() => import('./board-view.tsx').then(({ BoardView: view }) => ({ default: view })))

type Shown = ReturnType<typeof useCalendar>

/** The plan of days: what is written, what is due, what went out and what needs somebody. */
export function Page() {
  const t = useWords('calendar')
  const go = useGo()
  const may = useMay()
  const calendar = useCalendar()
  return (
    <Frame
      title={t('nav')}
      width="full"
      bar={<Bar calendar={calendar} />}
      actions={
        may('post.write') && (
          <Button look="primary" icon={Plus} onClick={() => go('/posts/new')}>
            {t('write')}
          </Button>
        )
      }
    >
      <div className="min-h-0 flex-1 md:overflow-y-auto md:pb-6">
        <AdvisedEntries {...calendar.shown}>
          <SelectionRoom entries={calendar.entries}>
            <Body calendar={calendar} />
            <Many />
          </SelectionRoom>
        </AdvisedEntries>
      </div>
    </Frame>
  )
}

function Bar({ calendar }: { calendar: Shown }) {
  const t = useWords('calendar')
  const setSearch = calendarPage.useSetSearch()
  const { date, today, search } = calendar
  const step = (by: number) =>
    setSearch({ date: search.view === 'week' ? addDays(date, by * 7) : addMonths(date, by) })
  useStepKeys(step, () => setSearch({ date: undefined }))
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 items-center gap-1">
        <IconButton icon={ChevronLeft} label={t(`earlier.${search.view}`)} onClick={() => step(-1)} />
        <IconButton icon={ChevronRight} label={t(`later.${search.view}`)} onClick={() => step(1)} />
        <Button
          look="quiet"
          className="shrink-0 whitespace-nowrap"
          disabled={date === today}
          onClick={() => setSearch({ date: undefined })}
        >
          {t('today')}
        </Button>
        <Title calendar={calendar} />
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full">
        <Tabs
          look="box"
          label={t('view')}
          value={search.view}
          onChange={(view) => setSearch({ view })}
          tabs={views.map((view) => ({ value: view, label: t(`views.${view}`) }))}
        />
        <div className="flex min-w-0 items-center gap-2 max-sm:w-full max-sm:gap-1">
          <Filters />
          <Actions date={date} />
        </div>
      </div>
    </div>
  )
}

/** The window in words, with the zone that its times are in. */
function Title({ calendar }: { calendar: Shown }) {
  const formats = useFormats()
  const { window, date, search, zone } = calendar
  const words =
    search.view === 'week'
      ? formats.range(window.first, addDays(window.end, -1))
      : formats.month(asUtc(date), 'UTC')
  return (
    <h2
      className="ml-2 flex min-w-0 items-baseline gap-2 truncate text-lg font-semibold first-letter:uppercase"
      aria-live="polite"
    >
      {words}
      <span className="truncate text-xs font-normal text-faint">
        {zone === 'UTC' ? zone : `${zoneCity(zone)} ${zoneName(zone, formats.locale, asUtc(date))}`}
      </span>
    </h2>
  )
}

/** The bar of what is selected is fetched with the first that is. */
function Many() {
  const { entries, clear } = useSelection()
  useEffect(() => {
    const hear = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && clear()
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [clear])
  return entries.length > 0 ? (
    <Suspense>
      <ManyBar />
    </Suspense>
  ) : null
}

function Body({ calendar }: { calendar: Shown }) {
  const { search, window } = calendar
  const narrow = useNarrow()
  const marks = useMarks(window)
  const beside = (search.view === 'month' || search.view === 'week') && !narrow
  const shelf = search.shelf === 1
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      {(search.view === 'month' || search.view === 'week') && (
        <div className="flex shrink-0 empty:hidden">
          <PlanStrip weeks={marks.weeks} />
        </div>
      )}
      <div className="min-h-0 flex-1">
        <View calendar={calendar} marks={marks.byDay} shelf={shelf && beside} />
      </div>
      {shelf && !beside && (
        <Suspense>
          <ShelfSheet />
        </Suspense>
      )}
    </div>
  )
}

type ViewProps = { calendar: Shown; marks: ReturnType<typeof useMarks>['byDay']; shelf: boolean }

function View({ calendar, marks, shelf }: ViewProps) {
  const t = useWords('calendar')
  const words = useProblemWords()
  const narrow = useNarrow()
  const setSearch = calendarPage.useSetSearch()
  const { query, entries, ghosts, search, date, today, firstWeekday, window, zone } = calendar
  const onDay = (day: string) => setSearch({ view: 'week', date: day }, { replace: false })
  if (query.isPending) return <Skeleton className="h-[60dvh] w-full" />
  if (query.isError) return <ErrorState words={words(query.error)} onRetry={() => void query.refetch()} />
  if (search.view === 'month' && !narrow)
    return (
      <MonthView
        date={date}
        today={today}
        firstWeekday={firstWeekday}
        entries={entries}
        ghosts={ghosts}
        onDay={onDay}
        marks={marks}
        shelf={shelf}
      />
    )
  if (search.view === 'month')
    return (
      <Suspense fallback={<Skeleton className="h-[60dvh] w-full" />}>
        <MonthPhone
          key={date}
          date={date}
          today={today}
          firstWeekday={firstWeekday}
          entries={entries}
          ghosts={ghosts}
          marks={marks}
        />
      </Suspense>
    )
  if (entries.length === 0 && ghosts.length === 0 && (search.view === 'list' || narrow))
    return (
      <EmptyState icon={CalendarPlus} title={t('emptyTitle')}>
        {t('emptyHelp')}
      </EmptyState>
    )
  return (
    <Suspense fallback={<Skeleton className="h-[60dvh] w-full" />}>
      {search.view === 'week' && !narrow && (
        <WeekView
          first={window.first}
          today={today}
          now={toCivil(new Date(), zone)}
          entries={entries}
          ghosts={ghosts}
          onDay={onDay}
          firstWeekday={firstWeekday}
          marks={marks}
          shelf={shelf}
        />
      )}
      {(search.view === 'list' || (search.view === 'week' && narrow)) && (
        <ListView entries={entries} ghosts={ghosts} {...(search.view === 'week' && { marks })} />
      )}
      {search.view === 'board' && <BoardView entries={entries} />}
    </Suspense>
  )
}

/** `[` and `]` turn the pages of the calendar, `t` comes back to today. */
function useStepKeys(step: (by: number) => void, today: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input,textarea,select,[contenteditable]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '[') step(-1)
      else if (event.key === ']') step(1)
      else if (event.key === 't') today()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  })
}
