import type { ClientBase } from 'pg'

export type Table = { name: string; columns: string[] }
export type Sequence = { name: string; lastValue: string; isCalled: boolean }

/**
 * Every table with rows of our own, and every column that is not computed from others, as PostgreSQL itself lists them: a
 * table or a column that a migration adds is in here without anybody having thought of it.
 */
export async function readTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence <> 't'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows
}

/** What the next numbers will be. Read after the rows, it is never behind them. */
export async function readSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`)
  const read = async ({ name }: { name: string }): Promise<Sequence[]> => {
    const asked = await client.query<Omit<Sequence, 'name'>>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${client.escapeIdentifier(name)}`,
    )
    return asked.rows.map((row) => ({ name, ...row }))
  }
  const found: Sequence[] = []
  for (const one of rows) found.push(...(await read(one)))
  return found
}

/** Sets the next numbers; those of sequences that are not here any more are left out. */
export async function writeSequences(client: ClientBase, sequences: readonly Sequence[]): Promise<void> {
  const here = new Set((await readSequences(client)).map(({ name }) => name))
  for (const { name, lastValue, isCalled } of sequences)
    if (here.has(name))
      await client.query('select setval(quote_ident($1)::regclass, $2::bigint, $3)', [
        name,
        lastValue,
        isCalled,
      ])
}

/** Whether nobody has put anything here: no table, view or sequence but those of extensions. */
export async function isEmptyDatabase(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query(`
    select from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`)
  return rows.length === 0
}
