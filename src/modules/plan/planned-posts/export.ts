import { stringify } from 'csv-stringify/sync'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { ExportQuery, PlannedPost } from './contract.ts'
import { plannedError } from './errors.ts'
import { findNames, findPlanned, type Names } from './queries.ts'

/** Columns of a table of planned posts; what is read back of it stands in `import.ts`. */
export const columns = [
  'at',
  'zone',
  'channel',
  'network',
  'category',
  'pillar',
  'rubric',
  'campaign',
  'goal',
  'persona',
  'appeal',
  'occasion',
  'hint',
  'fixed',
] as const

const longest = 400 * 86_400_000
/** As many as there can be. */
const most = 5000

export type Exported = { fileName: string; mime: string; body: string | Buffer }

/** What is planned between two instants, as a file for a spreadsheet or a calendar. */
export async function exportPlanned(ctx: Context, viewer: Viewer, query: ExportQuery): Promise<Exported> {
  const length = Date.parse(query.to) - Date.parse(query.from)
  if (length <= 0 || length > longest) throw plannedError('window')
  const [items, names] = await Promise.all([
    findPlanned(ctx.db, viewer, { ...query, written: false, limit: most }),
    findNames(ctx.db, viewer),
  ])
  const rows = items.map((item) => rowOf(item, names))
  const fileName = `carillon-plan-${query.from.slice(0, 10)}.${query.format}`
  if (query.format === 'csv')
    return { fileName, mime: 'text/csv; charset=utf-8; header=present', body: csvOf(rows) }
  if (query.format === 'xlsx') return { fileName, mime: xlsxMime, body: await xlsxOf(rows) }
  return { fileName, mime: 'text/calendar; charset=utf-8', body: await icsOf(items, names, ctx.clock.now()) }
}

const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function rowOf(item: PlannedPost, names: Names): string[] {
  const channel = names.channels.get(item.channelId)
  return [
    item.civil,
    item.zone,
    channel?.handle ?? '',
    channel?.network ?? '',
    item.category,
    names.pillars.get(item.pillarId ?? '') ?? '',
    item.rubric ?? '',
    names.campaigns.get(item.campaignId ?? '') ?? '',
    names.goals.get(item.goalId ?? '') ?? '',
    names.personas.get(item.personaId ?? '') ?? '',
    item.appeal ?? '',
    item.occasion ?? '',
    item.hint,
    item.fixed ? 'yes' : '',
  ]
}

/** The byte order mark lets spreadsheets see UTF-8; texts that one would take for a formula are quoted away. */
const csvOf = (rows: readonly string[][]): string =>
  stringify([[...columns], ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })

const widths = [18, 18, 28, 14, 14, 20, 20, 20, 20, 20, 14, 24, 40, 8]

/** Every cell is text, so that nothing is taken for a formula. */
async function xlsxOf(rows: readonly string[][]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const head = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })))
  return writeXlsxFile([head, ...cells], {
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}

const minutesShown = 15

async function icsOf(items: readonly PlannedPost[], names: Names, now: Date): Promise<string> {
  const { default: ical } = await import('ical-generator')
  const calendar = ical({ name: 'Carillon', prodId: '//carillon//content plan//EN' })
  for (const item of items) {
    const start = new Date(item.at)
    const channel = names.channels.get(item.channelId)?.name ?? ''
    calendar.createEvent({
      id: `${item.id}@carillon`,
      stamp: now,
      start,
      end: new Date(start.getTime() + minutesShown * 60_000),
      summary: [item.rubric ?? item.category, channel].filter(Boolean).join(' · '),
      description: [names.pillars.get(item.pillarId ?? ''), item.occasion, item.hint]
        .filter(Boolean)
        .join('\n'),
    })
  }
  return calendar.toString()
}
