import { randomUUID } from 'node:crypto'
import type { Media } from './content.ts'

const served = new Map<string, Uint8Array>()

/** A file of a test, with an address at which a network's fake can fetch it. Only tests import this file. */
export function inMemory(bytes: Uint8Array): Pick<Media, 'read' | 'piece' | 'address'> {
  const address = `https://carillon.example/fetched/${randomUUID()}`
  served.set(address, bytes)
  return {
    read: async () => bytes,
    piece: async (from, to) => bytes.slice(from, to),
    address: () => address,
  }
}

/** What lies at such an address; undefined when nothing does. */
export const fetchedFrom = (address: string): Uint8Array | undefined => served.get(address)

/**
 * The same as a network's servers fetch it: what is not in memory is asked for over HTTP. Names that end in `.test` stand for
 * this machine, as in the browser of the tests.
 */
export async function fetchFile(address: string): Promise<Uint8Array | undefined> {
  const known = fetchedFrom(address)
  const url = new URL(address)
  if (known || !/^(localhost|127\.0\.0\.1|.+\.test)$/.test(url.hostname)) return known
  url.hostname = '127.0.0.1'
  const answer = await fetch(url)
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}
