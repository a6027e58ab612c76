import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'
import { dataMap } from './map.ts'

type Found = { columns: number; left: { table: string; rows: number }[] }

/**
 * Looks through every column that an erasure deletes or empties (`map.ts`) for what somebody is known by. It reads whole
 * tables, as whoever wants to be certain has to.
 */
export async function searchTraces(db: Db, marks: readonly string[]): Promise<Found> {
  const found: Found = { columns: 0, left: [] }
  const wanted = marks.map((mark) => mark.toLowerCase())
  for (const [table, { personal }] of Object.entries(dataMap)) {
    const columns = Object.keys(personal).filter((name) => personal[name]?.erased !== 'kept')
    if (columns.length === 0) continue
    const said = sql`lower(concat_ws(' ', ${sql.join(columns.map((name) => sql`t.${sql.ref(name)}::text`))}))`
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(table)} t
      where exists (select from unnest(${wanted}::text[]) mark where position(mark in ${said}) > 0)`.execute(
      db,
    )
    const [{ rows: count } = { rows: 0 }] = rows
    found.columns += columns.length
    if (count > 0) found.left.push({ table, rows: count })
  }
  return found
}
