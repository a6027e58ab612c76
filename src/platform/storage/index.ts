import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

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
}

const safeKey = /^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z0-9]+)?$/

/** Storage in a folder. A file appears whole or not at all. */
export function folderStorage(folder: string): Storage {
  const place = (key: string): string => {
    if (!safeKey.test(key))
      throw new Error('A storage key may hold only lower-case letters, digits, dashes and slashes')
    return join(folder, key)
  }
  return {
    async write(key, bytes) {
      const path = place(key)
      await mkdir(dirname(path), { recursive: true })
      const half = `${path}.${process.pid}.part`
      await writeFile(half, bytes, { mode: 0o600 })
      await rename(half, path)
    },
    async adopt(key, path) {
      const to = place(key)
      await mkdir(dirname(to), { recursive: true })
      await rename(path, to).catch(async (error: NodeJS.ErrnoException) => {
        // The folder may be a disk of its own, where a rename cannot reach.
        if (error.code !== 'EXDEV') throw error
        await copyFile(path, `${to}.part`)
        await rename(`${to}.part`, to)
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
  }
}
