import { useState } from 'react'
import { plainAmount } from '../../api/amount.ts'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'

type Props = {
  /** In millionths; null where nothing is typed. */
  value: number | null
  /** NaN for what is no amount, so that the contract refuses it. */
  onChange: (micros: number | null) => void
  currency: string
  name: string
}

/** An amount that may be smaller than a coin. */
export function MicrosInput({ value, onChange, currency, name }: Props) {
  const { locale, number } = useFormats()
  const [text, setText] = useState(() =>
    value === null ? '' : number(value / 1_000_000, { maximumFractionDigits: 6, useGrouping: false }),
  )
  const read = (typed: string): number | null => {
    if (typed.trim() === '') return null
    const plain = plainAmount(typed, locale)
    return plain === undefined ? Number.NaN : Math.round(Number(plain) * 1_000_000)
  }
  return (
    <span className="relative block">
      <Input
        name={name}
        inputMode="decimal"
        value={text}
        maxLength={20}
        className="pr-14"
        onChange={(event) => {
          setText(event.target.value)
          onChange(read(event.target.value))
        }}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-sm text-faint"
      >
        {currency}
      </span>
    </span>
  )
}
