import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeS3, startFakeS3 } from '../../../test/running/s3/fake.ts'
import { opened } from '../../../test/running/s3/questions.ts'
import { bucketStorage } from './bucket.ts'
import type { Storage } from './index.ts'

let server: FakeS3
let storage: Storage
beforeAll(async () => {
  server = await startFakeS3({ pageOf: 3 })
  storage = bucketStorage(opened(server.settings), 'house/media/')
})
afterAll(() => server.stop())

const streamed = async (key: string, range?: { start: number; end: number }): Promise<string> => {
  let text = ''
  for await (const piece of storage.stream(key, range)) text += piece
  return text
}

test('what is put under a key is read again, whole and in ranges, and lies in the folder of the house', async () => {
  await storage.write('w1/abc/kept', Buffer.from('0123456789'))
  expect(String(await storage.read('w1/abc/kept'))).toBe('0123456789')
  expect(await storage.size('w1/abc/kept')).toBe(10)
  expect(await streamed('w1/abc/kept')).toBe('0123456789')
  expect(await streamed('w1/abc/kept', { start: 3, end: 5 })).toBe('345')
  expect(await streamed('w1/abc/kept', { start: 8, end: 99 })).toBe('89')
  expect([...server.objects.keys()].every((key) => key.includes('house/media/w1/abc/kept'))).toBe(true)
})

test('a file of this machine is taken over and is here no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-adopt-'))
  await writeFile(join(folder, 'film'), 'film')
  await storage.adopt('w1/film', join(folder, 'film'))
  expect(await readdir(folder)).toEqual([])
  expect(String(await storage.read('w1/film'))).toBe('film')
  await rm(folder, { recursive: true })
})

test('everything is listed over many pages; a workspace is cleared with all below it, and no other', async () => {
  for (let n = 0; n < 7; n++) await storage.write(`w2/upload-1/${n}`, Buffer.from('x'))
  await storage.write('w22/stays', Buffer.from('x'))
  expect((await storage.list()).filter((key) => key.startsWith('w2/'))).toHaveLength(7)
  await storage.clear('w2')
  expect((await storage.list()).filter((key) => key.startsWith('w2'))).toEqual(['w22/stays'])
  await storage.remove('w22/stays')
  await storage.remove('w22/stays')
  expect(await storage.size('w22/stays')).toBeNull()
  expect(await storage.hold('w22/stays')).toBeNull()
})

test('a key that leads elsewhere is refused', async () => {
  for (const key of ['../x', 'a//b', '/a', 'A', 'a/../b'])
    await expect(storage.write(key, Buffer.from('x'))).rejects.toThrow(/storage key/)
})
