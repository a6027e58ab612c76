import { isIP } from 'node:net'
import type { Config } from '../../../app/config.ts'
import type { Context, Tx } from '../../../app/context.ts'
import * as queries from './queries.ts'

/** Passkeys belong to a name, and browsers give none to an address in numbers or to plain http beyond this machine. */
export function passkeysFit({ appUrl }: Config): boolean {
  const { hostname, protocol } = new URL(appUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return false
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** By which ways somebody comes in here as the house stands, counted one by one. Nobody else changes them until the transaction ends. */
export async function lockWays(tx: Tx, { config }: Context, userId: string) {
  await queries.lockUser(tx, userId)
  const { oidcIssuer, oidcOnly } = config
  const password = !oidcOnly && Boolean((await queries.findPassword(tx, userId))?.password)
  const provider =
    oidcIssuer !== null && (await queries.hasProviderAccount(tx, userId, oidcIssuer)) !== undefined
  const passkeys = !oidcOnly && passkeysFit(config) ? await queries.countPasskeys(tx, userId) : 0
  return { password: password ? 1 : 0, provider: provider ? 1 : 0, passkeys }
}
