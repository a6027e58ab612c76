import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { IconButton } from './button.tsx'
import { cx } from './class.ts'
import { addDays, addMonths, type Day, monthGrid, sayDay, startOfWeek } from './days.ts'
import { useWords } from './words.ts'

type Props = {
  value: Day | null
  onChoose: (day: Day) => void
  /** The earliest day that can be chosen. */
  min?: Day
  /** 1 Monday … 7 Sunday. */
  weekStartsOn?: number
  today: Day
}

const steps: Record<string, (day: Day, weekStartsOn: number) => Day> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
  Home: startOfWeek,
  End: (day, weekStartsOn) => addDays(startOfWeek(day, weekStartsOn), 6),
}

/** One month to choose a day from: by mouse, arrows, Page keys, Home and End. */
export function MonthGrid({ value, onChoose, min, weekStartsOn = 1, today }: Props) {
  const t = useWords('kit')
  const locale = useLocale()
  const [at, setAt] = useState(value ?? (min && min > today ? min : today))
  const grid = useRef<HTMLTableElement>(null)
  const byKeys = useRef(true)
  const opened = useRef(false)
  useEffect(() => {
    const day = grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)
    // When it opens it has no place yet, and scrolling to it would take the page to its top.
    if (byKeys.current) day?.focus({ preventScroll: !opened.current })
    opened.current = true
  }, [at])
  const turn = (months: number) => {
    byKeys.current = false
    setAt(addMonths(at, months))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    byKeys.current = true
    setAt(step(at, weekStartsOn))
  }
  const weeks = monthGrid(at, weekStartsOn)
  return (
    <div className="w-68">
      <div className="mb-1 flex items-center justify-between">
        <IconButton icon={ChevronLeft} label={t('monthBefore')} size="small" onClick={() => turn(-1)} />
        <span aria-live="polite" className="text-base font-semibold">
          {sayDay(at, locale, { month: 'long', year: 'numeric' })}
        </span>
        <IconButton icon={ChevronRight} label={t('monthAfter')} size="small" onClick={() => turn(1)} />
      </div>
      <table ref={grid} className="w-full table-fixed border-collapse">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th
                key={day}
                scope="col"
                abbr={sayDay(day, locale, { weekday: 'long' })}
                className="pb-1 text-xs font-normal text-faint"
              >
                {sayDay(day, locale, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0 text-center">
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    disabled={min !== undefined && day < min}
                    aria-label={sayDay(day, locale, { dateStyle: 'full' })}
                    aria-pressed={day === value}
                    onKeyDown={onKeyDown}
                    aria-current={day === today ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                    className={cx(
                      'inline-flex size-9 items-center justify-center rounded-md text-base figures disabled:opacity-35 touch:size-10',
                      day === value ? 'bg-accent-solid font-semibold text-on-accent' : 'hover:bg-hover',
                      day !== value && day === today && 'font-semibold text-accent ring-1 ring-line-strong',
                      day !== value && day.slice(0, 7) !== at.slice(0, 7) && 'text-faint',
                    )}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
