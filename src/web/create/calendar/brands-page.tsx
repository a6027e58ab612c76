import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, LayoutGrid } from 'lucide-react'
import { useMemo } from 'react'
import { type Brand, type BrandEntry, Brands } from '../../../modules/create/calendar-brands/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { addDays, addMonths, type Day } from '../../kit/days.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { Popover } from '../../kit/popover.tsx'
import { states, toneText } from '../../kit/state.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil, toInstant, zoneCity } from '../../kit/zone.ts'
import { asUtc, daysFrom, weeksOfMonth } from './days.ts'
import { stateOf } from './placed.ts'
import { brandsPage } from './routes.tsx'
import { windowOf } from './use-calendar.ts'
import { useNarrow } from './use-narrow.ts'

type Shown = BrandEntry & { day: Day; brand: Brand; colour: string }

/** Colours for brands that chose none, told apart by their names too. */
const series = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'] as const

/** The calendars of all brands of the organisation that one is a member of, as one. Times are those of the workspace one is in. */
export function Page() {
  const t = useWords('calendars')
  const words = useProblemWords()
  const narrow = useNarrow()
  const brands = useBrands()
  const { query, window, view, date, entries, chosen } = brands
  return (
    <Frame title={t('brands.title')} width="full" bar={<Bar brands={brands} />}>
      {query.isPending && <Skeleton className="h-[60dvh] w-full" />}
      {query.isError && <ErrorState words={words(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && query.data.brands.length < 2 && (
        <EmptyState icon={LayoutGrid} title={t('brands.title')}>
          {t('brands.one')}
        </EmptyState>
      )}
      {query.data && query.data.brands.length > 1 && (
        <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-auto pb-6">
          {query.data.more && <p className="text-sm text-warn">{t('brands.more')}</p>}
          {narrow && <DayList entries={entries} />}
          {!narrow && view === 'week' && (
            <WeekTable brands={chosen} entries={entries} days={daysFrom(window.first, 7)} />
          )}
          {!narrow && view === 'month' && <MonthTable date={date} entries={entries} />}
        </div>
      )}
    </Frame>
  )
}

function useBrands() {
  const { id, timeZone, weekStartsOn } = useWorkspace()
  const search = brandsPage.useSearch()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const date = search.date ?? today
  const window = windowOf(search.view, date, weekStartsOn)
  const at = (day: Day) => toInstant(`${day}T00:00`, timeZone).at.toISOString()
  const query = useQuery(
    ask({
      topic: 'posts',
      also: ['deliveries', 'workspace'],
      path: '/calendars',
      workspace: null,
      query: { from: at(window.first), to: at(window.end), beside: id, workspaces: search.brands },
      schema: Brands,
    }),
  )
  const picked = search.brands?.split(',').filter(Boolean)
  const chosen = (query.data?.brands ?? []).filter((brand) => !picked || picked.includes(brand.id))
  const entries = useMemo(() => {
    const places = new Map((query.data?.brands ?? []).map((brand, place) => [brand.id, { brand, place }]))
    return (query.data?.items ?? []).flatMap((entry): Shown[] => {
      const found = places.get(entry.workspaceId)
      if (!found) return []
      const colour = found.brand.colour ?? `var(${series[found.place % series.length]})`
      return [{ ...entry, day: toCivil(entry.at, timeZone).slice(0, 10), brand: found.brand, colour }]
    })
  }, [query.data, timeZone])
  return { query, window, date, today, entries, chosen, picked, view: search.view, zone: timeZone }
}

function Bar({ brands }: { brands: ReturnType<typeof useBrands> }) {
  const t = useWords('calendars')
  const formats = useFormats()
  const setSearch = brandsPage.useSetSearch()
  const { date, today, view, window, query, picked, zone } = brands
  const step = (by: number) =>
    setSearch({ date: view === 'week' ? addDays(date, by * 7) : addMonths(date, by) })
  const all = query.data?.brands ?? []
  const toggle = (id: string) => {
    const now = picked ?? all.map((brand) => brand.id)
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id]
    setSearch({ brands: next.length === 0 || next.length === all.length ? undefined : next.join(',') })
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 items-center gap-1">
        <IconButton icon={ChevronLeft} label={t('brands.earlier')} onClick={() => step(-1)} />
        <IconButton icon={ChevronRight} label={t('brands.later')} onClick={() => step(1)} />
        <Button
          look="quiet"
          className="shrink-0 whitespace-nowrap"
          disabled={date === today}
          onClick={() => setSearch({ date: undefined })}
        >
          {t('brands.today')}
        </Button>
        <h2 className="ml-2 min-w-0 text-lg font-semibold first-letter:uppercase" aria-live="polite">
          {view === 'week'
            ? formats.range(window.first, addDays(window.end, -1))
            : formats.month(asUtc(date), 'UTC')}
          <span className="block text-xs font-normal text-faint">
            {t('brands.zone', { zone: zoneCity(zone) })}
          </span>
        </h2>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Tabs
          look="box"
          label={t('brands.title')}
          value={view}
          onChange={(next) => setSearch({ view: next })}
          tabs={(['week', 'month'] as const).map((value) => ({ value, label: t(`brands.views.${value}`) }))}
        />
        <Popover
          label={t('brands.choose')}
          align="end"
          className="flex w-72 flex-col gap-2"
          trigger={<Button icon={LayoutGrid}>{t('brands.choose')}</Button>}
        >
          {all.map((brand) => (
            <Checkbox
              key={brand.id}
              label={brand.name}
              checked={!picked || picked.includes(brand.id)}
              onChange={() => toggle(brand.id)}
            />
          ))}
        </Popover>
      </div>
    </div>
  )
}

/** A brand in each row, a day in each column. */
function WeekTable({
  brands,
  entries,
  days,
}: {
  brands: readonly Brand[]
  entries: readonly Shown[]
  days: readonly Day[]
}) {
  const t = useWords('calendars')
  const formats = useFormats()
  const cells = Map.groupBy(entries, ({ workspaceId, day }) => `${workspaceId} ${day}`)
  const colours = new Map(entries.map(({ workspaceId, colour }) => [workspaceId, colour]))
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 rounded-lg border border-line bg-surface shadow-card">
      <thead>
        <tr>
          <th scope="col" className="w-36 border-b border-line px-2 py-1.5 text-left text-xs text-muted">
            {t('brands.brand')}
          </th>
          {days.map((day) => (
            <th
              key={day}
              scope="col"
              className="border-b border-line px-2 py-1.5 text-left text-xs font-medium text-muted"
            >
              {formats.custom(asUtc(day), { weekday: 'short', day: 'numeric' }, 'UTC')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {brands.map((brand) => (
          <tr key={brand.id}>
            <th
              scope="row"
              className="border-b border-line px-2 py-2 text-left align-top text-sm font-semibold"
            >
              <a
                href={`/w/${brand.id}/calendar?view=week&date=${days[0]}`}
                aria-label={t('brands.open', { name: brand.name })}
                className="flex items-start gap-1.5 break-words hover:underline"
              >
                <span
                  aria-hidden
                  className="mt-1 size-3 shrink-0 rounded-full"
                  style={{ background: colours.get(brand.id) ?? brand.colour ?? 'var(--line-strong)' }}
                />
                <span className="min-w-0">{brand.name}</span>
              </a>
            </th>
            {days.map((day) => (
              <td key={day} className="border-b border-l border-line p-1 align-top">
                <div className="flex min-h-10 flex-col gap-1">
                  {(cells.get(`${brand.id} ${day}`) ?? []).map((entry) => (
                    <Chip key={`${entry.postId} ${entry.at}`} entry={entry} />
                  ))}
                </div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How many entries a day shows before it says how many more there are. */
const shownPerDay = 5

function MonthTable({ date, entries }: { date: Day; entries: readonly Shown[] }) {
  const t = useWords('calendars')
  const formats = useFormats()
  const { weekStartsOn } = useWorkspace()
  const weeks = weeksOfMonth(date, weekStartsOn)
  const days = Map.groupBy(entries, ({ day }) => day)
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 rounded-lg border border-line bg-surface shadow-card">
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th
              key={day}
              scope="col"
              className="border-b border-line px-2 py-1.5 text-left text-xs font-medium text-muted"
            >
              {formats.custom(asUtc(day), { weekday: 'short' }, 'UTC')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const here = days.get(day) ?? []
              return (
                <td
                  key={day}
                  className={cx(
                    'h-24 border-r border-b border-line p-1 align-top last:border-r-0',
                    day.slice(0, 7) !== date.slice(0, 7) && 'bg-sunken',
                  )}
                >
                  <p className="px-1 text-xs font-medium figures">{Number(day.slice(8))}</p>
                  <div className="flex flex-col gap-1">
                    {here.slice(0, shownPerDay).map((entry) => (
                      <Chip key={`${entry.postId} ${entry.at}`} entry={entry} />
                    ))}
                    {here.length > shownPerDay && (
                      <span className="px-1 text-xs text-muted">
                        {t('page.moreOfDay', { count: here.length - shownPerDay })}
                      </span>
                    )}
                  </div>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayList({ entries }: { entries: readonly Shown[] }) {
  const t = useWords('calendars')
  const formats = useFormats()
  if (entries.length === 0) return <p className="text-muted">{t('brands.empty')}</p>
  return [...Map.groupBy(entries, ({ day }) => day)].map(([day, here]) => (
    <section key={day} className="flex flex-col gap-1.5">
      <h2 className="pt-2 text-sm font-semibold text-muted">
        {formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
      </h2>
      {here.map((entry) => (
        <Chip key={`${entry.postId} ${entry.at}`} entry={entry} named />
      ))}
    </section>
  ))
}

/** Leads into the other workspace, to the post. */
function Chip({ entry, named = false }: { entry: Shown; named?: boolean }) {
  const t = useWords('calendars')
  const kit = useWords('kit')
  const formats = useFormats()
  const { brand, colour, workspaceId, postId, stage } = entry
  const deliveries = entry.states.map((state) => ({ id: '', channelId: '', state }))
  const state = stateOf({ stage, deliveries })
  const { icon: StateIcon, tone } = states[state]
  const words = entry.text.trim() || t('page.untitled')
  const time = formats.time(entry.at)
  return (
    <a
      href={`/w/${workspaceId}/posts/${postId}`}
      aria-label={t('brands.entry', { brand: brand.name, time, state: kit(`states.${state}`), words })}
      title={brand.name}
      className="flex min-w-0 items-stretch rounded-sm bg-surface shadow-low ring-1 ring-line hover:ring-line-strong touch:min-h-11"
    >
      <span aria-hidden className="w-1.5 shrink-0 rounded-l-sm" style={{ background: colour }} />
      <span className="flex min-w-0 flex-1 flex-col justify-center px-1.5 py-0.5">
        <span className="flex items-center gap-1 text-xs text-muted figures">
          <StateIcon aria-hidden className={cx('size-3.5 shrink-0', toneText[tone])} />
          <span className="shrink-0">{time}</span>
          {named && <span className="truncate font-semibold">{brand.name}</span>}
        </span>
        <span className="truncate text-sm">{words}</span>
      </span>
    </a>
  )
}
