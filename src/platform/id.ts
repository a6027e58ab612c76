import { randomBytes } from 'node:crypto'

/** A UUID of version 7 (RFC 9562) that bears an instant: what is sorted by it stands in the order of time. */
export function idAt(instant: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Math.max(0, instant.getTime()), 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The id of something new, as `new_id()` of the database makes it. */
export const newId = (): string => idAt(new Date())
