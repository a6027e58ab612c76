import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

const said = (before: string, after: string) =>
  differenceOf(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'new' ? `[+${text}]` : `[-${text}]`))
    .join('')

test('what is gone and what is new stands between what stayed', () => {
  expect(said('Our bread is warm today', 'Our rolls are warm today')).toBe(
    'Our [-bread is ][+rolls are ]warm today',
  )
  expect(said('same', 'same')).toBe('same')
  expect(said('', 'new')).toBe('[+new]')
  expect(said('gone', '')).toBe('[-gone]')
})

test('both texts can be read from it, also without spaces, and very long ones end', () => {
  const [before, after] = ['ขนมปังอุ่น'.repeat(8), 'ขนมปังเย็น'.repeat(8)]
  const pieces = differenceOf(before, after)
  expect(
    pieces
      .filter(({ kind }) => kind !== 'new')
      .map(({ text }) => text)
      .join(''),
  ).toBe(before)
  expect(
    pieces
      .filter(({ kind }) => kind !== 'gone')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after)
  expect(differenceOf('a '.repeat(9000), 'b '.repeat(9000))).toHaveLength(2)
})
