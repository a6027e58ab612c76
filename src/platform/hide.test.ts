import { expect, test } from 'vitest'
import { hideIn, passwordIn } from './hide.ts'

const secret = 'gull&herring/in+the=harbour'

test.each([
  secret,
  encodeURIComponent(secret),
  ...['', 'a', 'ab', '\0user\0'].map((before) => Buffer.from(`${before}${secret}`).toString('base64')),
  Buffer.from(`user:${secret}`).toString('base64url'),
])('a secret that is known goes out of what others say, also as %s', (form) => {
  const clean = hideIn(`535 no to ${form}, friend`, [secret])
  expect(clean).toContain('[hidden]')
  expect(clean).toMatch(/^535 no to .*, friend$/)
  // At most the two signs that it shares with its neighbours are left of it at either side.
  expect(clean.length).toBeLessThan('535 no to [hidden], friend'.length + 16)
})

test('what is too short to be a secret stays, and nothing is no secret', () => {
  expect(hideIn('the cat sat', ['cat', null, ''])).toBe('the cat sat')
})

test('the password of an address is read as it was before it was written there', () => {
  expect(passwordIn(`smtp://me:${encodeURIComponent(secret)}@mail.example.com`)).toBe(secret)
  expect(passwordIn('smtp://mail.example.com')).toBeNull()
  expect(passwordIn(null)).toBeNull()
})
