import { describe, expect, test } from 'vitest'
import type { Told } from './ask.ts'
import { formWith, held } from './form.ts'

const letters = (text: string) => held(new TextEncoder().encode(text))

async function read({ type, length, pieces }: Told): Promise<FormData> {
  const all: Uint8Array[] = []
  for await (const piece of pieces()) all.push(piece)
  const body = new Uint8Array(Buffer.concat(all))
  expect(body.length).toBe(length)
  return new Response(body, { headers: { 'content-type': type } }).formData()
}

describe('a form that is told piece by piece', () => {
  test('is read as any form is: its fields, and each of its files under its name', async () => {
    const form = await read(
      formWith(
        { description: 'A "loaf"\r\nof rye', empty: '' },
        { ...letters('the film'), mime: 'video/mp4', name: 'a "film".mp4' },
        { ...letters('the cover'), mime: 'image/jpeg', name: 'cover.jpg', field: 'thumbnail' },
      ),
    )
    expect([...form.keys()]).toEqual(['description', 'empty', 'file', 'thumbnail'])
    expect(form.get('description')).toBe('A "loaf"\r\nof rye')
    const film = form.get('file') as File
    expect([film.type, await film.text()]).toEqual(['video/mp4', 'the film'])
    const cover = form.get('thumbnail') as File
    expect([cover.name, cover.type, await cover.text()]).toEqual(['cover.jpg', 'image/jpeg', 'the cover'])
  })

  test('asks for a large file in pieces, and for each byte once', async () => {
    const bytes = new Uint8Array(9_000_001).map((_, n) => n % 251)
    const asked: [number, number][] = []
    const piece = async (from: number, to: number) => {
      asked.push([from, to])
      return bytes.subarray(from, to)
    }
    const form = await read(formWith({}, { bytes: bytes.length, piece, mime: 'video/mp4', name: 'film.mp4' }))
    expect(new Uint8Array(await (form.get('file') as File).arrayBuffer())).toEqual(bytes)
    expect(asked).toEqual([
      [0, 4_000_000],
      [4_000_000, 8_000_000],
      [8_000_000, 9_000_001],
    ])
  })
})
