import { createHash, createHmac } from 'node:crypto'

/** A message of https://www.standardwebhooks.com: id, instant and body are signed together. */
export type Message = { id: string; at: Date; body: string }

/** `whsec_` marks a secret that is bytes in base64; any other is taken as the text it is. */
const bytesOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8')

/** Tells which secret was used and nothing of it, so that a receiver can change from one to the next without a gap. */
export const keyIdOf = (secret: string): string =>
  createHash('sha256').update('carillon key id\n').update(bytesOf(secret)).digest('hex').slice(0, 12)

/** The headers that prove a message. */
export function signed(secret: string, { id, at, body }: Message): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const mac = createHmac('sha256', bytesOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${mac}`,
    'carillon-key-id': keyIdOf(secret),
  }
}
