import { expect, test } from 'vitest'
import { costOf, currencies, decimalOf, digitsOf, divide, minorOf } from '../money/contract.ts'
import { exchangeOf, type KnownRate } from './rates.ts'
import { amountIn, minutesIn } from './table.ts'

/** The same numbers each time, so that what fails once fails again. */
function chance(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % most
  }
}

test('an amount becomes minor units and is written the same again, in every currency', () => {
  const next = chance(7)
  for (const currency of currencies)
    for (let i = 0; i < 40; i++) {
      const digits = digitsOf(currency)
      const minor = (next(2) ? -1 : 1) * next(1_000_000_000) * (next(900) + 1) || 0
      expect(minorOf(decimalOf(minor, digits), digits)).toBe(minor)
    }
  expect(decimalOf(5, 2)).toBe('0.05')
  expect(decimalOf(-5, 2)).toBe('-0.05')
  expect(decimalOf(1234, 0)).toBe('1234')
  expect(minorOf('1.5', 0)).toBeNull()
  expect(minorOf('1.50', 1)).toBe(15)
  expect(minorOf('1e5', 2)).toBeNull()
})

test('whole numbers are divided to the nearest, and the middle goes to the even one', () => {
  const next = chance(11)
  for (let i = 0; i < 5000; i++) {
    const [above, below] = [BigInt(next(2_000_001) - 1_000_000), BigInt(next(5000) + 1)]
    const found = divide(above, below)
    const rest = (above - found * below) * 2n
    expect((rest < 0n ? -rest : rest) <= below).toBe(true)
    expect(divide(-above, below)).toBe(-found)
  }
  expect([divide(1n, 2n), divide(3n, 2n), divide(5n, 2n), divide(-1n, 2n), divide(-3n, 2n)]).toEqual([
    0n,
    2n,
    2n,
    0n,
    -2n,
  ])
  expect(costOf(90, 2050)).toBe(3075)
  expect(costOf(1, 100)).toBe(2)
})

const eurUsd = (day: string, rate: string): KnownRate => ({ from: 'EUR', to: 'USD', day, rate })

test('the rate of the day holds, or the last before it; without one nothing is reckoned', () => {
  const { convert } = exchangeOf([
    eurUsd('2030-02-01', '1.2'),
    eurUsd('2030-01-01', '1.1'),
    { from: 'EUR', to: 'VND', day: '2030-01-01', rate: '26150.5' },
  ])
  expect(convert(10_000, 'EUR', 'USD', '2030-01-01')).toBe(11_000)
  expect(convert(10_000, 'EUR', 'USD', '2030-01-31')).toBe(11_000)
  expect(convert(10_000, 'EUR', 'USD', '2030-02-01')).toBe(12_000)
  expect(convert(10_000, 'EUR', 'USD', '2029-12-31')).toBeNull()
  expect(convert(12_000, 'USD', 'EUR', '2030-03-01')).toBe(10_000)
  // From two digits into none, and back.
  expect(convert(10_000, 'EUR', 'VND', '2030-01-05')).toBe(2_615_050)
  expect(convert(2_615_050, 'VND', 'EUR', '2030-01-05')).toBe(10_000)
  expect(convert(100, 'USD', 'VND', '2030-01-05')).toBeNull()
  expect(convert(0, 'USD', 'THB', '2030-01-05')).toBe(0)
  expect(convert(7, 'THB', 'THB', '1999-01-01')).toBe(7)
})

test('of two that say the same pair the newer holds, whichever way round it was written', () => {
  const { convert } = exchangeOf([
    eurUsd('2030-01-01', '1.25'),
    { from: 'USD', to: 'EUR', day: '2030-02-01', rate: '0.5' },
  ])
  expect(convert(1000, 'EUR', 'USD', '2030-01-15')).toBe(1250)
  expect(convert(1000, 'EUR', 'USD', '2030-02-15')).toBe(2000)
})

test('reckoned there and back an amount is off by less than what one unit of the smaller is worth', () => {
  const next = chance(3)
  for (let i = 0; i < 3000; i++) {
    const rate = `${next(200)}.${String(next(999_999) + 1).padStart(6, '0')}`
    const [from, to] = [currencies[next(currencies.length)] ?? '', currencies[next(currencies.length)] ?? '']
    if (from === to) continue
    const { convert } = exchangeOf([{ from, to, day: '2030-01-01', rate }])
    const minor = next(100_000_000)
    const there = convert(minor, from, to, '2030-01-01')
    if (there === null) throw new Error('A rate was given')
    const exact = (minor * Number(rate) * 10 ** digitsOf(to)) / 10 ** digitsOf(from)
    expect(Math.abs(there - exact)).toBeLessThanOrEqual(0.5 + exact * 1e-12)
    const back = convert(there, to, from, '2030-01-01') ?? 0
    const worth = 10 ** digitsOf(from) / (Number(rate) * 10 ** digitsOf(to))
    expect(Math.abs(back - minor)).toBeLessThanOrEqual(worth / 2 + 0.5 + minor * 1e-9)
    // More money is never worth less.
    expect(convert(minor + 1, from, to, '2030-01-01') ?? 0).toBeGreaterThanOrEqual(there)
  }
})

test('an amount so large that its sums would not be exact is not reckoned', () => {
  const { convert } = exchangeOf([eurUsd('2030-01-01', '999999999999')])
  expect(convert(1_000_000_000_000, 'EUR', 'USD', '2030-01-01')).toBeNull()
})

test('amounts of a table are read as people write them; what can be read in two ways is told', () => {
  expect(amountIn('1234.50', 'EUR')).toBe(123_450)
  expect(amountIn('1 234,50', 'EUR')).toBe(123_450)
  expect(amountIn('1.234,50', 'EUR')).toBe(123_450)
  expect(amountIn('1,234,567.80', 'EUR')).toBe(123_456_780)
  expect(amountIn('1,234,567', 'VND')).toBe(1_234_567)
  expect(amountIn('-12,5', 'EUR')).toBe(-1250)
  expect(amountIn('1,234', 'EUR')).toBe('doubtful')
  expect(amountIn('1.234', 'VND')).toBe('doubtful')
  expect(amountIn('1.234', 'KWD')).toBe(1234)
  expect(amountIn('12.345', 'USD')).toBe('doubtful')
  expect(amountIn('12.3456', 'USD')).toBe('bad')
  expect(amountIn('1,23,4', 'EUR')).toBe('bad')
  expect(amountIn('=1+1', 'EUR')).toBe('bad')
  expect(amountIn('9999999999999', 'EUR')).toBe('too_much')
  expect([minutesIn('7.5'), minutesIn('7,5'), minutesIn('7:30'), minutesIn('a'), minutesIn('-1')]).toEqual([
    450,
    450,
    450,
    null,
    null,
  ])
})
