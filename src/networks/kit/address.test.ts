import { expect, test } from 'vitest'
import { addressKey, isSameAddress, webAddress } from './address.ts'

test.each([
  ['https://Forum.Example/t/4711/', 'https://forum.example/t/4711'],
  ['http://www.forum.example/t/4711', 'https://m.forum.example/t/4711'],
  ['forum.example/t/4711', 'https://forum.example/t/4711?utm_source=x&utm_medium=y&fbclid=1'],
  ['https://forum.example?b=2&a=1', 'https://forum.example/?a=1&b=2'],
  ['https://forum.example/%D0%BF%D0%BE%D1%81%D1%82', 'https://forum.example/пост'],
  ['https://forum.example:443/a', 'https://forum.example/a'],
  ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
])('%s is %s', (one, other) => {
  expect(isSameAddress(one, other)).toBe(true)
})

test.each([
  ['https://forum.example/t?id=1', 'https://forum.example/t?id=2'],
  ['https://forum.example/T/a', 'https://forum.example/t/a'],
  ['https://forum.example/t/1#post-2', 'https://forum.example/t/1#post-3'],
  ['https://forum.example:8443/a', 'https://forum.example/a'],
  ['https://other.example/a', 'https://forum.example/a'],
  ['no address', 'none either'],
  ['mailto:a@b.example', 'mailto:a@b.example?x=1'],
])('%s is not %s', (one, other) => {
  expect(isSameAddress(one, other)).toBe(false)
})

test('where readers came from makes it another address only where that is asked', () => {
  const [one, other] = ['https://a.lv/?utm_source=x&utm_medium=y', 'https://A.lv?utm_medium=y&utm_source=x']
  expect(addressKey(one, { tracked: true })).toBe(addressKey(other, { tracked: true }))
  expect(addressKey(one)).toBe(addressKey('https://a.lv'))
  expect(addressKey(one, { tracked: true })).not.toBe(addressKey('https://a.lv', { tracked: true }))
})

test('what cannot be read as letters stays as it is written', () => {
  expect(addressKey('https://a.lv/%zz')).toBe('a.lv/%zz')
})

test.each([
  ['example.com', 'https://example.com/'],
  [' http://example.com/a ', 'http://example.com/a'],
  ['shop.example/?to=https://example.com', 'https://shop.example/?to=https://example.com'],
  ['', undefined],
  ['two words', undefined],
  ['javascript://example.com', undefined],
])('%s is the web address %s', (typed, href) => {
  expect(webAddress(typed)?.href).toBe(href)
})
