import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { ConfirmBody } from '../second-step/contract.ts'
import { proveAgain } from '../second-step/index.ts'
import { endOtherSessions } from '../sessions/index.ts'
import { deleteProofs, type From, hashOf, lockWays, passkeysFit } from '../sign-in/index.ts'
import { settingsOf } from './client.ts'
import type { MyWays } from './contract.ts'
import { providerError } from './errors.ts'
import * as queries from './queries.ts'
import { beginVisit } from './visit.ts'

export async function readWays(ctx: Context, { userId }: Person): Promise<MyWays> {
  const settings = settingsOf(ctx)
  const account = settings && (await queries.findAccountOf(ctx.db, settings.issuer, userId))
  return {
    password: (await hashOf(ctx, userId)) !== null,
    passkeys: passkeysFit(ctx.config) && !ctx.config.oidcOnly,
    provider: settings && {
      label: settings.label,
      account: account
        ? {
            email: account.email,
            joinedAt: account.joinedAt.toISOString(),
            usedAt: account.usedAt?.toISOString() ?? null,
          }
        : null,
    },
  }
}

/** Whoever is signed in proves it once more, and goes to the provider to bring an account from there. */
export async function beginJoin(ctx: Context, person: Person, body: ConfirmBody, from: From) {
  await proveAgain(ctx, person, body, async () => {})
  return beginVisit(ctx, { userId: person.userId, returnTo: '/account' }, from)
}

/** Takes one's account there away, and with it all that may have been opened by it. */
export async function leave(ctx: Context, person: Person): Promise<void> {
  const settings = settingsOf(ctx)
  if (!settings) throw providerError('off')
  await ctx.db.transaction().execute(async (tx) => {
    const { password, passkeys } = await lockWays(tx, ctx, person.userId)
    if (password + passkeys === 0) throw providerError('only_way')
    const gone = await queries.deleteAccount(tx, settings.issuer, person.userId)
    if (!gone) throw providerError('not_there')
    await deleteProofs(tx, person.userId)
    await endOtherSessions(tx, ctx, person)
    await auditPerson(tx, person, {
      action: 'provider_account.left',
      subject: { kind: 'user', id: person.userId },
      before: { issuer: settings.issuer, email: gone.email },
    })
  })
}
