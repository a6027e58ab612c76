import { stringify } from 'csv-stringify/sync'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { decimalOf, digitsOf } from '../money/contract.ts'
import { mostJobs } from './contract.ts'
import { findJobs } from './queries.ts'
import { todayOf } from './service.ts'

const columns = [
  'title',
  'state',
  'deadline',
  'contractor',
  'price',
  'currency',
  'line',
  'work',
  'owner',
  'place',
]

/** All jobs as a table for a spreadsheet; texts that one would take for a formula are quoted away. */
export async function exportJobs(ctx: Context, { workspaceId }: Actor): Promise<string> {
  const today = await todayOf(ctx, ctx.db, workspaceId)
  const page = { limit: mostJobs, after: null, today }
  const [open, closed] = [
    await findJobs(ctx.db, workspaceId, { ...page, show: 'open' }),
    await findJobs(ctx.db, workspaceId, { ...page, show: 'closed' }),
  ]
  const rows = [...open, ...closed].map(
    ({ title, state, deadline, contractor, minor, currency, line, work, owner, place }) => [
      ...[title, state, deadline ?? '', contractor ?? ''],
      minor === null || currency === null ? '' : decimalOf(minor, digitsOf(currency)),
      ...[currency ?? '', line ?? '', work ?? '', owner?.name ?? '', place],
    ],
  )
  return stringify([columns, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}
