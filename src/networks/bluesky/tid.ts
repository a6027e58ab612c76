import { createHash } from 'node:crypto'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
/** About 17 minutes, in milliseconds. */
const window = 2n ** 20n

/**
 * The record key of one part of a delivery: a TID (https://atproto.com/specs/tid) that follows from the delivery's
 * own key alone, so that every attempt writes to the same place.
 *
 * A TID sorts by its time, and readers of a repository take the greatest for the newest. Our keys begin with the
 * time they are due at (UUID version 7), which is kept to a window of 17 minutes; the 40 bits below are the digest's,
 * so that a thousand deliveries due in one instant on one account do not meet. The time is never ahead of the key's.
 * A key without a time gets one in the past, out of its digest. Parts follow one another.
 */
export function recordKey(key: string, part: number): string {
  const digest = createHash('sha256').update(key).digest().readBigUInt64BE()
  const start = windowOf(key) ?? 2n ** 40n + (digest >> 46n) * window
  const micros = start * 1000n + ((digest & (2n ** 30n - 1n)) % (window * 1000n)) + BigInt(part)
  return encode((micros << 10n) | ((digest >> 30n) & 1023n))
}

/** The window before the one that a UUID of version 7 names. */
function windowOf(key: string): bigint | null {
  const uuid = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(key)
  return uuid && (BigInt(`0x${uuid[1]}${uuid[2]}`) / window - 1n) * window
}

function encode(bits: bigint): string {
  let text = ''
  for (let rest = bits, n = 0; n < 13; n++, rest >>= 5n) text = alphabet[Number(rest & 31n)] + text
  return text
}
