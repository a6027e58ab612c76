import { expect, test } from 'vitest'
import { recordKey } from './tid.ts'

/** A UUID of version 7 of that instant; `n` tells those of one millisecond apart. */
function uuidAt(at: Date, n: number): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${'0'.repeat(3)}-8000-${n.toString(16).padStart(12, '0')}`
}

/** As the specification writes them. */
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/

/** Read back independently: 13 letters of five bits, 53 bits of microseconds, 10 of a clock's name. */
function timeOf(key: string): number {
  let bits = 0n
  for (const letter of key) bits = bits * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(letter))
  return Number(bits >> 10n) / 1000
}

const noon = new Date('2030-01-01T12:00:00Z')

test('a record key is a TID that follows from the delivery’s key alone', () => {
  const key = uuidAt(noon, 1)
  expect(recordKey(key, 0)).toMatch(tid)
  expect(recordKey(key, 0)).toBe(recordKey(key, 0))
  expect(recordKey(key, 0)).not.toBe(recordKey(uuidAt(noon, 2), 0))
  expect(recordKey('any other key', 0)).toMatch(tid)
})

test('a record key bears about the time that the delivery is due at, and none after it', () => {
  for (let n = 0; n < 2000; n++) {
    const at = new Date(noon.getTime() + n * 997)
    const age = at.getTime() - timeOf(recordKey(uuidAt(at, n), 0))
    expect(age).toBeGreaterThanOrEqual(0)
    expect(age).toBeLessThan(36 * 60_000)
  }
  expect(timeOf(recordKey('a key without a time', 0))).toBeLessThan(Date.parse('2015-01-01'))
})

test('the parts of a thread follow one another', () => {
  const keys = Array.from({ length: 25 }, (_, part) => recordKey(uuidAt(noon, 7), part))
  expect(keys.toSorted()).toEqual(keys)
  expect(new Set(keys).size).toBe(25)
})

test('20,000 threads due in one millisecond do not meet', () => {
  const keys = new Set<string>()
  for (let n = 0; n < 20_000; n++) for (const part of [0, 1, 2]) keys.add(recordKey(uuidAt(noon, n), part))
  expect(keys.size).toBe(60_000)
})
