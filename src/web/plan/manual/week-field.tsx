import { useState } from 'react'
import type { ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { readAmount } from '../../api/amount.ts'
import { addDays, sayDay } from '../../kit/days.ts'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useEnter } from './use-by-hand.ts'

type Props = { metric: ManualMetric; week: string; value: number | null; isThis: boolean; readOnly: boolean }

/** One week of one number. It is saved when one leaves it; what could not be saved stays as it was typed. */
export function WeekField({ metric, week, value, isThis, readOnly }: Props) {
  const t = useWords('manual')
  const { locale, number, range } = useFormats()
  const enter = useEnter(metric.id)
  const [typed, setTyped] = useState<string | null>(null)
  const said = typed?.trim() ?? ''
  const read = said === '' ? null : readAmount(said, locale)
  const isWrong = typed !== null && read === undefined
  const day = (one: string) => sayDay(one, locale, { day: 'numeric', month: 'short' })
  const written = (one: number) => number(one, { maximumFractionDigits: 2, useGrouping: true })

  const put = (next: number | null) => enter.mutateAsync({ week, value: next })
  async function save() {
    if (typed === null || read === undefined) return
    if (read === value) return setTyped(null)
    await put(read)
    setTyped(null)
    const facts = { name: metric.name, day: day(week) }
    const unit = metric.unit ? `\u00a0${metric.unit}` : ''
    toast(
      read === null ? t('takenBack', facts) : t('entered', { ...facts, value: `${written(read)}${unit}` }),
      {
        undo: () => put(value).then(() => {}),
      },
    )
  }
  return (
    <Field
      label={
        <span className="figures">
          {range(week, addDays(week, 6), { day: 'numeric', month: 'short' })}
          {isThis && <span className="font-normal text-muted"> · {t('thisWeek')}</span>}
        </span>
      }
      error={isWrong ? t('notNumber') : undefined}
    >
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="figures"
        placeholder="–"
        readOnly={readOnly}
        aria-label={t('valueOf', { name: metric.name, day: day(week) })}
        value={typed ?? (value === null ? '' : written(value))}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => void save().catch(() => {})}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save().catch(() => {})
          if (event.key === 'Escape') setTyped(null)
        }}
      />
    </Field>
  )
}
