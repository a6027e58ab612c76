import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Bucket } from '../bucket/index.ts'
import { refuseStrangeKey, type Storage } from './index.ts'

/**
 * Storage in a bucket of a server that speaks S3, below a folder of its own there. A thing appears whole or not at all, and
 * each process finds what another has put. Halves are the server's own affair: a rule of its own clears them.
 */
export function bucketStorage(bucket: Bucket, prefix: string): Storage {
  const place = (key: string): string => {
    refuseStrangeKey(key)
    return `${prefix}${key}`
  }
  const list = async (beginning: string): Promise<string[]> =>
    (await bucket.list(`${prefix}${beginning}`, { deep: true })).map(({ key }) => key)
  return {
    write: async (key, bytes) => void (await bucket.put(place(key), once(bytes))),
    async adopt(key, path) {
      await bucket.put(place(key), createReadStream(path))
      await rm(path, { force: true })
    },
    async read(key) {
      const pieces: Uint8Array[] = []
      for await (const piece of bucket.read(place(key))) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    size: (key) => bucket.size(place(key)),
    stream: (key, range) => Readable.from(bucket.read(place(key), undefined, range), { objectMode: false }),
    remove: (key) => bucket.remove(place(key)),
    async clear(beginning) {
      refuseStrangeKey(beginning)
      for (const key of await list(`${beginning}/`)) await bucket.remove(key)
    },
    list: async () => (await list('')).map((key) => key.slice(prefix.length)).sort(),
    pathOf: () => null,
    async hold(key) {
      const bytes = await bucket.size(place(key))
      if (bytes === null) return null
      // Keys are named by what lies under them, so nothing is replaced by something else; what is removed is told as an error.
      return { bytes, read: () => bucket.read(place(key)), letGo: async () => {} }
    },
    take: async (key, source) => void (await bucket.put(place(key), source)),
    clearHalves: async () => {},
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
