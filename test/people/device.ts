import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { password, type Visitor } from './door.ts'

/** What a device may do that it should not. */
export type Odd = { origin?: string; rpId?: string; verified?: boolean; userHandle?: string }

/** A device with one passkey, as the standard has it (WebAuthn, ES256, no attestation). `count` is of its signatures; 0 for who does not count. */
export type Device = {
  count: number
  make(options: Record<string, unknown>, odd?: Odd): object
  sign(options: Record<string, unknown>, odd?: Odd): object
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: Buffer | string): string => Buffer.from(data).toString('base64url')

export function openDevice(origin = 'http://localhost:4400'): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let userHandle = ''
  const device: Device = {
    count: 0,
    make(options, odd = {}) {
      userHandle = String((options.user as { id: string }).id)
      const key = Buffer.concat([hex('a5010203262001215820'), bytes(x), hex('225820'), bytes(y)])
      const length = Buffer.from([0, id.length])
      const data = Buffer.concat([header(0x40, device.count, odd), Buffer.alloc(16), length, id, key])
      const object = Buffer.concat([
        hex('a363666d74646e6f6e656761747453746d74a068617574684461746158'),
        Buffer.from([data.length]),
        data,
      ])
      const clientDataJSON = clientData('webauthn.create', options, odd.origin ?? origin)
      return { ...named(id), response: { clientDataJSON, attestationObject: base64url(object) } }
    },
    sign(options, odd = {}) {
      if (device.count > 0) device.count++
      const clientDataJSON = clientData('webauthn.get', options, odd.origin ?? origin)
      const data = header(0, device.count, odd)
      const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))])
      const response = {
        clientDataJSON,
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', signed, privateKey)),
        userHandle: odd.userHandle ?? userHandle,
      }
      return { ...named(id), response }
    },
  }
  return device
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
const named = (id: Buffer) => ({ id: base64url(id), rawId: base64url(id), type: 'public-key' })

/** Present, and with a finger unless it is odd. */
function header(flags: number, count: number, { rpId = 'localhost', verified = true }: Odd): Buffer {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(count)
  return Buffer.concat([sha256(rpId), Buffer.from([flags | 0x01 | (verified ? 0x04 : 0)]), counter])
}

const clientData = (type: string, { challenge }: Record<string, unknown>, origin: string): string =>
  base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

/** Somebody signed in adds a passkey of a device to theirs. Answers its id. */
export async function addPasskey(
  visit: Visitor,
  device: Device,
  proof: object = { password },
): Promise<string> {
  const asked = await visit('POST /me/passkeys/options', proof)
  const kept = await visit('POST /me/passkeys', device.make(asked.body))
  if (kept.status !== 201) throw new Error(`No passkey: ${JSON.stringify([asked.body, kept.body])}`)
  return String(kept.body.id)
}
