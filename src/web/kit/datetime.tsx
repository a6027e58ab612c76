import { CalendarDays, Clock, Globe } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useLocale } from 'use-intl'
import { Button } from './button.tsx'
import { cx } from './class.ts'
import { type ClockTime, readTime, sayTime, stepTime } from './clock.ts'
import { type Day, sayDay } from './days.ts'
import { useField } from './field.tsx'
import { useFormats } from './format.ts'
import { inputLook } from './input.tsx'
import { MonthGrid } from './month-grid.tsx'
import { Popover } from './popover.tsx'
import { useWords } from './words.ts'
import { type Civil, toCivil, toInstant, zoneCity, zoneName } from './zone.ts'

type Common = { disabled?: boolean; label?: string }

const inner = 'pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint'

type DateProps = Common & {
  value: Day | ''
  onChange: (day: Day) => void
  /** The earliest day that can be chosen. */
  min?: Day
  /** IANA; decides which day is today. */
  zone: string
  weekStartsOn?: number
  /** Where none is as good as one. */
  onClear?: () => void
}

/** A day, chosen from a month. */
export function DateField({ value, onChange, min, zone, weekStartsOn, disabled, label, onClear }: DateProps) {
  const t = useWords('kit')
  const locale = useLocale()
  const field = useField()
  const [open, setOpen] = useState(false)
  const said = value
    ? sayDay(value, locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    : ''
  return (
    <Popover
      label={label ?? t('date')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          {...field}
          disabled={disabled}
          aria-label={`${label ?? t('date')}: ${said || t('chooseDate')}`}
          className={cx(
            inputLook,
            'relative h-control truncate pl-9 text-left figures',
            !value && 'text-faint',
          )}
        >
          <CalendarDays aria-hidden className={inner} />
          {said || t('chooseDate')}
        </button>
      }
    >
      <MonthGrid
        value={value || null}
        min={min}
        today={toCivil(new Date(), zone).slice(0, 10)}
        weekStartsOn={weekStartsOn}
        onChoose={(day) => {
          onChange(day)
          setOpen(false)
        }}
      />
      {onClear && value && (
        <Button
          look="quiet"
          size="small"
          className="mt-1 w-full"
          onClick={() => {
            onClear()
            setOpen(false)
          }}
        >
          {t('noDate')}
        </Button>
      )}
    </Popover>
  )
}

type TimeProps = Common & { value: ClockTime | ''; onChange: (time: ClockTime) => void }

const coarse = globalThis.matchMedia?.('(pointer: coarse)').matches ?? false

/** A time of day: typed as one likes, `9`, `930`, `9 pm`, or stepped by the arrows. Fingers get the wheel of their phone. */
export function TimeField({ value, onChange, disabled, label }: TimeProps) {
  const t = useWords('kit')
  const locale = useLocale()
  const { 'aria-describedby': describedBy } = useField()
  const [typed, setTyped] = useState<string | null>(null)
  const shared = {
    'aria-label': label ?? t('time'),
    'aria-describedby': describedBy,
    disabled,
    className: cx(inputLook, 'h-control pl-9 figures'),
  }
  const keep = () => {
    const time = typed === null ? null : readTime(typed)
    if (time) onChange(time)
    setTyped(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep()
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    setTyped(null)
    onChange(stepTime((typed && readTime(typed)) || value || '09:00', event.key === 'ArrowUp' ? 15 : -15))
  }
  return (
    <span className="relative block">
      <Clock aria-hidden className={inner} />
      {coarse ? (
        <input
          type="time"
          {...shared}
          className={cx(shared.className, '[&::-webkit-calendar-picker-indicator]:hidden')}
          value={value}
          onChange={({ target }) => target.value && onChange(target.value)}
        />
      ) : (
        <input
          {...shared}
          autoComplete="off"
          value={typed ?? (value ? sayTime(value, locale) : '')}
          placeholder={sayTime('09:00', locale)}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={keep}
          onKeyDown={onKeyDown}
        />
      )}
    </span>
  )
}

type DateTimeProps = Common & {
  /** What a clock on the wall in `zone` shows: `2026-11-24T09:00`, or empty. */
  value: Civil | ''
  onChange: (value: Civil) => void
  /** IANA, `Europe/Riga`. It is always shown. */
  zone: string
  min?: Day
  weekStartsOn?: number
  /** The zone is chosen beside it, and not said once more. */
  zoneBeside?: boolean
}

/** A date, a time and the zone they are meant in. Says when the change of clocks makes that time missing or double. */
export function DateTimeField({
  value,
  onChange,
  zone,
  min,
  weekStartsOn,
  zoneBeside = false,
  disabled,
  label,
}: DateTimeProps) {
  const [date = '', time = ''] = value.split('T')
  const today = toCivil(new Date(), zone).slice(0, 10)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap gap-2">
        <span className="min-w-0 grow-[1.4] basis-50">
          <DateField
            value={date}
            min={min}
            zone={zone}
            weekStartsOn={weekStartsOn}
            disabled={disabled}
            label={label}
            onChange={(day) => onChange(`${day}T${time || '09:00'}`)}
          />
        </span>
        <span className="min-w-0 grow basis-32">
          <TimeField
            value={time}
            disabled={disabled}
            onChange={(next) => onChange(`${date || today}T${next}`)}
          />
        </span>
      </div>
      <ZoneNote value={value} zone={zone} quiet={zoneBeside} />
    </div>
  )
}

/** The zone in words, and what the change of clocks does to the time. */
function ZoneNote({ value, zone, quiet }: { value: Civil | ''; zone: string; quiet: boolean }) {
  const t = useWords('kit')
  const locale = useLocale()
  const formats = useFormats()
  const found = value ? toInstant(value, zone) : null
  if (quiet && found?.kind !== 'missing' && found?.kind !== 'twice') return null
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <Globe aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <span role="status">
        {!quiet && `${zoneCity(zone)} · ${zoneName(zone, locale, found?.at)}`}
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
