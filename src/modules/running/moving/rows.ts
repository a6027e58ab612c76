import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { FoundPart } from '../../../platform/archive/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { type Arrival, arrivals, type Row } from './arrival.ts'
import { movingError } from './errors.ts'
import { columnsOf, fileOf, type Kind, snake } from './kind.ts'
import { linesOf } from './lines.ts'

type Ready = { line: number; row: Row }

const most = { rows: 500, characters: 4_000_000 }

/** Before rows are put down. */
export type Before = (tx: Tx, rows: Row[]) => Promise<void>

/** Takes the rows of one kind over. Answers how many lines it had and how many rows came of them. */
export async function takeRows(
  tx: Tx,
  kind: Kind,
  part: FoundPart,
  arrival: Arrival,
  before: Before = async () => {},
  progress: (lines: number) => void = () => {},
): Promise<{ lines: number; rows: number }> {
  const read = readerOf(kind, arrival)
  let line = 0
  let rows = 0
  let held: Ready[] = []
  let weight = 0
  const put = async (): Promise<void> => {
    await before(
      tx,
      held.map(({ row }) => row),
    )
    await insert(tx, kind, held)
    rows += held.length
    held = []
    weight = 0
    progress(line)
  }
  const file = fileOf(kind)
  const tooLong = () => movingError('bad_row', { file, line: line + 1, what: 'the line does not end' })
  for await (const text of linesOf(part.body, tooLong)) {
    line++
    const row = read(text, line)
    if (row) held.push({ line, row })
    weight += text.length
    if (held.length >= most.rows || weight >= most.characters) await put()
  }
  await put()
  return { lines: line, rows }
}

/** Checks a line and makes it a row of the new house; null when it is left out. */
function readerOf(kind: Kind, arrival: Arrival): (text: string, line: number) => Row | null {
  const shape = z.strictObject(
    Object.fromEntries(Object.entries(kind.fields).map(([name, { shape }]) => [name, shape])),
  )
  const columns = columnsOf(kind)
  const arrive = arrivals[kind.name]
  return (text, line) => {
    const refuse = (what: string): never => {
      throw movingError('bad_row', { file: fileOf(kind), line, what })
    }
    const row = parsed(shape, text, refuse)
    const ready: Row = { [kind.owner === 'id' ? 'id' : 'workspaceId']: arrival.workspaceId }
    for (const { name, field } of columns) ready[name] = pointed(field.points, row[name], arrival)
    return arrive ? arrive(arrival, ready, row, refuse) : ready
  }
}

function parsed(shape: z.ZodType<Row>, text: string, refuse: (what: string) => never): Row {
  try {
    const read = shape.safeParse(JSON.parse(text))
    if (read.success) return read.data
    const [issue] = read.error.issues
    return refuse(`${issue?.path.join('.') || 'the row'}: ${issue?.message ?? 'is not as it has to be'}`)
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('it is no JSON')
    if (error instanceof RangeError) return refuse('it is nested too deeply')
    throw error
  }
}

function pointed(
  points: Kind['fields'][string]['points'],
  value: unknown,
  { newId, people }: Arrival,
): unknown {
  if (value === null || points === undefined) return value
  if (points === 'id') return newId(String(value))
  if (points === 'person') return people.get(String(value)) ?? null
  return points(value as never, newId)
}

/** All of them in one statement; if PostgreSQL refuses, one by one, so that the line can be named. */
async function insert(tx: Tx, kind: Kind, batch: readonly Ready[]): Promise<void> {
  if (batch.length === 0) return
  const refused = await tryInsert(tx, insertOf(kind, batch))
  if (!refused) return
  for (const one of batch) {
    const why = await tryInsert(tx, insertOf(kind, [one]))
    if (why) throw movingError('bad_row', { file: fileOf(kind), line: one.line, what: why })
  }
}

function insertOf({ table }: Kind, batch: readonly Ready[]): RawBuilder<unknown> {
  const columns = Object.keys(batch[0]?.row ?? {})
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const rows = batch.map(({ row }) =>
    Object.fromEntries(columns.map((column) => [snake(column), row[column]])),
  )
  return sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`
}

/** Null when it was done, or why PostgreSQL would not; whatever else goes wrong is thrown on. */
async function tryInsert(tx: Tx, statement: RawBuilder<unknown>): Promise<string | null> {
  await sql`savepoint batch`.execute(tx)
  try {
    await statement.execute(tx)
    await sql`release savepoint batch`.execute(tx)
    return null
  } catch (error) {
    const why = reasonOf(error)
    if (!why) throw error
    await sql`rollback to savepoint batch`.execute(tx)
    return why
  }
}

const reasons: Record<string, string> = {
  '23502': 'a value is missing that must be there',
  '23503': 'it names something that is not in the export',
  '23505': 'the same stands there twice',
  '23514': 'a value is none of those that are allowed',
}

/** What PostgreSQL refuses in a row: a rule (23), a value (22), too large or too deep a thing (54). */
function reasonOf(error: unknown): string | null {
  const {
    code = '',
    constraint,
    message,
  } = (error ?? {}) as { code?: string; constraint?: string; message?: string }
  if (!/^(22|23|54)/.test(code)) return null
  return `${reasons[code] ?? message}${constraint ? ` (${constraint})` : ''}`
}
