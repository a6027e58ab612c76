import { useDroppable } from '@dnd-kit/core'
import { useLayoutEffect, useRef } from 'react'
import { useMay } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import type { Day } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { Bands, Gap, Holidays } from './day-marks.tsx'
import { asUtc, daysFrom } from './days.ts'
import { type Dragged, DragRoom } from './drag.tsx'
import { EntryChip } from './entry-chip.tsx'
import { GhostChip } from './ghost-chip.tsx'
import { type Ghost, type Shown, shownByDay, together } from './ghosts.ts'
import { layOut } from './lanes.ts'
import type { Placed } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useGhostMoves } from './use-ghost-moves.ts'
import type { DayMarks } from './use-marks.ts'
import { useMoves } from './use-moves.ts'
import { useSlotTimes } from './use-slots.ts'

type Props = {
  first: Day
  today: Day
  now: string
  entries: readonly Placed[]
  ghosts: readonly Ghost[]
  onDay: (day: Day) => void
  firstWeekday: number
  marks: ReadonlyMap<Day, DayMarks>
  shelf: boolean
}

/** Height of an hour, in pixels: an entry of one line fits into half of it. */
const hourHeight = 56
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const minutesOf = (civil: string): number => Number(civil.slice(11, 13)) * 60 + Number(civil.slice(14, 16))
const top = (minutes: number): number => (minutes / 60) * hourHeight

/** A week by the hour, in the workspace's zone. Pulling an entry moves it by quarters of an hour. */
export function WeekView(props: Props) {
  const { first, today, now, entries, ghosts, onDay, firstWeekday, marks, shelf } = props
  const formats = useFormats()
  const { moveTo, moveToDay, place } = useMoves()
  const selection = useSelection()
  const ghostMoves = useGhostMoves()
  const days = daysFrom(first, 7)
  const room = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // The working day is in sight at once; the night is above and below.
    if (room.current) room.current.scrollTop = top(7 * 60)
  }, [])
  const grouped = shownByDay(together(entries, ghosts))
  const onDrop = (dragged: Dragged, day: string, delta: { y: number }) => {
    if ('draft' in dragged) return place(dragged.draft.id, `${day}T09:00`)
    // Several keep their own times: only the day is taken from where one of them was dropped.
    if ('entry' in dragged && selection.has(dragged.entry.key) && selection.entries.length > 1)
      return moveToDay(dragged.entry, day)
    const { civil } = 'entry' in dragged ? dragged.entry : dragged.ghost
    const quarter = Math.round((minutesOf(civil) + (delta.y / hourHeight) * 60) / 15) * 15
    const minutes = Math.min(Math.max(quarter, 0), 23 * 60 + 45)
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    const to = `${day}T${time}`
    if ('entry' in dragged) moveTo(dragged.entry, to)
    else ghostMoves.moveTo(dragged.ghost, to)
  }
  return (
    <DragRoom shelf={shelf} onDrop={onDrop}>
      <div className="flex h-full min-h-0 flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-card">
        {/* The same gutter as below, so that a day stands over its hours whether bars of scrolling take room or not. */}
        <div className="grid shrink-0 grid-cols-[3.5rem_repeat(7,minmax(0,1fr))] overflow-y-hidden border-b border-line [scrollbar-gutter:stable]">
          <span />
          {days.map((day) => (
            <button
              key={day}
              type="button"
              onClick={() => onDay(day)}
              aria-current={day === today ? 'date' : undefined}
              className={cx(
                'px-1 py-2 text-center text-sm hover:bg-hover',
                day === today ? 'font-semibold text-accent' : 'text-muted',
              )}
            >
              {formats.custom(asUtc(day), { weekday: 'short', day: 'numeric' }, 'UTC')}
            </button>
          ))}
          <span />
          {days.map((day) => (
            // Bands first: beneath what only some days have they would not meet those of the next day.
            <div key={day} className="flex min-w-0 flex-col overflow-hidden px-1">
              <Bands day={day} marks={marks.get(day)} firstWeekday={firstWeekday} />
              <Holidays marks={marks.get(day)} />
              <Gap marks={marks.get(day)} />
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <div ref={room} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
          <div className="relative grid grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]">
            <Hours />
            {days.map((day) => (
              <DayColumn
                key={day}
                day={day}
                past={day < today}
                now={day === today ? now : null}
                entries={grouped.get(day) ?? []}
              />
            ))}
          </div>
        </div>
      </div>
    </DragRoom>
  )
}

function Hours() {
  const formats = useFormats()
  return (
    <div aria-hidden>
      {hours.map((hour) => (
        <div
          key={hour}
          className="relative text-right text-xs text-faint figures"
          style={{ height: hourHeight }}
        >
          {hour > 0 && (
            <span className="absolute -top-2 right-2 whitespace-nowrap">
              {formats.custom(Date.UTC(2026, 0, 1, hour), { hour: 'numeric' }, 'UTC')}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

type ColumnProps = { day: Day; past: boolean; now: string | null; entries: readonly Shown[] }

function DayColumn({ day, past, now, entries }: ColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: day })
  const free = useFreeTimes(day, entries)
  // Free slots have lanes too, so that nothing lies over anything else.
  const all = [
    ...entries.map((shown) => ({ key: shown.key, minutes: minutesOf(shown.civil), shown, time: null })),
    ...(past ? [] : free).map((time) => ({
      key: `slot ${time}`,
      minutes: minutesOf(`${day}T${time}`),
      shown: null,
      time,
    })),
  ].sort((a, b) => a.minutes - b.minutes)
  const lanes = layOut(all.map(({ minutes }) => minutes))
  return (
    <div
      ref={setNodeRef}
      className={cx('relative border-l border-line', past && 'bg-sunken', isOver && 'bg-accent-soft')}
      style={{
        height: 24 * hourHeight,
        backgroundImage: `repeating-linear-gradient(to bottom, var(--line) 0 1px, transparent 1px ${hourHeight}px)`,
      }}
    >
      {now && (
        <span
          aria-hidden
          className="absolute inset-x-0 z-10 h-0.5 bg-bad-mark"
          style={{ top: top(minutesOf(now)) }}
        />
      )}
      {all.map(({ key, minutes, shown, time }, place) => {
        const { lane = 0, of = 1 } = lanes[place] ?? {}
        return (
          <div
            key={key}
            className="absolute px-0.5"
            style={{ top: top(minutes), left: `${(lane / of) * 100}%`, width: `${100 / of}%` }}
          >
            {shown &&
              ('entry' in shown ? <EntryChip entry={shown.entry} /> : <GhostChip ghost={shown.ghost} />)}
            {time !== null && <FreeSlot day={day} time={time} />}
          </div>
        )
      })}
    </div>
  )
}

/** The day's slots that nothing fills yet. */
function useFreeTimes(day: Day, taken: readonly Shown[]): string[] {
  const timesOf = useSlotTimes()
  const may = useMay()
  if (!may('post.write')) return []
  return timesOf(day).filter((time) => !taken.some(({ civil }) => civil === `${day}T${time}`))
}

/** A press writes a post for it. */
function FreeSlot({ day, time }: { day: Day; time: string }) {
  const t = useWords('calendar')
  const go = useGo()
  return (
    <button
      type="button"
      onClick={() => go(`/posts/new?at=${day}T${time}`)}
      aria-label={t('fillSlot', { time })}
      className="h-6 w-full truncate rounded-sm border border-dashed border-line-strong px-1.5 text-left text-xs text-faint hover:border-edge hover:bg-hover hover:text-text"
    >
      {time}
    </button>
  )
}
