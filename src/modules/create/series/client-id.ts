import { createHash } from 'node:crypto'

/** The same time of the same series gives the same id, whichever post has its turn then: no time is made twice. */
export function clientIdOf(seriesId: string, civil: string): string {
  const hex = createHash('sha256').update(`series ${seriesId} ${civil}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
