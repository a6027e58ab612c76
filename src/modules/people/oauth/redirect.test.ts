import { expect, test } from 'vitest'
import { answerAt, isNamed, mayBeRedirect } from './redirect.ts'

test.each([
  ['https://app.example/cb?x=1', true],
  ['http://localhost:3000/cb', true],
  ['http://127.0.0.1/cb', true],
  ['http://[::1]:9/cb', true],
  ['http://app.example/cb', false],
  ['http://localhost.evil.example/cb', false],
  ['http://127.0.0.1@evil.example/cb', false],
  ['https://me:secret@app.example/cb', false],
  ['https://app.example/cb#here', false],
  ['https://app.example/cb#', false],
  ['https://app.example\\@evil.example/cb', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['cursor://callback', false],
  ['//app.example/cb', false],
  ['', false],
])('%s may be where an answer goes: %s', (uri, may) => {
  expect(mayBeRedirect(uri)).toBe(may)
})

test.each([
  ['https://app.example/cb', true],
  ['https://app.example/cb/', false],
  ['https://app.example/cb?more=1', false],
  ['https://APP.example/cb', false],
  ['https://app.example:8443/cb', false],
  ['http://localhost:41235/cb', true],
  ['http://localhost/cb', true],
  ['http://127.0.0.1:3000/cb', false],
  ['https://localhost:3000/cb', false],
  ['http://localhost:3000/other', false],
  ['http://me@localhost:3000/cb', false],
  ['http://localhost:3000/cb#x', false],
])('of a program that named one address on the web and one on the machine, %s is: %s', (uri, is) => {
  expect(isNamed(['https://app.example/cb', 'http://localhost:3000/cb'], uri)).toBe(is)
})

test('an answer leaves what an address has of its own', () => {
  expect(answerAt('https://app.example/cb?x=1', { code: 'a b', state: undefined })).toBe(
    'https://app.example/cb?x=1&code=a+b',
  )
})
