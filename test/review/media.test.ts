import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { pageMedia } from '../../src/modules/create/media/list.ts'
import { box, film, handler, movieHeader, trackHeader } from '../../src/modules/create/media/samples.ts'
import { addMedia } from '../../src/modules/create/media/service.ts'
import { world } from '../world.ts'

test('pictures of one and the same millisecond are each on one page', async () => {
  const w = await world()
  for (let i = 0; i < 9; i++)
    await w.ctx.db
      .insertInto('media')
      .values({
        workspaceId: w.workspaceId,
        digest: `${i}`,
        uploadDigest: `${i}`,
        kind: 'image',
        mime: 'image/png',
        bytes: 1,
        width: 1,
        height: 1,
        fileName: `${i}.png`,
        storageKey: `${i}`,
        createdAt: new Date('2030-01-01T00:00:00.123Z'),
      })
      .execute()
  await w.ctx.database.pool.query(
    "update media set created_at = created_at + (file_name::char(1)::int * interval '100 microseconds') where workspace_id = $1",
    [w.workspaceId],
  )
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 5; page++) {
    const { items, next } = await pageMedia(w.ctx, w.actor('owner'), { limit: 2, ...(cursor && { cursor }) })
    seen.push(...items.map(({ fileName }) => fileName))
    if (!next) break
    cursor = next
  }
  expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `${i}.png`))
})

const upload = (w: Awaited<ReturnType<typeof world>>, bytes: Buffer) =>
  addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([bytes]), fileName: 'film.mp4' })

test('a film whose header is a flood of empty boxes costs no more than another', async () => {
  const w = await world()
  const empty = box('free')
  const flood = Buffer.concat(Array.from({ length: 4_000_000 }, () => empty))
  const track = box('trak', trackHeader(320, 240), box('mdia', handler('vide')))
  const bytes = Buffer.concat([film(), box('moov', movieHeader(5000, 1000), track, flood)])
  const before = process.memoryUsage().heapUsed
  await expect(upload(w, bytes)).rejects.toMatchObject({ code: 'media.film_not_readable' })
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000)
})

test('a film whose boxes are nested without end is read like another', async () => {
  const w = await world()
  const heads = Array.from({ length: 400_000 }, (_, i) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE((400_000 - i) * 8, 0)
    head.write('trak', 4, 'latin1')
    return head
  })
  const track = box('trak', trackHeader(320, 240), box('mdia', handler('vide')))
  const moov = box('moov', movieHeader(5000, 1000), track, Buffer.concat(heads))
  await expect(upload(w, Buffer.concat([film(), moov]))).resolves.toMatchObject({ width: 320 })
})
