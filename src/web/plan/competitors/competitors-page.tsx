import { Link } from '@tanstack/react-router'
import { Binoculars, Columns2, Plus, Search } from 'lucide-react'
import type { Listed } from '../../../modules/plan/competitors/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { AddDialog } from './add-dialog.tsx'
import { CompetitorsTable } from './competitors-table.tsx'
import { competitorsPage } from './routes.tsx'
import { type Sort, sorts } from './sorts.ts'
import { useCompetitors } from './use-competitors.ts'
import { WindowBar } from './window-bar.tsx'

const views = ['living', 'archived'] as const

export function Page() {
  const t = useWords('competitors')
  const words = useProblemWords()
  const may = useMay()
  const go = useGo()
  const search = competitorsPage.useSearch()
  const setSearch = competitorsPage.useSetSearch()
  const { view, days, network, q, sort } = search
  const list = useCompetitors(view === 'archived', { days, network })
  const all = list.data?.items ?? []
  const shown = sorted(all.filter(matches(q)), sort)
  const none = list.isSuccess && all.length === 0
  const manages = may('strategy.manage')
  const add = manages && (
    <Button look="primary" icon={Plus} onClick={() => setSearch({ add: true })}>
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
            {all.length > 0 && view === 'living' && (
              <Button asChild>
                <Link to="/competitors/compare">
                  <Columns2 aria-hidden className="size-4" />
                  {t('compare')}
                </Link>
              </Button>
            )}
            {add}
          </>
        )
      }
      bar={
        <>
          <Tabs
            label={t('view')}
            value={view}
            onChange={(next) => setSearch({ view: next })}
            tabs={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
          {all.length > 0 && (
            <div className="flex flex-wrap items-center gap-2">
              <div className="max-sm:w-full">
                <Input
                  icon={Search}
                  type="search"
                  aria-label={t('search')}
                  placeholder={t('search')}
                  className="w-full sm:w-56"
                  value={q}
                  onChange={({ target }) => setSearch({ q: target.value })}
                />
              </div>
              <WindowBar
                days={days}
                network={network}
                networks={all.flatMap(({ profiles }) => profiles.map((one) => one.network))}
                onChange={setSearch}
              />
              <div className="max-sm:w-full sm:w-56">
                <Select
                  label={t('sort')}
                  value={sort}
                  onChange={(next) => setSearch({ sort: next })}
                  choices={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
                />
              </div>
            </div>
          )}
        </>
      }
    >
      {list.isPending && <SkeletonRows rows={8} />}
      {list.error && <ErrorState words={words(list.error)} onRetry={() => void list.refetch()} />}
      {none && view === 'living' && (
        <EmptyState icon={Binoculars} title={t('emptyTitle')} action={add}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && view === 'archived' && <EmptyState small icon={Binoculars} title={t('noneArchived')} />}
      {all.length > 0 && shown.length === 0 && <EmptyState small icon={Search} title={t('noneFound')} />}
      {shown.length > 0 && (
        <>
          <p className="mb-2 text-sm text-muted" role="status">
            {t('count', { count: shown.length })}
          </p>
          <CompetitorsTable rows={shown} />
        </>
      )}
      {search.add && manages && (
        <AddDialog
          onClose={() => setSearch({ add: undefined })}
          onAdded={(made) => go(`/competitors/${made.id}`)}
        />
      )}
    </Frame>
  )
}

/** Name, handle or page, in any order of the words. */
const matches =
  (q: string) =>
  ({ name, website, profiles, numbers }: Listed): boolean => {
    const text = [name, website, ...profiles.flatMap((one) => [one.handle, one.name])].join(' ').toLowerCase()
    const found = q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
    // Narrowed to a network, whoever is not there has nothing to show.
    return found && (numbers.base.profiles > 0 || profiles.length === 0)
  }

/** Largest first; what is not known stands last. */
const sorted = (rows: readonly Listed[], sort: Sort): Listed[] =>
  sort === 'name'
    ? [...rows]
    : rows.toSorted(
        (a, b) => (b.numbers[sort].value ?? -Infinity) - (a.numbers[sort].value ?? -Infinity) || 0,
      )
