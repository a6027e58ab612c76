import { expect, test } from 'vitest'
import type { Media } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import type { Tools } from '../kit/network.ts'
import type { Line } from './client.ts'
import { uploadEach } from './media.ts'

const film = (more: Partial<Media> = {}): Media => ({
  ...{ id: 'a', kind: 'video', mime: 'video/mp4', bytes: 3, width: 16, height: 9, durationMs: 1000 },
  ...{ alt: 'A bell', digest: 'd', ...inMemory(Buffer.from('mp4')) },
  ...more,
})

async function sentWith(media: Media): Promise<FormData> {
  let form = new FormData()
  const tools = {
    now: () => new Date(),
    report: () => {},
    fetch: async (_: unknown, init: RequestInit) => {
      const { 'content-type': type = '' } = init.headers as Record<string, string>
      form = await new Response(init.body, { headers: { 'content-type': type } }).formData()
      return Response.json({ id: '7', type: 'video', url: 'https://example.social/7.mp4' })
    },
  } as unknown as Tools
  const line = { server: 'https://example.social', tools, token: 'right' } as unknown as Line
  expect(await uploadEach(line, [media], AbortSignal.timeout(1000))).toEqual({ ids: ['7'], waiting: [] })
  return form
}

test('the cover that somebody chose goes up with the film', async () => {
  const form = await sentWith(film({ poster: inMemory(Buffer.from('jpeg')) }))
  const cover = form.get('thumbnail') as File
  expect([cover.name, cover.type, await cover.text()]).toEqual(['cover.jpg', 'image/jpeg', 'jpeg'])
})

test('without one the server chooses by itself', async () => {
  expect((await sentWith(film())).get('thumbnail')).toBeNull()
})
