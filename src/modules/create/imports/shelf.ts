/** Where brought files lie, whatever is made of them: the files, their rows, and what columns were named the last time. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/db/index.ts'
import type { Row } from './csv.ts'
import { weightOf } from './table.ts'

type Tables =
  | { imports: 'postImports'; rows: 'postImportRows'; mappings: 'importMappings' }
  | { imports: 'metricImports'; rows: 'metricImportRows'; mappings: 'metricImportMappings' }

type Kept<State extends string, Settings extends object> = {
  tables: Tables
  states: readonly State[]
  settings: z.ZodType<Settings>
}

/** By what a header is known again. */
type MappingKey = { workspaceId: string; signature: string; channelId?: string }

/** What is asked of both kinds of brought files in the same way. */
export function shelfOf<State extends string, Settings extends object>({
  tables,
  states,
  settings: schema,
}: Kept<State, Settings>) {
  // All that is asked here stands in the tables of both kinds under the same names.
  const imports = tables.imports as 'postImports'
  const rowsOf = tables.rows as 'postImportRows'
  const mappings = tables.mappings as 'importMappings'
  const none = () => Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>

  return {
    async insertRows(db: Db, workspaceId: string, importId: string, rows: readonly Row[]): Promise<void> {
      for (const some of portions(rows))
        await db
          .insertInto(rowsOf)
          .values(some.map(({ n, cells }) => ({ workspaceId, importId, n, cells })))
          .execute()
    },

    async countRows(
      db: Db,
      workspaceId: string,
      importIds: readonly string[],
    ): Promise<Map<string, Record<State, number>>> {
      const counts = new Map(importIds.map((id) => [id, none()]))
      if (importIds.length === 0) return counts
      const rows = await db
        .selectFrom(rowsOf)
        .select(['importId', 'state', (eb) => eb.fn.countAll<number>().as('n')])
        .where('workspaceId', '=', workspaceId)
        .where('importId', 'in', [...importIds])
        .groupBy(['importId', 'state'])
        .execute()
      for (const { importId, state, n } of rows) {
        const of = counts.get(importId)
        if (of) of[state as State] = Number(n)
      }
      return counts
    },

    /** What stands in one column, of every row. */
    async findColumn(db: Db, workspaceId: string, importId: string, column: number): Promise<string[]> {
      const rows = await db
        .selectFrom(rowsOf)
        .select(sql<string | null>`cells[${column + 1}::int]`.as('cell'))
        .distinct()
        .where('workspaceId', '=', workspaceId)
        .where('importId', '=', importId)
        .execute()
      return rows.flatMap(({ cell }) => cell ?? [])
    },

    async updateImport(
      db: Db,
      workspaceId: string,
      id: string,
      { settings, ...patch }: { settings?: Settings },
      now: Date,
    ): Promise<void> {
      await db
        .updateTable(imports)
        .set({ ...patch, ...(settings && { settings: JSON.stringify(settings) }), updatedAt: now })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute()
    },

    async deleteImport(db: Db, workspaceId: string, id: string): Promise<void> {
      await db.deleteFrom(imports).where('workspaceId', '=', workspaceId).where('id', '=', id).execute()
    },

    /** How such a header was named the last time; null where that is not known, or is written otherwise by now. */
    async findMapping(db: Db, key: MappingKey): Promise<Settings | null> {
      const row = await db
        .selectFrom(mappings)
        .select('settings')
        .where((eb) => eb.and(key as Omit<MappingKey, 'channelId'>))
        .executeTakeFirst()
      return row ? (schema.safeParse(row.settings).data ?? null) : null
    },

    async keepMapping(db: Db, key: MappingKey, settings: Settings, now: Date): Promise<void> {
      const row = { settings: JSON.stringify(settings), usedAt: now }
      await db
        .insertInto(mappings)
        .values({ ...key, ...row })
        .onConflict((on) => on.columns(Object.keys(key) as 'workspaceId'[]).doUpdateSet(row))
        .execute()
    },
  }
}

const atOnce = { rows: 500, text: 1_000_000 }

/** Rows can be large: a statement has as many as it can carry, and one at least. */
function* portions(rows: readonly Row[]): Generator<Row[]> {
  let [some, text]: [Row[], number] = [[], 0]
  for (const row of rows) {
    const weight = weightOf(row)
    if (some.length > 0 && (some.length >= atOnce.rows || text + weight > atOnce.text)) {
      yield some
      some = []
      text = 0
    }
    some.push(row)
    text += weight
  }
  if (some.length > 0) yield some
}
