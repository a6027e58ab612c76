import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStorage, type Storage } from './index.ts'

let folder: string
let storage: Storage
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-storage-'))
  storage = folderStorage(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const slowly = async function* (letter: string) {
  for (let n = 0; n < 20; n++) yield Buffer.alloc(100_000, letter)
}

test('a key that is written several times at once is whole, as one of them said it', async () => {
  await Promise.all(
    [...'abcd'].flatMap((letter) => [
      storage.take('here/same', slowly(letter)),
      storage.write('here/same', Buffer.alloc(2_000_000, letter)),
    ]),
  )
  const bytes = await storage.read('here/same')
  expect(bytes.length).toBe(2_000_000)
  expect(bytes.equals(Buffer.alloc(2_000_000, bytes.subarray(0, 1)))).toBe(true)
  expect(await readdir(join(folder, 'here'))).toEqual(['same'])
})

test('of what breaks off nothing is left', async () => {
  const broken = async function* () {
    yield Buffer.from('half')
    throw new Error('The line went dead')
  }
  await expect(storage.take('there/broken', broken())).rejects.toThrow('The line went dead')
  expect(await readdir(join(folder, 'there'))).toEqual([])
})

test('a half whose writer was killed is cleared by its age; what grows and what is whole stays', async () => {
  await storage.write('old/whole', Buffer.from('whole'))
  for (const name of ['whole.4711.part', `whole.${crypto.randomUUID()}.part`, 'growing.part'])
    await writeFile(join(folder, 'old', name), 'half')
  const long = new Date(Date.now() - 86_400_000)
  for (const name of await readdir(join(folder, 'old')))
    if (name !== 'growing.part') await utimes(join(folder, 'old', name), long, long)
  await storage.clearHalves()
  expect((await readdir(join(folder, 'old'))).sort()).toEqual(['growing.part', 'whole'])
})
