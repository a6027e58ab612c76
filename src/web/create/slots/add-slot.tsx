import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { sayTime } from '../../kit/clock.ts'
import { Popover } from '../../kit/popover.tsx'
import { useWeekday } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { SlotForm } from './slot-form.tsx'
import { nextTime, type Week } from './week.ts'

type Props = { weekday: number; week: Week; onAdd: (slots: SlotBody[], words: string) => void }

/** One more time on a day, and on others at once. */
export function AddSlot({ weekday, week, onAdd }: Props) {
  const t = useWords('slots')
  const locale = useLocale()
  const name = useWeekday()
  const [open, setOpen] = useState(false)
  const add = (slots: SlotBody[]) => {
    setOpen(false)
    const time = sayTime(slots[0]?.time ?? '09:00', locale)
    const day = name(slots[0]?.weekday ?? weekday)
    onAdd(slots, t('added', { count: slots.length, day, time }))
  }
  return (
    <Popover
      label={t('addOn', { day: name(weekday) })}
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={t('addOn', { day: name(weekday) })}
          className="flex min-h-9 min-w-11 items-center justify-center rounded-md border border-dashed border-line-strong text-faint hover:border-edge hover:bg-hover hover:text-text data-[state=open]:border-accent-solid data-[state=open]:text-accent touch:min-h-11"
        >
          <Plus aria-hidden className="size-4" />
        </button>
      }
    >
      <SlotForm slot={{ weekday, time: nextTime(week, weekday), category: null }} onSave={add} />
    </Popover>
  )
}
