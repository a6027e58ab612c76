import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { civilOf, dayOf } from '../../../platform/civil.ts'
import type { AuditChange, AuditFilter } from './contract.ts'
import type { Place } from './queries.ts'
import { sealPending } from './seal.ts'
import { readPage } from './service.ts'

type Csv = { fileName: string; stream: NodeJS.ReadableStream }
type Row = (string | number | null)[]

const batch = 500

const columns = [
  'at',
  'local',
  'actor_kind',
  'actor',
  'actor_id',
  'action',
  'subject_kind',
  'subject',
  'subject_id',
  'changes',
  'address',
  'request_id',
  'id',
  'place',
  'digest',
]

/**
 * The log as CSV (RFC 4180), newest first, made while it is read. The byte order mark lets spreadsheets see UTF-8; texts
 * that a spreadsheet would take for a formula are quoted away.
 */
export async function exportAudit(ctx: Context, actor: Actor, filter: AuditFilter): Promise<Csv> {
  refusePartial(actor)
  const { workspaceId } = actor
  // So that the newest rows come with their place. What a house of years has not yet sealed is not waited for.
  await sealPending(ctx, { wait: true, batches: 4 })
  const { timeZone } = await ctx.db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const csv = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true })
  const source = Readable.from(rowsOf(ctx, actor, filter, timeZone))
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  return { fileName: `carillon-audit-${dayOf(ctx.clock.now(), timeZone)}.csv`, stream: source.pipe(csv) }
}

async function* rowsOf(ctx: Context, actor: Actor, filter: AuditFilter, zone: string): AsyncGenerator<Row> {
  yield columns
  for (let after: Place | null = null, more = true; more; ) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(ctx, actor, filter, after, batch)
    for (const row of page.items)
      yield [
        row.at,
        civilOf(new Date(row.at), zone),
        row.actor.kind,
        row.actor.name,
        row.actor.id,
        row.action,
        row.subject.kind,
        row.subject.name,
        row.subject.id,
        row.changes.map(tellChange).join('\n'),
        row.address,
        row.requestId,
        row.id,
        row.sealed?.place ?? null,
        row.sealed?.digest ?? null,
      ]
    after = page.next
    more = after !== null
  }
}

/** `role: editor → manager`; a side that is not there is left empty. */
const tellChange = ({ field, before, after }: AuditChange): string =>
  before === undefined ? `${field}: ${after}` : `${field}: ${before} → ${after ?? ''}`
