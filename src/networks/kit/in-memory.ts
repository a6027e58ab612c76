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
