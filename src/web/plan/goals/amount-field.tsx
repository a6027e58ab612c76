import { useState } from 'react'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'

type Props = {
  value: number | undefined
  onChange: (value: number | undefined) => void
  onBlur?: () => void
  /** A part of one that people write in percent. */
  share: boolean
  name: string
}

/** A number as people write it in their language: 1,500 or 1.500 or 1 500, 3.4 or 3,4. */
export function AmountField({ value, onChange, onBlur, share, name }: Props) {
  const { locale } = useFormats()
  const [typed, setTyped] = useState<string | null>(null)
  const scaled = share ? 100 : 1
  const isTyped = typed !== null && scaledDown(readAmount(typed, locale), scaled) === value
  const shown = value === undefined ? '' : format(locale, share ? value * 100 : value, share)
  return (
    <span className="relative block">
      <Input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        className={share ? 'pr-9 figures' : 'figures'}
        value={isTyped ? typed : shown}
        onChange={({ target }) => {
          setTyped(target.value)
          onChange(scaledDown(readAmount(target.value, locale), scaled))
        }}
        onBlur={() => {
          if (typed !== null && readAmount(typed, locale) !== undefined) setTyped(null)
          onBlur?.()
        }}
      />
      {share && (
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

/** What was typed stays as it was typed until another value is put in its place. */
const scaledDown = (read: number | undefined, by: number): number | undefined =>
  read === undefined ? undefined : read / by

const format = (locale: string, value: number, share: boolean): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: share ? 3 : 1 }).format(value)

/** The last mark decides: what the language does not use between thousands, or what stands before fewer or more than three digits. */
export function readAmount(text: string, locale: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f'’%]/g, '')
  if (plain === '') return undefined
  const decimal = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find((one) => one.type === 'decimal')?.value
  const marks = plain.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  const several = new Set(marks).size > 1
  const thousands = last !== undefined && !several && last !== decimal && /^\d{1,3}([.,]\d{3})+$/.test(plain)
  const cleaned =
    last === undefined || thousands
      ? plain.replace(/[.,]/g, '')
      : `${plain.slice(0, plain.lastIndexOf(last)).replace(/[.,]/g, '')}.${plain.slice(plain.lastIndexOf(last) + 1)}`
  return /^\d+(\.\d*)?$|^\.\d+$/.test(cleaned) ? Number(cleaned) : undefined
}
