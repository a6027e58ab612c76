import { useMemo } from 'react'
import { decimalOf, digitsOf, minorOf } from '../../modules/plan/money/contract.ts'
import { dash, useFormats } from '../kit/format.ts'
import { plainAmount } from './amount.ts'

const cache = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale}${JSON.stringify(options)}`
  const known = cache.get(name) ?? new Intl.NumberFormat(locale, options)
  cache.set(name, known)
  return known
}

/** As people write it: with the minor units, where there are any. */
function say(locale: string, minor: number, currency: string, options: Intl.NumberFormatOptions): string {
  const digits = digitsOf(currency)
  const least = minor % 10 ** digits === 0 ? 0 : digits
  const shape = { ...options, minimumFractionDigits: least, maximumFractionDigits: digits }
  // The decimal goes in as text, so that it never becomes a fraction of a binary number.
  return (
    formatOf(locale, shape)
      .format(decimalOf(minor, digits) as Intl.StringNumericLiteral)
      // A hyphen is what machines write.
      .replace('-', '−')
  )
}

/** Money in the language of the screen. Missing is a dash, never a zero. */
export function useMoney() {
  const { locale } = useFormats()
  return useMemo(
    () => ({
      /** €1,234.50 */
      say: (minor: number | null, currency: string | null): string =>
        minor === null || !currency ? dash : say(locale, minor, currency, { style: 'currency', currency }),
      /** +€20; no line ends within it. */
      change: (minor: number, currency: string): string =>
        say(locale, minor, currency, { style: 'currency', currency, signDisplay: 'exceptZero' }).replace(
          /^[+−]/,
          '$&\u2060',
        ),
      /** 1,234.50, for columns whose currency stands at their head. */
      bare: (minor: number | null, currency: string): string =>
        minor === null ? '' : say(locale, minor, currency, {}),
      /** What somebody typed; undefined when it is no amount of this currency. */
      read: (text: string, currency: string): number | undefined => {
        const minus = /^\s*[-−–]/.test(text)
        const plain = plainAmount(text.replace(/^\s*[-−–]/, ''), locale)
        const minor = plain === undefined ? null : minorOf(plain.replace(/^\./, '0.'), digitsOf(currency))
        if (minor === null) return undefined
        return minus ? 0 - minor : minor
      },
    }),
    [locale],
  )
}

/** Hours that were typed, `7.5`, `7,5` or `7:30`, in minutes. */
export function readHours(text: string, locale: string): number | undefined {
  const clock = /^\s*(\d{1,5}):([0-5]\d)\s*$/.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const plain = plainAmount(text, locale)
  return plain === undefined ? undefined : Math.round(Number(plain) * 60)
}
