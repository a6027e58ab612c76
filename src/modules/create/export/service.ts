import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import { zoneOfWorkspace } from '../posts/index.ts'
import type { PostExportQuery } from './contract.ts'
import { exportError } from './errors.ts'
import { eachPost, frameFor } from './rows.ts'

export type PostFile = { fileName: string; mime: string; body: Readable | Buffer }

/** A workbook is made as a whole; CSV and JSON are made while they are read. */
const mostInWorkbook = 10_000
const longestCell = 32_767

export async function exportPosts(ctx: Context, viewer: Actor, query: PostExportQuery): Promise<PostFile> {
  const zone = await zoneOfWorkspace(ctx.db, viewer.workspaceId)
  const fileName = `carillon-posts-${dayOf(ctx.clock.now(), zone)}.${query.format}`
  if (query.format === 'csv')
    return { fileName, mime: 'text/csv; charset=utf-8; header=present', body: csvOf(ctx, viewer, query) }
  if (query.format === 'json')
    return { fileName, mime: 'application/json', body: Readable.from(jsonOf(ctx, viewer, query)) }
  return { fileName, mime: xlsxMime, body: await workbookOf(ctx, viewer, query) }
}

const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function* tableOf(ctx: Context, viewer: Actor, query: PostExportQuery): AsyncGenerator<string[]> {
  const { header, rowOf } = await frameFor(ctx, viewer)
  yield header
  for await (const post of eachPost(ctx, viewer, query)) yield rowOf(post)
}

/** The byte order mark lets spreadsheets see UTF-8; texts that one would take for a formula are quoted away. */
function csvOf(ctx: Context, viewer: Actor, query: PostExportQuery): Readable {
  const csv = stringify({ bom: true, record_delimiter: 'windows', escape_formulas: true })
  const source = Readable.from(tableOf(ctx, viewer, query))
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  return source.pipe(csv)
}

async function* jsonOf(ctx: Context, viewer: Actor, query: PostExportQuery): AsyncGenerator<string> {
  let header: string[] | null = null
  let between = '[\n'
  for await (const row of tableOf(ctx, viewer, query)) {
    if (header === null) {
      header = row
      continue
    }
    const names = header
    const filled = row.flatMap((cell, n) => (cell === '' ? [] : [[names[n] ?? '', cell] as const]))
    yield `${between}${JSON.stringify(Object.fromEntries(filled))}`
    between = ',\n'
  }
  yield between === '[\n' ? '[]\n' : '\n]\n'
}

/** Every cell is text, so that nothing is taken for a formula. */
async function workbookOf(ctx: Context, viewer: Actor, query: PostExportQuery): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const cells: { value: string; type: StringConstructor }[][] = []
  for await (const row of tableOf(ctx, viewer, query)) {
    if (cells.length > mostInWorkbook || row.some((cell) => cell.length > longestCell))
      throw exportError('too_many', { most: mostInWorkbook })
    cells.push(row.map((value) => ({ value, type: String })))
  }
  return writeXlsxFile(cells, { stickyRowsCount: 1 }).toBuffer()
}
