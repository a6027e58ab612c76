import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import { type Contest, type SignalName, signalNames } from '../../../modules/create/contests/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { ManyBar } from './many-bar.tsx'
import { PeopleList } from './people-list.tsx'
import { contestPage } from './routes.tsx'
import { TakerSheet } from './taker-sheet.tsx'
import { useChosen } from './use-chosen.ts'
import { useTakers } from './use-contest.ts'

const states = ['all', 'aside', 'in', 'kept', 'out'] as const

/** Who takes part; those set aside wait for a person, one by one or many at once. */
export function PeopleView({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const { state, q, signal: named } = contestPage.useSearch()
  const signal = signalNames.find((one) => one === named)
  const setSearch = contestPage.useSetSearch()
  const found = useTakers(contest.id, state, q, signal)
  const [shown, setShown] = useState<string | null>(null)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const [first] = found.data?.pages ?? []
  const total = first?.total ?? items.length
  const chosen = useChosen(items, { total, seen: first?.seen ?? null }, `${state} ${q} ${signal}`)
  const { counts } = contest
  const judges = contest.stage === 'open'
  const every: { value: SignalName | 'any'; label: string }[] = [
    { value: 'any', label: t('anySignal') },
    ...signalNames.map((value) => ({ value, label: t(`signalNames.${value}`) })),
  ]
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        look="box"
        label={t('states.label')}
        value={state ?? 'all'}
        onChange={(value) => setSearch({ state: value === 'all' ? undefined : value })}
        tabs={states.map((value) => ({
          value,
          label: t(`states.${value}`),
          aside: value === 'all' ? undefined : counts[value],
        }))}
      />
      {(counts.unconfirmed > 0 || counts.through > 0) && (
        <div className="flex flex-col gap-1 text-sm text-muted">
          {counts.unconfirmed > 0 && <p>{t('unconfirmed', { count: counts.unconfirmed })}</p>}
          {counts.through > 0 && <p>{t('throughMany', { count: counts.through })}</p>}
        </div>
      )}
      <div className="grid gap-3 sm:grid-cols-[1fr_16rem]">
        <Field label={t('search')} hideLabel>
          <Input
            type="search"
            placeholder={t('search')}
            value={q}
            onChange={({ target }) => setSearch({ q: target.value })}
          />
        </Field>
        <Field label={t('bySignal')} hideLabel>
          <Select
            value={signal ?? 'any'}
            choices={every}
            onChange={(value) => setSearch({ signal: value === 'any' ? undefined : value })}
          />
        </Field>
      </div>
      {found.isPending && <SkeletonRows rows={4} />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState icon={UsersRound} title={t('nobody')}>
          {q || state || signal ? undefined : t('nobodyHelp')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <PeopleList items={items} total={total} chosen={chosen} judges={judges} onOpen={setShown} />
      )}
      <Pager
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        auto
      />
      {judges && chosen.count > 0 && (
        <ManyBar contest={contest} chosen={chosen} filter={{ state, signal, q }} />
      )}
      {shown && (
        <TakerSheet contest={contest} personId={shown} onClose={() => setShown(null)} onOther={setShown} />
      )}
    </div>
  )
}
