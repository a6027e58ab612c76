import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { cx } from '../../kit/class.ts'
import { sayTime } from '../../kit/clock.ts'
import { Popover } from '../../kit/popover.tsx'
import { useWeekday } from '../../kit/weekdays.tsx'
import { useWords } from '../../kit/words.ts'
import { SlotForm } from './slot-form.tsx'
import { changed, movedBy, type Week, withoutSlot } from './week.ts'

type Props = {
  slot: SlotBody
  week: Week
  /** The next one that nothing fills yet. */
  next: boolean
  /** Names the slot that an arrow has moved: that is another chip then, and the focus goes with it. */
  followed: RefObject<string | null>
  /** Absent for those who only look. */
  onChange?: (week: Week, words: string) => void
}

const nameOf = ({ weekday, time }: SlotBody): string => `${weekday} ${time}`

/** One time of the week. Pressed, it opens; Delete takes it out; Alt with an arrow moves it. */
export function SlotChip({ slot, week, next, followed, onChange }: Props) {
  const t = useWords('slots')
  const locale = useLocale()
  const weekday = useWeekday()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (followed.current !== nameOf(slot)) return
    followed.current = null
    button.current?.focus()
  })
  const time = sayTime(slot.time, locale)
  const said = { day: weekday(slot.weekday), time }
  const remove = () => onChange?.(withoutSlot(week, slot), t('removed', said))
  const move = (after: SlotBody) =>
    onChange?.(
      changed(week, slot, after),
      t('moved', { day: weekday(after.weekday), time: sayTime(after.time, locale) }),
    )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      return remove()
    }
    const after = event.altKey ? movedBy(week, slot, event.key) : null
    if (!after) return
    event.preventDefault()
    followed.current = nameOf(after)
    move(after)
  }
  const face = <Face slot={slot} time={time} next={next} />
  if (!onChange) return <div className={look(next)}>{face}</div>
  return (
    <Popover
      label={t('edit')}
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <button
          type="button"
          ref={button}
          onKeyDown={onKeyDown}
          aria-keyshortcuts="Delete Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
          className={cx(look(next), 'hover:border-edge data-[state=open]:border-accent-solid')}
        >
          <span className="sr-only">{said.day} </span>
          {face}
        </button>
      }
    >
      <SlotForm
        slot={slot}
        onRemove={() => {
          setOpen(false)
          remove()
        }}
        onSave={([after]) => {
          setOpen(false)
          if (after) move(after)
        }}
      />
    </Popover>
  )
}

const look = (next: boolean): string =>
  cx(
    'flex min-h-9 min-w-0 flex-col items-start justify-center rounded-md border px-2.5 py-1 text-left shadow-low touch:min-h-11',
    next ? 'border-accent-solid bg-accent-soft' : 'border-line-strong bg-surface',
  )

function Face({ slot, time, next }: { slot: SlotBody; time: string; next: boolean }) {
  const t = useWords('slots')
  return (
    <>
      <span className="font-medium whitespace-nowrap figures">{time}</span>
      {next && <span className="text-xs text-accent">{t('next')}</span>}
      {slot.category && (
        <span className="max-w-full truncate text-xs text-muted">{t(`categories.${slot.category}`)}</span>
      )}
    </>
  )
}
