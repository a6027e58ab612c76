import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import { Button } from '../../kit/button.tsx'
import { sayTime } from '../../kit/clock.ts'
import { TimeField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'

/** Times of the day, one by one. */
export function Times({
  times,
  onChange,
}: {
  times: readonly string[]
  onChange: (times: string[]) => void
}) {
  const t = useWords('plan')
  const locale = useLocale()
  const [next, setNext] = useState('10:00')
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field label={t('cadence.times')} help={times.length === 0 ? t('cadence.noTimes') : undefined}>
        <span className="flex flex-wrap gap-2">
          <span className="w-32">
            <TimeField value={next} onChange={setNext} label={t('cadence.newTime')} />
          </span>
          <Button
            icon={Plus}
            disabled={times.length >= 8 || times.includes(next)}
            onClick={() => onChange([...times, next].sort())}
          >
            {t('cadence.addTime')}
          </Button>
        </span>
      </Field>
      {times.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {times.map((time) => (
            <li key={time}>
              <Button
                size="small"
                className="touch:min-h-11"
                aria-label={t('cadence.removeTime', { time: sayTime(time, locale) })}
                onClick={() => onChange(times.filter((one) => one !== time))}
              >
                <span className="figures">{sayTime(time, locale)}</span>
                <X aria-hidden className="size-3.5" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
