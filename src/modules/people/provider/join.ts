import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { labelOf } from '../sign-in/index.ts'
import { tellOfWays } from '../ways/index.ts'
import type { Identity } from './client.ts'
import { providerError } from './errors.ts'
import * as queries from './queries.ts'

type Who = { id: string; name: string; requestId: string; ip: string }

/** By which rule an account of the provider belongs to a person from now on. */
type Rule = 'own' | 'trusted' | 'invited' | 'open'

/** One account there is one person here. Whoever has joined it to theirs is told: it may have been somebody else. */
export async function joinAccount(
  tx: Tx,
  ctx: Context,
  { issuer, subject, email }: Identity,
  who: Who,
  rule: Rule,
): Promise<void> {
  const now = ctx.clock.now()
  const account = {
    issuer,
    subject,
    userId: who.id,
    email,
    joinedAt: now,
    usedAt: rule === 'own' ? null : now,
  }
  if (!(await queries.insertAccount(tx, account))) {
    const owner = await queries.findOwner(tx, account)
    if (owner?.userId === who.id) return
    throw providerError(owner ? 'taken' : 'other_account')
  }
  if (rule === 'own')
    await tellOfWays(tx, ctx, { userId: who.id, news: 'account_joined', what: labelOf(ctx.config) })
  await auditPerson(
    tx,
    { userId: who.id, name: who.name, ip: who.ip, requestId: who.requestId },
    {
      action: 'provider_account.joined',
      subject: { kind: 'user', id: who.id },
      after: { issuer, email, rule },
    },
  )
}
