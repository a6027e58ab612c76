import { expect, test } from 'vitest'
import { codeFrom, codesIn } from './code.ts'

test('a code is found in whatever company, written large or small, and no word of a language is one', () => {
  const code = codeFrom(new Uint8Array([1, 30, 77, 200, 255, 9]))
  expect(code).toMatch(/^[2-9BCDFGHJKMNPQRSTVWXZ]{6}$/)
  for (const words of [code, `It is me: ${code}!`, code.toLowerCase(), `นี่คือรหัส${code}ครับ`, `@anna ${code}.`])
    expect(codesIn(words)).toEqual([code])
  expect(codesIn('PLEASE let me WINNER GIVEAWAY 123456 rhythm')).toEqual([])
})
