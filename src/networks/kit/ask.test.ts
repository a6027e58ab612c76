import { expect, test } from 'vitest'
import { askServer } from './ask.ts'
import type { Tools } from './network.ts'

const answering = (text: string) =>
  askServer({ fetch: async () => new Response(text) } as unknown as Tools, {
    method: 'GET',
    url: 'https://bell.example/',
  })

test('a whole number that is too large for one keeps its digits, and others stay as they are', async () => {
  const { body } = await answering(
    '{"ids":[7400000000000000123,-7400000000000000123],"n":12,"f":1.25,"big":1e20,"text":"7400000000000000123"}',
  )
  expect(body).toEqual({
    ids: ['7400000000000000123', '-7400000000000000123'],
    n: 12,
    f: 1.25,
    big: 1e20,
    text: '7400000000000000123',
  })
})

test('what is no JSON is null', async () => {
  expect((await answering('<html>1234567890123456789')).body).toBeNull()
})
