import { expect, test } from 'vitest'
import { rangeOf } from './range.ts'

test('a range is answered as asked, cut at the end of the file', () => {
  expect(rangeOf('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 })
  expect(rangeOf('bytes=900-', 1000)).toEqual({ start: 900, end: 999 })
  expect(rangeOf('bytes=900-5000', 1000)).toEqual({ start: 900, end: 999 })
  expect(rangeOf('bytes=-10', 1000)).toEqual({ start: 990, end: 999 })
})

test('a range beyond the file is told, and one without sense is answered whole', () => {
  expect(rangeOf('bytes=1000-', 1000)).toBe('outside')
  expect(rangeOf('bytes=-0', 1000)).toBe('outside')
  for (const odd of [undefined, 'bytes=-', 'bytes=9-3', 'bytes=0-1,4-5', 'lines=1-2'])
    expect(rangeOf(odd, 1000)).toBeUndefined()
})
