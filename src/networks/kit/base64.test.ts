import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Told } from './ask.ts'
import { jsonWithFiles } from './base64.ts'

async function whole({ length, pieces }: Told) {
  const all: Uint8Array[] = []
  for await (const piece of pieces()) all.push(piece)
  const body = Buffer.concat(all)
  expect(body.length).toBe(length)
  return { body: JSON.parse(body.toString()), largest: Math.max(...all.map((one) => one.length)) }
}

test('files stand in JSON as base64, whatever their length, beside words of every kind', async () => {
  for (const size of [0, 1, 2, 3, 4, 100, 3_000_000, 7_000_001]) {
    const bytes = randomBytes(size)
    const read: number[] = []
    const file = {
      bytes: size,
      piece: async (from: number, to: number) => {
        read.push(to - from)
        return bytes.subarray(from, to)
      },
    }
    const words = 'สวัสดี "quoted" \\ 👨‍👩‍👧‍👦'
    const told = jsonWithFiles((place) => ({ words, items: [{ data: place(file) }, { data: place(file) }] }))
    const { body, largest } = await whole(told)
    expect(body).toEqual({
      words,
      items: [{ data: bytes.toString('base64') }, { data: bytes.toString('base64') }],
    })
    // Nothing but a piece is ever held.
    expect(Math.max(0, ...read)).toBeLessThanOrEqual(3_000_000)
    expect(largest).toBeLessThanOrEqual(4_000_000)
  }
})

test('it can be told again, as after a sign-in that was made new', async () => {
  const file = { bytes: 5, piece: async () => Buffer.from('bells') }
  const told = jsonWithFiles((place) => ({ data: place(file) }))
  expect((await whole(told)).body).toEqual((await whole(told)).body)
})
