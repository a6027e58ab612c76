import { type RawBuilder, sql } from 'kysely'

type ColumnType = 'uuid' | 'text' | 'int' | 'boolean' | 'timestamptz' | 'jsonb'
/** The columns of rows in their order, each with its type in PostgreSQL. */
export type Columns<R> = { readonly [K in keyof R & string]: ColumnType }

export const columnNames = <R>(columns: Columns<R>) => Object.keys(columns) as (keyof R & string)[]

/**
 * Rows to be inserted as one array a column. Written as a list of values, each number of rows would be a text of its own:
 * PostgreSQL would read and plan every one, and the program would put it together value by value.
 */
export function manyRows<R>(rows: readonly R[], columns: Columns<R>): RawBuilder<R> {
  const arrays = columnNames(columns).map(
    (name) => sql`${rows.map((row) => row[name])}::${sql.raw(columns[name])}[]`,
  )
  return sql<R>`select * from unnest(${sql.join(arrays)})`
}
