import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signatureOf } from '../../src/modules/publish/hooks/call.ts'
import { verify } from '../../src/web/hooks/samples/verify.mjs'

const secret = 'whsec_test'
const body = '{"event":"test","data":{"words":"ขนมปัง"}}'
const now = Date.parse('2030-01-01T09:00:00Z')
const timestamp = String(now / 1000)
const headers = {
  'carillon-timestamp': timestamp,
  'carillon-signature': signatureOf(secret, timestamp, body),
}

const python = (() => {
  try {
    return execFileSync('python3', ['--version']).length > 0
  } catch {
    return false
  }
})()

/** The same question to the sample in Python. */
function verifyInPython(own: string, given: Record<string, string>, text: string, at: number): boolean {
  const program =
    'import json,sys; from verify import verify; q=json.load(sys.stdin); print(verify(q["s"], q["h"], q["b"].encode(), q["n"]))'
  const said = execFileSync('python3', ['-B', '-c', program], {
    cwd: join(import.meta.dirname, '../../src/web/hooks/samples'),
    input: JSON.stringify({ s: own, h: given, b: text, n: at / 1000 }),
  })
  return said.toString().trim() === 'True'
}

const samples = { Node: verify, ...(python && { Python: verifyInPython }) }

describe.each(Object.entries(samples))('the sample for %s', (_, verified) => {
  test('knows a call that we signed', () => {
    expect(verified(secret, headers, body, now + 60_000)).toBe(true)
  })

  test('refuses another secret, other words and another time', () => {
    expect(verified('whsec_other', headers, body, now)).toBe(false)
    expect(verified(secret, headers, `${body} `, now)).toBe(false)
    const moved = { ...headers, 'carillon-timestamp': String(Number(timestamp) + 1) }
    expect(verified(secret, moved, body, now)).toBe(false)
  })

  test('refuses an old call that is played again, and one without a signature', () => {
    expect(verified(secret, headers, body, now + 301_000)).toBe(false)
    expect(verified(secret, {}, body, now)).toBe(false)
    expect(verified(secret, { 'carillon-timestamp': timestamp }, body, now)).toBe(false)
  })
})
