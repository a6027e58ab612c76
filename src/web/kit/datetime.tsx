import { CalendarDays, Clock, Globe } from 'lucide-react'
import { useLocale } from 'use-intl'
import { cx } from './class.ts'
import { useField } from './field.tsx'
import { useFormats } from './format.ts'
import { inputLook } from './input.tsx'
import { useWords } from './words.ts'
import { type Civil, toInstant, zoneCity, zoneName } from './zone.ts'

type Props = {
  /** What a clock on the wall in `zone` shows: `2026-11-24T09:00`, or empty. */
  value: Civil | ''
  onChange: (value: Civil | '') => void
  /** IANA, `Europe/Riga`. It is always shown. */
  zone: string
  /** The earliest day that can be chosen, `2026-11-24`. */
  min?: string
  disabled?: boolean
}

/** A date, a time and the zone they are meant in. Says when the change of clocks makes that time missing or double. */
export function DateTimeField({ value, onChange, zone, min, disabled }: Props) {
  const t = useWords('kit')
  const field = useField()
  const [date = '', time = ''] = value.split('T')
  const set = (nextDate: string, nextTime: string) => {
    onChange(nextDate ? `${nextDate}T${nextTime || '09:00'}` : '')
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-[1.35fr_1fr] gap-2">
        <span className="relative block">
          <CalendarDays
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
          />
          <input
            type="date"
            {...field}
            aria-label={t('date')}
            min={min}
            disabled={disabled}
            value={date}
            onChange={(event) => set(event.target.value, time)}
            className={cx(inputLook, 'h-control pl-9 figures')}
          />
        </span>
        <span className="relative block">
          <Clock
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
          />
          <input
            type="time"
            aria-label={t('time')}
            aria-describedby={field['aria-describedby']}
            disabled={disabled}
            value={time}
            onChange={(event) => set(date, event.target.value)}
            className={cx(inputLook, 'h-control pl-9 figures')}
          />
        </span>
      </div>
      <ZoneNote value={value} zone={zone} />
    </div>
  )
}

/** The zone in words, and what the change of clocks does to the time. */
function ZoneNote({ value, zone }: { value: Civil | ''; zone: string }) {
  const t = useWords('kit')
  const locale = useLocale()
  const formats = useFormats()
  const found = value ? toInstant(value, zone) : null
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <Globe aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <span>
        {zoneCity(zone)} · {zoneName(zone, locale, found?.at)}
        {found?.kind === 'missing' && (
          <strong className="block font-medium text-warn">
            {t('timeMissing', { time: formats.time(found.at, zone) })}
          </strong>
        )}
        {found?.kind === 'twice' && <strong className="block font-medium text-warn">{t('timeTwice')}</strong>}
      </span>
    </p>
  )
}
