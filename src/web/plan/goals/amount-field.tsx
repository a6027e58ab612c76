import { useState } from 'react'
import type { Measure } from '../../../modules/plan/goals/contract.ts'
import { readAmount } from '../../api/amount.ts'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'

type Props = {
  value: number | undefined
  onChange: (value: number | undefined) => void
  onBlur?: () => void
  /** A share is a part of one that people write in percent. */
  unit: Measure['unit']
  name: string
  /** Needed outside a `Field`. */
  label?: string
}

const digits = { count: 1, perPost: 1, share: 3, hand: 2 } as const

/** A number as people write it in their language: 1,500 or 1.500 or 1 500, 3.4 or 3,4. */
export function AmountField({ value, onChange, onBlur, unit, name, label }: Props) {
  const { locale } = useFormats()
  const [typed, setTyped] = useState<string | null>(null)
  const isShare = unit === 'share'
  const scale = isShare ? 100 : 1
  // What was typed stays as it was typed until another value is put in its place.
  const isTyped = typed !== null && readScaled(typed, locale, scale) === value
  const shown =
    value === undefined
      ? ''
      : new Intl.NumberFormat(locale, { maximumFractionDigits: digits[unit] }).format(value * scale)
  return (
    <span className="relative block">
      <Input
        name={name}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        className={isShare ? 'pr-9 figures' : 'figures'}
        value={isTyped ? typed : shown}
        onChange={({ target }) => {
          setTyped(target.value)
          onChange(readScaled(target.value, locale, scale))
        }}
        onBlur={() => {
          if (typed !== null && readAmount(typed, locale) !== undefined) setTyped(null)
          onBlur?.()
        }}
      />
      {isShare && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
        >
          %
        </span>
      )}
    </span>
  )
}

function readScaled(text: string, locale: string, scale: number): number | undefined {
  const read = readAmount(text, locale)
  return read === undefined ? undefined : read / scale
}
