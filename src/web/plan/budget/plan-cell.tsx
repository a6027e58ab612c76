import { type KeyboardEvent, useState } from 'react'
import type { Line } from '../../../modules/plan/budget/contract.ts'
import { readHours, useMoney } from '../../api/money.ts'
import { cx } from '../../kit/class.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { inputLook } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { usePlanMonths } from './use-budget.ts'

type Props = {
  line: Line
  month: string
  readOnly: boolean
  /** Looks like any other field, where it does not stand in a grid. */
  boxed?: boolean
}

export const noPlan = { minor: null, minutes: null }

/** What is planned of a line in a month, and how it is written; hours for people, money otherwise. */
export function useCell(line: Line) {
  const money = useMoney()
  const { locale, number } = useFormats()
  const hours = line.kind === 'people'
  return {
    hours,
    planned(month: string) {
      const found = line.months.find((one) => one.month === month)
      return found ? { minor: found.minor, minutes: found.minutes } : noPlan
    },
    say({ minor, minutes }: { minor: number | null; minutes: number | null }): string {
      if (!hours) return money.bare(minor, line.currency)
      return minutes === null ? '' : number(minutes / 60, { maximumFractionDigits: 2 })
    },
    /** Undefined: what stands there says nothing. */
    read(text: string): { minor: number | null; minutes: number | null } | undefined {
      if (text.trim() === '') return noPlan
      const read = hours ? readHours(text, locale) : money.read(text, line.currency)
      if (read === undefined || read < 0) return undefined
      return hours ? { minor: null, minutes: read } : { minor: read, minutes: null }
    },
  }
}

/** Moves as in a spreadsheet: up and down by arrows, down by Enter. */
function leave(event: KeyboardEvent<HTMLInputElement>, by: number): void {
  const { month } = event.currentTarget.dataset
  const column = [...document.querySelectorAll<HTMLInputElement>(`input[data-month="${month}"]`)]
  const next = column[column.indexOf(event.currentTarget) + by]
  event.preventDefault()
  if (next) next.focus()
  else event.currentTarget.blur()
}

const bare =
  'h-8 w-full min-w-0 rounded-sm border border-transparent bg-transparent px-1.5 text-right figures placeholder:text-faint ' +
  'focus-visible:border-focus focus-visible:bg-surface focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus ' +
  'aria-invalid:border-bad-mark'

/** Saved when one leaves it; what could not be saved stays as it was typed. */
export function PlanCell({ line, month, readOnly, boxed }: Props) {
  const t = useWords('budget')
  const { locale } = useFormats()
  const cell = useCell(line)
  const { plan } = usePlanMonths()
  const [typed, setTyped] = useState<string | null>(null)
  const was = cell.planned(month)
  const read = typed === null ? was : cell.read(typed)
  const said = sayDay(month, locale, { month: 'long', year: 'numeric' })
  const facts = { name: line.name, month: said }
  const save = async () => {
    if (typed === null || read === undefined) return
    if (read.minor !== was.minor || read.minutes !== was.minutes)
      await plan([{ lineId: line.id, month, ...read, was }], t('planned', facts))
    setTyped(null)
  }
  return (
    <input
      data-month={month}
      inputMode="decimal"
      autoComplete="off"
      readOnly={readOnly}
      placeholder="–"
      aria-label={t(cell.hours ? 'hoursOf' : 'amountOf', facts)}
      aria-invalid={read === undefined || undefined}
      title={read === undefined ? t('notAmount') : undefined}
      value={typed ?? cell.say(was)}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => void save().catch(() => {})}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null)
        if (event.key === 'Enter' || event.key === 'ArrowDown') leave(event, 1)
        if (event.key === 'ArrowUp') leave(event, -1)
      }}
      className={
        boxed ? cx(inputLook, 'h-control text-right figures') : cx(bare, !readOnly && 'hover:border-edge')
      }
    />
  )
}
