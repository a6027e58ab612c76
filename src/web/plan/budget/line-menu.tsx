import { Archive, ArrowRightToLine, EllipsisVertical, List, PencilLine, Plus } from 'lucide-react'
import { useState } from 'react'
import type { BudgetYear, Line } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWords } from '../../kit/words.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { LineSheet } from './line-sheet.tsx'
import { useCell } from './plan-cell.tsx'
import { budgetPage } from './routes.tsx'
import { useArchive, usePlanMonths } from './use-budget.ts'

/** What can be done with a line. */
export function LineMenu({ line, budget }: { line: Line; budget: BudgetYear }) {
  const t = useWords('budget')
  const may = useMay()
  const setSearch = budgetPage.useSetSearch()
  const [open, setOpen] = useState<'change' | 'entry' | null>(null)
  const archive = useArchive()
  const { plan } = usePlanMonths()
  const cell = useCell(line)
  const months = budget[line.side].months.map(({ month }) => month)
  const isPlanned = (month: string) => {
    const { minor, minutes } = cell.planned(month)
    return minor !== null || minutes !== null
  }
  const last = months.findLastIndex(isPlanned)
  const from = months[last]
  const fill = () => {
    if (!from) return
    const value = cell.planned(from)
    const items = months
      .slice(last + 1)
      .map((month) => ({ lineId: line.id, month, ...value, was: cell.planned(month) }))
    void plan(items, t('filled', { name: line.name })).catch(() => {})
  }
  const close = () => setOpen(null)
  const leads = may('strategy.manage') && line.archivedAt === null
  return (
    <>
      <Menu
        trigger={
          <IconButton
            plain
            size="small"
            icon={EllipsisVertical}
            label={t('line.menu', { name: line.name })}
          />
        }
      >
        <MenuItem
          icon={List}
          onSelect={() => setSearch({ view: 'entries', line: line.id }, { replace: false })}
        >
          {t('line.entries')}
        </MenuItem>
        {may('plan.manage') && line.archivedAt === null && (
          <MenuItem icon={Plus} onSelect={() => setOpen('entry')}>
            {t(`entry.add.${line.side}`)}
          </MenuItem>
        )}
        {leads && (
          <>
            <MenuItem icon={ArrowRightToLine} disabled={from === undefined || last === 11} onSelect={fill}>
              {t('line.fill')}
            </MenuItem>
            <MenuItem icon={PencilLine} onSelect={() => setOpen('change')}>
              {t('line.change')}
            </MenuItem>
            <MenuItem icon={Archive} onSelect={() => archive.mutate(line)}>
              {t('line.archive')}
            </MenuItem>
          </>
        )}
      </Menu>
      {open === 'change' && <LineSheet budget={budget} side={line.side} line={line} onClose={close} />}
      {open === 'entry' && <EntryDialog budget={budget} side={line.side} lineId={line.id} onClose={close} />}
    </>
  )
}
