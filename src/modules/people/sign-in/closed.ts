import { auditCommand } from '../../../app/audit.ts'
import type { Config } from '../../../app/config.ts'
import type { Context } from '../../../app/context.ts'
import { signInError } from './errors.ts'
import * as queries from './queries.ts'

/** How long `carillon let-in` opens a password. */
const openMs = 86_400_000

export const labelOf = ({ oidcLabel, oidcIssuer }: Config): string =>
  oidcLabel ?? (oidcIssuer ? new URL(oidcIssuer).host : '')

/** Where the provider's sign-in is the only one, no other door opens but for whom the house's keeper lets in by hand. */
export async function refuseClosed(ctx: Context, userId?: string): Promise<void> {
  if (!ctx.config.oidcOnly) return
  if (userId !== undefined && (await queries.findException(ctx.db, userId, ctx.clock.now()))) return
  throw signInError('password_closed', { provider: labelOf(ctx.config) })
}

export type LetIn = { email: string; until: string }

/** For whoever runs the program, when the provider fails; null when nobody here has this address. */
export async function letInByHand(ctx: Context, email: string): Promise<LetIn | null> {
  const person = await queries.findUserByEmail(ctx.db, email.trim().toLowerCase())
  if (!person) return null
  const until = new Date(ctx.clock.now().getTime() + openMs)
  await ctx.db.transaction().execute(async (tx) => {
    await queries.saveException(tx, { userId: person.id, until })
    await auditCommand(tx, 'carillon let-in', {
      action: 'password.let_in',
      subject: { kind: 'user', id: person.id },
      after: { until },
    })
  })
  return { email: person.email, until: until.toISOString() }
}
