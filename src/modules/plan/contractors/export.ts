import { stringify } from 'csv-stringify/sync'
import { type Actor, actorMay } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { decimalOf, digitsOf } from '../money/contract.ts'
import { mostJobs } from './contract.ts'
import { findJobs } from './queries.ts'
import { todayOf } from './service.ts'

/**
 * All jobs as a table for a spreadsheet; texts that one would take for a formula are quoted away. Without prices for whoever
 * does not see the budget.
 */
export async function exportJobs(ctx: Context, actor: Actor): Promise<string> {
  const { workspaceId } = actor
  const priced = actorMay(actor, 'budget.read')
  const today = await todayOf(ctx, ctx.db, workspaceId)
  const page = { limit: mostJobs, after: null, today }
  const [open, closed] = [
    await findJobs(ctx.db, workspaceId, { ...page, show: 'open' }),
    await findJobs(ctx.db, workspaceId, { ...page, show: 'closed' }),
  ]
  const rows = [...open, ...closed].map(
    ({ title, state, deadline, contractor, minor, currency, line, work, owner, place }) => [
      ...[title, state, deadline ?? '', contractor ?? ''],
      ...(priced ? priceOf(minor, currency) : []),
      ...[line ?? '', work ?? '', owner?.name ?? '', place],
    ],
  )
  const columns = [
    ...['title', 'state', 'deadline', 'contractor'],
    ...(priced ? ['price', 'currency'] : []),
    ...['line', 'work', 'owner', 'place'],
  ]
  return stringify([columns, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}

const priceOf = (minor: number | null, currency: string | null): [price: string, currency: string] => [
  minor === null || currency === null ? '' : decimalOf(minor, digitsOf(currency)),
  currency ?? '',
]
