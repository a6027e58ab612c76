import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import type { KeptRate, RateBody, RateKey, RateList, RatesQuery } from './contract.ts'
import { budgetError } from './errors.ts'
import * as queries from './queries.ts'
import { tell } from './service.ts'

export const mostRates = 20_000
const PlaceOfRate = z.tuple([z.iso.date(), z.string().length(3), z.string().length(3)])

export async function listRates(
  ctx: Context,
  actor: Actor,
  { limit, cursor }: RatesQuery,
): Promise<RateList> {
  const after = cursor === undefined ? null : decodeCursor(cursor, PlaceOfRate)
  if (after === undefined) throw budgetError('bad_cursor')
  const rows = await queries.findRates(ctx.db, actor.workspaceId, limit + 1, after)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? encodeCursor([last.day, last.from, last.to]) : null }
}

/** What was said of the same day before is corrected. */
export async function enterRate(ctx: Context, actor: Actor, body: RateBody): Promise<KeptRate> {
  const { workspaceId } = actor
  const rate: KeptRate = { ...body, source: 'entered' }
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countRates(tx, workspaceId)) >= mostRates)
      throw budgetError('many_rates', { most: mostRates })
    await queries.saveRates(tx, workspaceId, [rate], ctx.clock.now())
    await audit(tx, actor, {
      action: 'budget.rate_entered',
      subject: { kind: 'budget', id: workspaceId },
      after: rate,
    })
    await tell(tx, ctx, actor, null)
  })
  return rate
}

export async function removeRate(ctx: Context, actor: Actor, key: RateKey): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const before = await queries.deleteRate(tx, workspaceId, key)
    if (!before) throw budgetError('no_rate')
    await audit(tx, actor, {
      action: 'budget.rate_removed',
      subject: { kind: 'budget', id: workspaceId },
      before,
    })
    await tell(tx, ctx, actor, null)
  })
}
