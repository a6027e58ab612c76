import { useDroppable } from '@dnd-kit/core'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useMay } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { Popover } from '../../kit/popover.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { Bands, Gap, Holidays } from './day-marks.tsx'
import { asUtc, weeksOfMonth } from './days.ts'
import { DragRoom } from './drag.tsx'
import { EntryChip } from './entry-chip.tsx'
import { GhostChip } from './ghost-chip.tsx'
import { type Ghost, type Shown, shownByDay, together } from './ghosts.ts'
import type { Placed } from './placed.ts'
import { useGhostMoves } from './use-ghost-moves.ts'
import { useLasso } from './use-lasso.ts'
import type { DayMarks } from './use-marks.ts'
import { useMoves } from './use-moves.ts'

type Props = {
  date: Day
  today: Day
  firstWeekday: number
  entries: readonly Placed[]
  ghosts: readonly Ghost[]
  onDay: (day: Day) => void
  marks: ReadonlyMap<Day, DayMarks>
  shelf: boolean
}

/** How many entries a day shows before it says how many more there are. */
const shownPerDay = 3
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month as a table of whole weeks. Arrows walk the days, Enter writes a post for one. */
export function MonthView({ date, today, firstWeekday, entries, ghosts, onDay, marks, shelf }: Props) {
  const formats = useFormats()
  const { moveToDay, place } = useMoves()
  const ghostMoves = useGhostMoves()
  const table = useRef<HTMLTableElement>(null)
  const lasso = useLasso(table)
  const weeks = weeksOfMonth(date, firstWeekday)
  const days = shownByDay(together(entries, ghosts))
  const walk = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.dataset.day : undefined
    const step = steps[event.key]
    if (!cell || step === undefined || event.altKey) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-day="${addDays(cell, step)}"]`)?.focus()
  }
  return (
    <DragRoom
      shelf={shelf}
      onDrop={(dragged, day) => {
        if ('entry' in dragged) moveToDay(dragged.entry, day)
        else if ('draft' in dragged) place(dragged.draft.id, `${day}T09:00`)
        else ghostMoves.moveToDay(dragged.ghost, day)
      }}
    >
      <table
        ref={table}
        onKeyDown={walk}
        {...lasso.handlers}
        className="h-full w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface shadow-card"
      >
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th
                key={day}
                scope="col"
                className="h-8 border-b border-line px-2 text-left text-xs font-medium text-muted"
              >
                {formats.custom(asUtc(day), { weekday: 'short' }, 'UTC')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  day={day}
                  isToday={day === today}
                  isPast={day < today}
                  outside={day.slice(0, 7) !== date.slice(0, 7)}
                  entries={days.get(day) ?? []}
                  onDay={onDay}
                  marks={marks.get(day)}
                  firstWeekday={firstWeekday}
                  reachable={
                    day === (today.slice(0, 7) === date.slice(0, 7) ? today : `${date.slice(0, 7)}-01`)
                  }
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lasso.box && (
        <span
          aria-hidden
          className="pointer-events-none fixed z-30 border border-accent-solid bg-accent-soft opacity-60"
          style={lasso.box}
        />
      )}
    </DragRoom>
  )
}

type CellProps = {
  day: Day
  isToday: boolean
  isPast: boolean
  outside: boolean
  entries: readonly Shown[]
  onDay: (day: Day) => void
  /** Tab comes to one day; the arrows walk from there. */
  reachable: boolean
  marks: DayMarks | undefined
  firstWeekday: number
}

function DayCell(props: CellProps) {
  const { day, isToday, isPast, outside, entries, onDay, reachable, marks, firstWeekday } = props
  const t = useWords('calendar')
  const formats = useFormats()
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const shown = entries.length > shownPerDay + 1 ? entries.slice(0, shownPerDay) : entries
  const long = formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')
  return (
    <td
      ref={setNodeRef}
      aria-current={isToday ? 'date' : undefined}
      className={cx(
        'group/day h-24 border-r border-b border-line align-top last:border-r-0',
        outside && 'bg-sunken',
        isOver && 'bg-accent-soft',
      )}
    >
      <div className="flex h-full min-w-0 flex-col gap-1 p-1">
        <div className="flex items-center justify-between">
          <button
            type="button"
            data-day={day}
            tabIndex={reachable ? 0 : -1}
            onClick={() => onDay(day)}
            aria-label={t('day', { day: long, count: entries.length })}
            className={cx(
              'flex size-6 items-center justify-center rounded-full text-xs font-medium figures',
              isToday
                ? 'bg-accent-solid text-on-accent'
                : outside
                  ? 'text-faint hover:bg-hover'
                  : 'hover:bg-hover',
            )}
          >
            {Number(day.slice(8))}
          </button>
          <Gap marks={marks} />
          {!isPast && <WriteHere day={day} long={long} />}
        </div>
        <Bands day={day} marks={marks} firstWeekday={firstWeekday} />
        <Holidays marks={marks} />
        {shown.map((one) => (
          <Chip key={one.key} shown={one} />
        ))}
        {shown.length < entries.length && (
          <MoreOfDay title={long} entries={entries} hidden={entries.length - shown.length} />
        )}
      </div>
    </td>
  )
}

const Chip = ({ shown }: { shown: Shown }) =>
  'entry' in shown ? <EntryChip entry={shown.entry} /> : <GhostChip ghost={shown.ghost} />

function WriteHere({ day, long }: { day: Day; long: string }) {
  const t = useWords('calendar')
  const go = useGo()
  if (!useMay()('post.write')) return null
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('writeOn', { day: long })}
      onClick={() => go(`/posts/new?at=${day}T09:00`)}
      className="flex size-6 items-center justify-center rounded-sm text-faint opacity-0 group-focus-within/day:opacity-100 group-hover/day:opacity-100 hover:bg-hover hover:text-text focus-visible:opacity-100"
    >
      <Plus aria-hidden className="size-4" />
    </button>
  )
}

/** The whole day in a small window, for days that hold more than their cell shows. */
function MoreOfDay({ title, entries, hidden }: { title: string; entries: readonly Shown[]; hidden: number }) {
  const t = useWords('calendar')
  return (
    <Popover
      label={title}
      className="w-80"
      trigger={
        <button
          type="button"
          className="min-h-6 rounded-sm px-1.5 text-left text-xs text-muted hover:bg-hover hover:text-text"
        >
          {t('moreOfDay', { count: hidden })}
        </button>
      }
    >
      <p className="mb-2 text-sm font-semibold">{title}</p>
      <div className="flex flex-col gap-1">
        {entries.map((one) => (
          <Chip key={one.key} shown={one} />
        ))}
      </div>
    </Popover>
  )
}
