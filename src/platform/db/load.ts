import type { ClientBase } from 'pg'
import type { Table } from './catalogue.ts'

/**
 * Lets tables be filled in any order: what points from one to another, and what happens by itself at each row, is put away
 * and comes back after, when all rows are checked at once. The owner of the tables may do this; nobody else has to. Made for
 * the transaction that created them, for it locks everything.
 */
export async function withoutRules(client: ClientBase, load: () => Promise<void>): Promise<void> {
  const links = await foreignKeys(client)
  const tables = await tablesWithTriggers(client)
  for (const { table, name } of links) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  await load()
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
  for (const { table, name, definition } of links)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
}

type Link = { table: string; name: string; definition: string }

async function foreignKeys(client: ClientBase): Promise<Link[]> {
  const { rows } = await client.query<Link>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace
    order by conrelid::regclass::text, conname`)
  return rows
}

async function tablesWithTriggers(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(`
    select distinct t.tgrelid::regclass::text as table
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace`)
  return rows.map(({ table }) => table)
}

/** Takes away what migrations put into their own tables: the backup holds it. */
export async function emptyTables(client: ClientBase, tables: readonly Table[]): Promise<void> {
  const names = tables.map(({ name }) => client.escapeIdentifier(name))
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
}
