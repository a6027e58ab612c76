import { expect, test } from 'vitest'
import { momentOf, numberFrom, roundAfter } from './drand.ts'

/** As the league published it. */
const signature =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

test('a number is taken from the signature of its round, and from no other', async () => {
  expect(await numberFrom(1000, signature)).toBe(
    'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  )
  expect(await numberFrom(1001, signature)).toBeNull()
  for (const wrong of ['', 'b44679', signature.replace('b44', 'a44'), `${'0'.repeat(96)}`])
    expect(await numberFrom(1000, wrong)).toBeNull()
})

test('the round after an instant is not known at that instant', () => {
  expect(momentOf(1000).toISOString()).toBe('2023-08-23T15:59:24.000Z')
  const round = roundAfter(momentOf(1000))
  expect(round).toBe(1001)
  expect(roundAfter(new Date(momentOf(1000).getTime() + 2999))).toBe(1001)
})
