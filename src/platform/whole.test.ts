import { expect, test } from 'vitest'
import { standsIn, whole } from './whole.ts'

test.for([
  'ann@x.org',
  'Ann <ANN@X.org>, and others',
  'password-link:ann@x.org',
  '{"email":"ann@x.org"}',
  "'ann@x.org'",
  'Write to ann@x.org.',
  '550 ann@x.org: no such reader',
])('an address stands by itself in %s', (text) => {
  expect(standsIn('ann@x.org', text)).toBe(true)
})

test.for([
  'joann@x.org',
  'jo.ann@x.org',
  'jo-ann@x.org',
  "o'ann@x.org",
  'news+ann@x.org',
  'jo_ann@x.org',
  'жанann@x.org',
  'ann@x.org.uk',
  'ann@x.orgs',
  'ann@x.org-mail.com',
  'ann@xyorg',
])('an address is no part of %s', (text) => {
  expect(standsIn('ann@x.org', text)).toBe(false)
})

test('every place of it is found, and the rest stays as it was', () => {
  const text = 'To Ann@x.org, JOANN@x.org and ann@X.org'
  expect(text.replace(whole('ann@x.org'), 'somebody')).toBe('To somebody, JOANN@x.org and somebody')
})
