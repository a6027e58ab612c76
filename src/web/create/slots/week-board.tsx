import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { cx } from '../../kit/class.ts'
import { weekdayOf } from '../../kit/days.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { useWeekday, weekdaysFrom } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { AddSlot } from './add-slot.tsx'
import { useNextFree } from './next-free.tsx'
import { SlotChip } from './slot-chip.tsx'
import { ofDay, type Week, withDayOn, withSlots } from './week.ts'

type Props = {
  zone: string
  channelId: string
  week: Week
  may: boolean
  onChange: (week: Week, words: string) => void
}

/** Seven days side by side, on a phone one below the other, each with its times. */
export function WeekBoard({ zone, channelId, week, may, onChange }: Props) {
  const t = useWords('slots')
  const { weekStartsOn } = useWorkspace()
  const followed = useRef<string | null>(null)
  const today = weekdayOf(toCivil(new Date(), zone).slice(0, 10))
  const free = useNextFree(channelId).data?.items[0]
  const next = free && { weekday: weekdayOf(free.civil.slice(0, 10)), time: free.civil.slice(11, 16) }
  const isNext = ({ weekday, time }: SlotBody) => next?.weekday === weekday && next.time === time
  return (
    <ul
      aria-label={t('week')}
      className="flex flex-col divide-y divide-line rounded-lg border border-line md:grid md:grid-cols-7 md:divide-x md:divide-y-0"
    >
      {weekdaysFrom(weekStartsOn).map((weekday) => (
        <li
          key={weekday}
          className="flex min-w-0 flex-col gap-2 p-3 max-md:grid max-md:grid-cols-[5.5rem_1fr] md:min-h-56 md:p-2"
        >
          <DayHead weekday={weekday} today={weekday === today} week={week} may={may} onChange={onChange} />
          <div className="flex min-w-0 gap-1.5 max-md:flex-wrap md:flex-1 md:flex-col">
            {ofDay(week, weekday).map((slot) => (
              <SlotChip
                key={slot.time}
                slot={slot}
                week={week}
                next={isNext(slot)}
                followed={followed}
                onChange={may ? onChange : undefined}
              />
            ))}
            {may && (
              <AddSlot
                weekday={weekday}
                week={week}
                onAdd={(slots, words) => onChange(withSlots(week, slots), words)}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

type HeadProps = Pick<Props, 'week' | 'may' | 'onChange'> & { weekday: number; today: boolean }

function DayHead({ weekday, today, week, may, onChange }: HeadProps) {
  const t = useWords('slots')
  const name = useWeekday()
  const { weekStartsOn } = useWorkspace()
  const day = name(weekday)
  const copyTo = (days: readonly number[]) =>
    onChange(withDayOn(week, weekday, days), t('dayCopied', { day }))
  return (
    <div className="flex min-h-7 items-center justify-between gap-1 max-md:min-h-11 md:px-1">
      <h3
        className={cx(
          'truncate text-sm font-semibold first-letter:uppercase',
          today ? 'text-accent' : 'text-muted',
        )}
        title={day}
      >
        {name(weekday, 'short')}
        {today && <span className="sr-only">, {t('today')}</span>}
      </h3>
      {may && ofDay(week, weekday).length > 0 && (
        <Menu
          trigger={
            <button
              type="button"
              aria-label={t('moreOfDay', { day })}
              className="flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text touch:size-11"
            >
              <Ellipsis aria-hidden className="size-4" />
            </button>
          }
        >
          <MenuItem icon={Copy} onSelect={() => copyTo([1, 2, 3, 4, 5])}>
            {t('copyToWorkdays')}
          </MenuItem>
          <MenuItem icon={Copy} onSelect={() => copyTo(weekdaysFrom(weekStartsOn))}>
            {t('copyToAll')}
          </MenuItem>
          <MenuItem
            icon={Trash2}
            danger
            onSelect={() =>
              onChange(
                week.filter((slot) => slot.weekday !== weekday),
                t('dayCleared', { day }),
              )
            }
          >
            {t('clearDay')}
          </MenuItem>
        </Menu>
      )}
    </div>
  )
}
