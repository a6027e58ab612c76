import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { clearLeftovers } from '../leftovers.ts'

/** Where media lie. Keys are ours (`<workspace>/<digest>`), never a person's file name. */
export type Storage = {
  write(key: string, bytes: Uint8Array): Promise<void>
  /** Takes over a finished file of this machine, however large; it is no longer at `path` after. */
  adopt(key: string, path: string): Promise<void>
  read(key: string): Promise<Buffer>
  /** In bytes; null when there is no such file. */
  size(key: string): Promise<number | null>
  stream(key: string, range?: { start: number; end: number }): Readable
  remove(key: string): Promise<void>
  /** Everything whose key begins with this and a slash, also halves that a dead process left. */
  clear(beginning: string): Promise<void>
  /** Every key there is, in no order that matters. Who adds or removes meanwhile may or may not be seen. */
  list(): Promise<string[]>
  /** Where the file lies on this machine, for a program that reads it there; null where it lies elsewhere. */
  pathOf(key: string): string | null
  /** Holds one file as it is now, even if it is removed or replaced meanwhile; null when there is none. */
  hold(key: string): Promise<HeldFile | null>
  /** Writes what comes, however much, and has it on the disk when it answers. */
  take(key: string, source: AsyncIterable<Uint8Array>): Promise<void>
  /** Removes halves of files whose writer was killed. */
  clearHalves(): Promise<void>
}

export type HeldFile = { bytes: number; read(): AsyncIterable<Uint8Array>; letGo(): Promise<void> }

const safeKey = /^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z0-9]+)?$/

export function refuseStrangeKey(key: string): void {
  if (!safeKey.test(key))
    throw new Error('A storage key may hold only lower-case letters, digits, dashes and slashes')
}

/** Storage in a folder. A file appears whole or not at all. */
export function folderStorage(folder: string): Storage {
  const place = (key: string): string => {
    refuseStrangeKey(key)
    return join(folder, key)
  }
  return {
    async write(key, bytes) {
      await appear(place(key), (half) => writeFile(half, bytes, { mode: 0o600 }))
    },
    async adopt(key, path) {
      const to = place(key)
      await mkdir(dirname(to), { recursive: true })
      await rename(path, to).catch(async (error: NodeJS.ErrnoException) => {
        // The folder may be a disk of its own, where a rename cannot reach.
        if (error.code !== 'EXDEV') throw error
        await appear(to, (half) => copyFile(path, half))
        await rm(path, { force: true })
      })
    },
    read: (key) => readFile(place(key)),
    size: (key) =>
      stat(place(key)).then(
        ({ size }) => size,
        () => null,
      ),
    stream: (key, range) => createReadStream(place(key), range ?? {}),
    remove: (key) => rm(place(key), { force: true }),
    clear: (beginning) => rm(place(beginning), { recursive: true, force: true }),
    list: () => listKeys(folder),
    pathOf: (key) => place(key),
    async hold(key) {
      const file = await open(place(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      if (!file) return null
      const { size } = await file.stat()
      const read = () =>
        file.createReadStream({
          start: 0,
          end: Math.max(0, size - 1),
          autoClose: false,
          highWaterMark: 1 << 18,
        })
      return { bytes: size, read, letGo: () => file.close() }
    },
    async take(key, source) {
      await appear(place(key), (half) =>
        pipeline(
          Readable.from(source, { objectMode: false }),
          createWriteStream(half, { mode: 0o600, flush: true }),
        ),
      )
    },
    clearHalves: () => clearLeftovers(folder, isHalf, { recursive: true }),
  }
}

const isHalf = (name: string): boolean => name.endsWith('.part')

/** Under a name of its own until it is whole: two who write the same at once are no half of each other. */
async function appear(path: string, write: (half: string) => Promise<unknown>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const half = `${path}.${randomUUID()}.part`
  try {
    await write(half)
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

/** Halves of files that are being written have a name that no key has. */
async function listKeys(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, '/'))
    .filter((key) => safeKey.test(key) && !isHalf(key))
    .sort()
}
