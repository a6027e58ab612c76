import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { TimeField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { Weekdays } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { categories } from './week.ts'

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
  const { weekStartsOn } = useWorkspace()
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
      <Weekdays
        label={onRemove ? t('day') : t('days')}
        days={days}
        weekStartsOn={weekStartsOn}
        onToggle={toggle}
      />
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
