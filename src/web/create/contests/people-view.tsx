import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { Contest, Taker } from '../../../modules/create/contests/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { contestPage } from './routes.tsx'
import { Signals } from './signals.tsx'
import { TakerSheet } from './taker-sheet.tsx'
import { useTakers } from './use-contest.ts'

const states = ['all', 'aside', 'in', 'kept', 'out'] as const

/** Who takes part; those set aside wait for a person. */
export function PeopleView({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const { state, q } = contestPage.useSearch()
  const setSearch = contestPage.useSetSearch()
  const found = useTakers(contest.id, state, q)
  const [shown, setShown] = useState<string | null>(null)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const { counts } = contest
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
      {counts.unconfirmed > 0 && (
        <p className="text-sm text-muted">{t('unconfirmed', { count: counts.unconfirmed })}</p>
      )}
      <Field label={t('search')} hideLabel>
        <Input
          type="search"
          placeholder={t('search')}
          value={q}
          onChange={({ target }) => setSearch({ q: target.value })}
        />
      </Field>
      {found.isPending && <SkeletonRows rows={4} />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState icon={UsersRound} title={t('nobody')}>
          {q || state ? undefined : t('nobodyHelp')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
          {items.map((taker) => (
            <Row key={taker.id} taker={taker} onOpen={() => setShown(taker.id)} />
          ))}
        </ul>
      )}
      <Pager
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        auto
      />
      {shown && (
        <TakerSheet contest={contest} personId={shown} onClose={() => setShown(null)} onOther={setShown} />
      )}
    </div>
  )
}

const tones = { in: 'quiet', aside: 'warn', kept: 'good', out: 'bad' } as const

function Row({ taker, onOpen }: { taker: Taker; onOpen: () => void }) {
  const t = useWords('contests')
  const formats = useFormats()
  const ways = formats.list(taker.ways.map((way) => t(`ways.${way}`)))
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover">
      <span className="flex min-w-0 flex-1 basis-48 flex-col">
        <button
          type="button"
          onClick={onOpen}
          className="truncate text-left font-medium after:absolute after:inset-0 after:content-['']"
        >
          {taker.who || t('nameless')}
        </button>
        <span className="text-sm text-muted figures">
          {[ways, formats.moment(taker.at), taker.merged > 0 && t('merged', { count: taker.merged })]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Signals signals={taker.signals} />
      </span>
      {!taker.confirmed && <Badge>{t('notConfirmed')}</Badge>}
      <Badge tone={tones[taker.state]}>{t(`states.${taker.state}`)}</Badge>
    </li>
  )
}
