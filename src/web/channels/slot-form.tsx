import { useState } from 'react'
import type { SlotBody } from '../../modules/create/slots/contract.ts'
import { useWorkspace } from '../api/me.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { Input } from '../kit/input.tsx'
import { Select } from '../kit/select.tsx'
import { Checkbox } from '../kit/switch.tsx'
import { useWeekday } from '../kit/weekdays.tsx'
import { useWords } from '../kit/words.ts'

type Props = { onAdd: (slots: SlotBody[]) => void; onClose: () => void }

const categories = ['engaging', 'brand', 'educational', 'promotional'] as const
const workdays = [1, 2, 3, 4, 5]

/** A time on some days of the week, at once. */
export function SlotForm({ onAdd, onClose }: Props) {
  const t = useWords('channels')
  const name = useWeekday()
  const { weekStartsOn } = useWorkspace()
  const [days, setDays] = useState<readonly number[]>(workdays)
  const [time, setTime] = useState('09:00')
  const [category, setCategory] = useState<(typeof categories)[number] | 'none'>('none')
  const order = Array.from({ length: 7 }, (_, n) => ((weekStartsOn - 1 + n) % 7) + 1)
  const ready = days.length > 0 && /^\d\d:\d\d$/.test(time)
  const toggle = (day: number, on: boolean) =>
    setDays(on ? [...days, day] : days.filter((one) => one !== day))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('slots.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('slots.cancel')}</Button>
          <Button look="primary" type="submit" form="add-slot" disabled={!ready}>
            {t('slots.take', { count: days.length })}
          </Button>
        </>
      }
    >
      <form
        id="add-slot"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          onAdd(days.map((weekday) => ({ weekday, time, category: category === 'none' ? null : category })))
        }}
      >
        <Field label={t('slots.time')}>
          <Input
            type="time"
            className="max-w-36"
            value={time}
            onChange={({ target }) => setTime(target.value.slice(0, 5))}
          />
        </Field>
        <fieldset className="flex flex-col gap-2.5">
          <legend className="mb-2 text-sm font-medium">{t('slots.days')}</legend>
          {order.map((day) => (
            <Checkbox
              key={day}
              label={name(day)}
              checked={days.includes(day)}
              onChange={(on) => toggle(day, on)}
            />
          ))}
        </fieldset>
        <Field label={t('slots.category')} help={t('slots.categoryHelp')}>
          <Select
            value={category}
            onChange={setCategory}
            choices={[
              { value: 'none', label: t('slots.anyCategory') },
              ...categories.map((value) => ({ value, label: t(`categories.${value}`) })),
            ]}
          />
        </Field>
      </form>
    </Dialog>
  )
}
