import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { currencies } from '../../../modules/plan/money/contract.ts'
import { NativeSelect } from '../../kit/select.tsx'

type Props = { value: string; onChange: (currency: string) => void; label?: string; disabled?: boolean }

/** The browser's own list, because there are many; each by its letters and its name in the language of the screen. */
export function CurrencyField({ value, onChange, label, disabled }: Props) {
  const locale = useLocale()
  const names = useMemo(() => {
    const say = new Intl.DisplayNames(locale, { type: 'currency' })
    return currencies.map((code) => ({ code, name: say.of(code) ?? code }))
  }, [locale])
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value)}
    >
      {names.map(({ code, name }) => (
        <option key={code} value={code}>
          {name === code ? code : `${code} · ${name}`}
        </option>
      ))}
    </NativeSelect>
  )
}
