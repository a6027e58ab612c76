import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether a call comes from your Carillon.
 * `body` is its text as it arrived, before anything parses it.
 */
export function verify(secret, headers, body, now = Date.now()) {
  const timestamp = headers['carillon-timestamp'] ?? ''
  // Older than five minutes: somebody may be playing an old call again.
  if (!(Math.abs(now / 1000 - Number(timestamp)) < 300)) return false
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  const expected = Buffer.from(`v1=${mac}`)
  const given = Buffer.from(headers['carillon-signature'] ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
