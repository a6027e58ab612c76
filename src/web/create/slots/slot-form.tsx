import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { TimeField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useWeekday } from './use-weekday.ts'
import { categories, weekdaysFrom } from './week.ts'

type Props = {
  slot: SlotBody
  /** One slot per day that is chosen. */
  onSave: (slots: SlotBody[]) => void
  /** For one that stands already: it has one day, and can be taken out. */
  onRemove?: () => void
}

/** Time, days and what for. */
export function SlotForm({ slot, onSave, onRemove }: Props) {
  const t = useWords('slots')
  const [time, setTime] = useState(slot.time)
  const [days, setDays] = useState<readonly number[]>([slot.weekday])
  const [category, setCategory] = useState<SlotBody['category'] | 'none'>(slot.category ?? 'none')
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave(days.map((weekday) => ({ weekday, time, category: category === 'none' ? null : category })))
  }
  const toggle = (day: number) =>
    setDays(onRemove ? [day] : days.includes(day) ? days.filter((one) => one !== day) : [...days, day])
  return (
    <form onSubmit={save} className="flex flex-col gap-3.5">
      <Field label={t('time')}>
        <TimeField value={time} onChange={setTime} />
      </Field>
      <Days days={days} one={onRemove !== undefined} onToggle={toggle} />
      <Field label={t('category')}>
        <Select
          value={category ?? 'none'}
          onChange={setCategory}
          choices={(['none', ...categories] as const).map((value) => ({
            value,
            label: t(`categories.${value}`),
          }))}
        />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2">
        {onRemove ? (
          <Button look="quiet" icon={Trash2} onClick={onRemove}>
            {t('remove')}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" look="primary" disabled={days.length === 0}>
          {onRemove ? t('save') : t('addCount', { count: days.length })}
        </Button>
      </div>
    </form>
  )
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Some languages have long short names: what fits into a small button tells them apart. */
const shortened = (name: string): string =>
  [...graphemes.segment(name)]
    .slice(0, 4)
    .map(({ segment }) => segment)
    .join('')

type DaysProps = { days: readonly number[]; one: boolean; onToggle: (day: number) => void }

function Days({ days, one, onToggle }: DaysProps) {
  const t = useWords('slots')
  const name = useWeekday()
  const { weekStartsOn } = useWorkspace()
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{one ? t('day') : t('days')}</legend>
      <div className="grid grid-cols-7 gap-1">
        {weekdaysFrom(weekStartsOn).map((day) => {
          const on = days.includes(day)
          return (
            <button
              key={day}
              type="button"
              aria-pressed={on}
              title={name(day)}
              onClick={() => onToggle(day)}
              className={cx(
                'flex h-control min-w-0 items-center justify-center overflow-hidden rounded-md border text-xs font-medium',
                on
                  ? 'border-accent-solid bg-accent-soft text-accent'
                  : 'border-line-strong text-muted hover:bg-hover',
              )}
            >
              <span className="sr-only">{name(day)}</span>
              <span aria-hidden>{shortened(name(day, 'short'))}</span>
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
