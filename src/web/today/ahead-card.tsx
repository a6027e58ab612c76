import { Link } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import type { CalendarEntry } from '../../modules/create/calendar/contract.ts'
import { cx } from '../kit/class.ts'
import { type Day, sayDay } from '../kit/days.ts'
import { Card } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'
import { useWeek } from './use-today.ts'

/** How full the next seven days are; a press leads to that day. */
export function AheadCard() {
  const t = useWords('today')
  const { days, day } = useWeek()
  const most = Math.max(4, ...[...days.values()].map((entries) => entries.length))
  return (
    <Card title={t('week.title')} help={t('week.help')}>
      <ol className="flex items-end gap-1.5 pt-2">
        {[...days].map(([one, entries]) => (
          <DayBar key={one} day={one} entries={entries} most={most} today={one === day} />
        ))}
      </ol>
    </Card>
  )
}

type BarProps = { day: Day; entries: CalendarEntry[]; most: number; today: boolean }

function DayBar({ day, entries, most, today }: BarProps) {
  const t = useWords('today')
  const locale = useLocale()
  const drafts = entries.filter(({ deliveries }) => deliveries.length === 0).length
  const sure = entries.length - drafts
  const share = (count: number) => ({ height: `${(Math.min(count, most) / most) * 4.5}rem` })
  const name = sayDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const words = `${name}: ${t('week.count', { count: entries.length })}`
  return (
    <li className="min-w-0 flex-1">
      <Link
        to="/calendar"
        search={{ view: 'week', date: day } as never}
        title={words}
        className="flex flex-col items-center gap-1 rounded-md py-1 hover:bg-hover"
      >
        <span className="sr-only">{words}</span>
        <span aria-hidden className="flex h-23 w-full max-w-7 flex-col justify-end gap-0.5">
          <span className="text-center text-xs text-muted figures">{entries.length || ''}</span>
          {drafts > 0 && (
            <span className="rounded-sm border border-dashed border-edge" style={share(drafts)} />
          )}
          {sure > 0 && <span className="rounded-sm bg-accent-solid" style={share(sure)} />}
          {entries.length === 0 && <span className="h-0.5 rounded-full bg-line-strong" />}
        </span>
        <span aria-hidden className={cx('text-xs', today ? 'font-semibold text-accent' : 'text-muted')}>
          {sayDay(day, locale, { weekday: 'short' })}
        </span>
      </Link>
    </li>
  )
}
