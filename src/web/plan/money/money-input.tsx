import { useState } from 'react'
import { useMoney } from '../../api/money.ts'
import { Input } from '../../kit/input.tsx'

type Props = {
  value: number | null
  currency: string
  /** Undefined: what stands there is no amount. */
  onChange: (minor: number | null | undefined) => void
  label?: string
  placeholder?: string
}

/** An amount as people write it in their language. What was typed stays as it was typed while it is typed. */
export function MoneyInput({ value, currency, onChange, label, placeholder }: Props) {
  const money = useMoney()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      className="figures"
      placeholder={placeholder}
      value={typed ?? money.bare(value, currency)}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(target.value.trim() === '' ? null : money.read(target.value, currency))
      }}
      onBlur={() => {
        if (typed !== null && (typed.trim() === '' || money.read(typed, currency) !== undefined))
          setTyped(null)
      }}
    />
  )
}
