import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { BudgetYear, Line, Side } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { IconButton } from '../../kit/button.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { LineMenu } from './line-menu.tsx'
import { PlanCell } from './plan-cell.tsx'
import { unitOf } from './year-grid.tsx'

type Props = { budget: BudgetYear; lines: readonly Line[]; side: Side }

/** One month of every line, for a small screen; the arrows lead to the others. */
export function MonthList({ budget, lines, side }: Props) {
  const t = useWords('budget')
  const money = useMoney()
  const { locale } = useFormats()
  const { months } = budget[side]
  const runs = months.findIndex(({ month }) => month.startsWith(budget.today.slice(0, 7)))
  const [place, setPlace] = useState(Math.max(0, runs))
  const at = months[place]
  if (!at) return null
  const currency = budget.currency ?? ''
  return (
    <Card flush>
      <div className="flex items-center justify-between gap-2 px-2 pb-2">
        <IconButton
          icon={ChevronLeft}
          label={t('monthBefore')}
          disabled={place === 0}
          onClick={() => setPlace(place - 1)}
        />
        <div className="min-w-0 text-center" aria-live="polite">
          <h2 className="font-semibold">{sayDay(at.month, locale, { month: 'long', year: 'numeric' })}</h2>
          <p className="text-sm text-muted figures">
            {money.say(at.spent, currency)} {t('ofPlanned', { amount: money.say(at.planned, currency) })}
          </p>
        </div>
        <IconButton
          icon={ChevronRight}
          label={t('monthAfter')}
          disabled={place === 11}
          onClick={() => setPlace(place + 1)}
        />
      </div>
      <ul className="divide-y divide-line border-t border-line">
        {lines.map((line) => (
          <MonthRow key={`${line.id}${at.month}`} line={line} month={at.month} budget={budget} />
        ))}
      </ul>
    </Card>
  )
}

function MonthRow({ line, month, budget }: { line: Line; month: string; budget: BudgetYear }) {
  const t = useWords('budget')
  const may = useMay()
  const money = useMoney()
  const found = line.months.find((one) => one.month === month)
  return (
    <li className="flex items-center gap-2 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{line.name}</p>
        <p className="text-sm text-muted">
          {t(`kinds.${line.kind}`)} · {unitOf(t, line, money)}
        </p>
        <p className="text-sm text-muted figures">
          {t('spentOf', { amount: money.say(found?.spent ?? 0, budget.currency) })}
          {found?.partial && ` · ${t('partial')}`}
        </p>
      </div>
      <div className="w-28 shrink-0">
        <PlanCell
          line={line}
          month={month}
          readOnly={!may('strategy.manage') || line.archivedAt !== null}
          boxed
        />
      </div>
      <LineMenu line={line} budget={budget} />
    </li>
  )
}
