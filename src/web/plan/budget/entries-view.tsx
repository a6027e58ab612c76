import { EllipsisVertical, PencilLine, Receipt, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { BudgetYear, Entry } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { budgetPage } from './routes.tsx'
import { useEntries, useRemoveEntry } from './use-budget.ts'

/** What was spent or earned in the year, newest first. */
export function EntriesView({ budget }: { budget: BudgetYear }) {
  const t = useWords('budget')
  const words = useProblemWords()
  const { side, line, campaign } = budgetPage.useSearch()
  const setSearch = budgetPage.useSetSearch()
  const entries = useEntries({
    ...{ line, campaign },
    from: `${budget.year}-01-01`,
    to: `${budget.year}-12-31`,
  })
  const lines = new Map(budget.lines.map((one) => [one.id, one]))
  const items = (entries.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ lineId }) => lines.get(lineId)?.side === side || line === lineId)
  const only = line ? lines.get(line) : undefined
  return (
    <>
      {only && (
        <Button size="small" icon={X} className="mb-3" onClick={() => setSearch({ line: undefined })}>
          {t('entry.onlyOf', { name: only.name })}
        </Button>
      )}
      {entries.isPending && <SkeletonRows />}
      {entries.error && <ErrorState words={words(entries.error)} onRetry={() => void entries.refetch()} />}
      {entries.isSuccess && items.length === 0 && !entries.hasNextPage && (
        <EmptyState small icon={Receipt} title={t(`entry.none.${side}`)} />
      )}
      {items.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {items.map((entry) => (
              <EntryRow key={entry.id} entry={entry} budget={budget} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        auto
        more={entries.hasNextPage}
        busy={entries.isFetchingNextPage}
        onMore={() => void entries.fetchNextPage()}
      />
    </>
  )
}

function EntryRow({ entry, budget }: { entry: Entry; budget: BudgetYear }) {
  const t = useWords('budget')
  const may = useMay()
  const money = useMoney()
  const { day, number } = useFormats()
  const [changing, setChanging] = useState(false)
  const remove = useRemoveEntry()
  const line = budget.lines.find(({ id }) => id === entry.lineId)
  const hours = entry.minutes === null ? null : number(entry.minutes / 60, { maximumFractionDigits: 2 })
  const facts = [
    day(`${entry.day}T12:00:00Z`, 'UTC'),
    hours !== null && t('hours', { hours }),
    entry.note,
    entry.enteredBy && t('entry.by', { name: entry.enteredBy }),
  ].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 md:px-5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-medium break-words">{line?.name}</p>
        <p className="text-sm break-words text-muted">{facts.join(' · ')}</p>
      </div>
      <p className="font-medium figures">{money.say(entry.minor, entry.currency)}</p>
      {may('plan.manage') && (
        <Menu trigger={<IconButton plain size="small" icon={EllipsisVertical} label={t('entry.menu')} />}>
          <MenuItem icon={PencilLine} onSelect={() => setChanging(true)}>
            {t('change')}
          </MenuItem>
          <MenuItem icon={Trash2} onSelect={() => remove.mutate(entry)}>
            {t('remove')}
          </MenuItem>
        </Menu>
      )}
      {changing && line && (
        <EntryDialog budget={budget} side={line.side} entry={entry} onClose={() => setChanging(false)} />
      )}
    </li>
  )
}
