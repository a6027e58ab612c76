import { Search } from 'lucide-react'
import { useState } from 'react'
import type { BudgetYear, Line, LineKind, Side } from '../../../modules/plan/budget/contract.ts'
import { costKinds, incomeKinds } from '../../../modules/plan/budget/contract.ts'
import { Input } from '../../kit/input.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { MonthList } from './month-list.tsx'
import { OutlookCards } from './outlook-cards.tsx'
import { useNarrow } from './use-narrow.ts'
import { YearGrid } from './year-grid.tsx'

const kindsOf: Record<Side, readonly LineKind[]> = { cost: costKinds, income: incomeKinds }
/** So many stand at once; from this many on they can be searched. */
const page = 50
const searched = 12

/** A year of lines: the months side by side, or one month at a time where there is no room. */
export function PlanView({ budget, side }: { budget: BudgetYear; side: Side }) {
  const t = useWords('budget')
  const narrow = useNarrow()
  const [text, setText] = useState('')
  const [count, setCount] = useState(page)
  const all = kindsOf[side].flatMap((kind) => budget.lines.filter((line) => line.kind === kind))
  const found = all.filter(({ name, note }) =>
    `${name} ${note}`.toLowerCase().includes(text.trim().toLowerCase()),
  )
  const shown: Line[] = found.slice(0, count)
  return (
    <>
      <OutlookCards budget={budget} side={side} />
      {all.length > searched && (
        <div className="mb-3 max-w-sm">
          <Input
            type="search"
            icon={Search}
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
      )}
      {found.length === 0 && <p className="py-6 text-center text-muted">{t('noneFound')}</p>}
      {shown.length > 0 &&
        (narrow ? (
          <MonthList budget={budget} lines={shown} side={side} />
        ) : (
          <YearGrid budget={budget} lines={shown} side={side} />
        ))}
      <Pager auto more={found.length > count} busy={false} onMore={() => setCount(count + page)} />
    </>
  )
}
