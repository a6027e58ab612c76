import { createECDH } from 'node:crypto'
import type { Context } from '../../../app/context.ts'

/** By which browsers know the house (VAPID, RFC 8292). Derived, so that there is nothing to keep and nothing to lose. */
export function houseKeys({ secrets }: Pick<Context, 'secrets'>): { publicKey: string; privateKey: string } {
  for (let turn = 0; ; turn++) {
    const secret = secrets.derive(turn === 0 ? 'push' : `push ${turn}`)
    const pair = createECDH('prime256v1')
    try {
      pair.setPrivateKey(secret)
      return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') }
    } catch (error) {
      // One in four thousand million numbers is none of the curve.
      if (turn > 3) throw error
    }
  }
}

/** Who answers for what is sent: an address of the web, or of mail where the house has none that others reach. */
export function subjectOf({ appUrl }: { appUrl: string }): string {
  const { protocol, hostname } = new URL(appUrl)
  const isOpen = protocol === 'https:' && hostname !== 'localhost'
  return isOpen ? appUrl : 'mailto:carillon@localhost.localdomain'
}
