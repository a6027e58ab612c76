/**
 * Money as whole minor units of a currency. How many digits a currency has stands here and is not asked of `Intl`: what is
 * stored must mean the same in every version of it, and for some currencies (RSD, ALL) it tells what people do with cash, not
 * what ISO 4217 says.
 */
import { z } from 'zod'

/** ISO 4217, those in use. */
export const currencies = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP ' +
  'CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ' +
  'IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR ' +
  'MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP ' +
  'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF ' +
  'XPF YER ZAR ZMW ZWG'
).split(' ')

const withoutMinor = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))
const ofThousand = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** How many digits stand behind the point: 2 of EUR, 0 of VND, 3 of KWD. */
export function digitsOf(currency: string): number {
  if (withoutMinor.has(currency)) return 0
  return ofThousand.has(currency) ? 3 : 2
}

export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => currencies.includes(code), {
    error: 'There is no such currency. Write its three letters, such as EUR.',
    params: { code: 'no_currency' },
  })

export const mostMinor = 1_000_000_000_000

/** What one thing costs, in minor units. */
export const Minor = z.int().min(0).max(mostMinor)

/** How many of one currency one of another is worth. As text, so that no digit is lost on the way. */
export const Rate = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,12})?$/)
  .refine((rate) => /[1-9]/.test(rate), {
    error: 'A rate is more than nothing.',
    params: { code: 'zero_rate' },
  })

/** `1234.5` of a currency with two digits is 123450. Null when it has more digits than the currency, or is no number. */
export function minorOf(decimal: string, digits: number): number | null {
  const read = /^(-?)(\d{1,15})(?:\.(\d{0,12}))?$/.exec(decimal)
  if (!read) return null
  const [, sign, whole = '', part = ''] = read
  const kept = part.replace(/0+$/, '')
  if (kept.length > digits) return null
  const minor = BigInt(whole + kept.padEnd(digits, '0'))
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return null
  return minor === 0n ? 0 : Number(sign ? -minor : minor)
}

/** 123450 of a currency with two digits is `1234.50`. */
export function decimalOf(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Nearest whole number; what lies in the middle goes to the even one, so that many roundings do not lean to one side. */
export function divide(above: bigint, below: bigint): bigint {
  if (below < 0n) return divide(-above, -below)
  const whole = above / below
  const rest = above - whole * below
  const twice = (rest < 0n ? -rest : rest) * 2n
  if (twice < below || (twice === below && whole % 2n === 0n)) return whole
  return whole + (above < 0n ? -1n : 1n)
}

/** What so many minutes cost at a price of an hour. */
export const costOf = (minutes: number, hourly: number): number =>
  Number(divide(BigInt(minutes) * BigInt(hourly), 60n))
