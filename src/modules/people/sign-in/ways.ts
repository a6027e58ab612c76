import { isIP } from 'node:net'
import type { Person } from '../../../app/actor.ts'
import type { Config } from '../../../app/config.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { signInError } from './errors.ts'
import * as queries from './queries.ts'

/** Passkeys belong to a name, and browsers give none to an address in numbers or to plain http beyond this machine. */
export function passkeysFit({ appUrl }: Config): boolean {
  const { hostname, protocol } = new URL(appUrl)
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return false
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}

/**
 * Holds the person who changes their ways in. Somebody else may have done so a moment before, as by a link for a new
 * password: then the session that asks is over.
 */
export async function holdPerson(tx: Tx, { userId, sessionId }: Pick<Person, 'userId' | 'sessionId'>) {
  await queries.lockUser(tx, userId)
  if (!(await queries.findSessionStart(tx, sessionId))) throw signInError('changed')
}

/** Whether the account of the provider that the house has now opens theirs. */
export const hasProvider = async (tx: Tx, { config }: Context, userId: string): Promise<boolean> =>
  config.oidcIssuer !== null &&
  (await queries.hasProviderAccount(tx, userId, config.oidcIssuer)) !== undefined

/** By which ways somebody comes in here as the house stands, counted one by one. Nobody else changes them until the transaction ends. */
export async function lockWays(tx: Tx, ctx: Context, userId: string) {
  await queries.lockUser(tx, userId)
  const { oidcOnly } = ctx.config
  const password = !oidcOnly && Boolean((await queries.findPassword(tx, userId))?.password)
  const provider = await hasProvider(tx, ctx, userId)
  const passkeys = !oidcOnly && passkeysFit(ctx.config) ? await queries.countPasskeys(tx, userId) : 0
  return { password: password ? 1 : 0, provider: provider ? 1 : 0, passkeys }
}
