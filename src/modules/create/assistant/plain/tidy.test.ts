import { expect, test } from 'vitest'
import { news } from './tidy.ts'

const wordsOf = (text: string, given: string): string[] => news(text, given).map(({ word }) => word)

test('whatever some network makes a link of is pointed out', () => {
  expect(wordsOf('See http://203.0.113.7/a', '')).toEqual(['http://203.0.113.7/a'])
  expect(wordsOf('Seehttps://evil.example/a', '')).toEqual(['Seehttps://evil.example/a'])
  expect(wordsOf('Join tg://resolve?domain=evil', '')).toEqual(['tg://resolve?domain=evil'])
})

test('a short link with another letter leads elsewhere', () => {
  expect(wordsOf('See https://bit.ly/AbC', 'See https://bit.ly/Abc')).toEqual(['https://bit.ly/AbC'])
  expect(wordsOf('See https://Rye.example/', 'See http://www.rye.example')).toEqual([])
})
