import { randomBytes } from 'node:crypto'

/**
 * The key of a delivery: a UUID of version 7 that bears the instant at which it is due. Networks where we name a post
 * ourselves sort by that name, and ought to find it near its time.
 */
export function newKey(dueAt: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Math.max(0, dueAt.getTime()), 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
