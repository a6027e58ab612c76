import type pg from 'pg'

/** The shape of the database as SQL, in a fixed order, so that a review sees what a migration changes. */
export async function dumpSchema(client: pg.Client): Promise<string> {
  const extensions = await lines(
    client,
    `select format('create extension %I;', extname) from pg_extension where extname <> 'plpgsql' order by extname`,
  )
  const functions = await lines(
    client,
    `select pg_get_functiondef(p.oid) || ';' from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
        and not exists (select from pg_depend where objid = p.oid and deptype = 'e') order by p.proname`,
  )
  const tables = await lines(
    client,
    `select format(E'create table %I (\\n%s\\n);', c.relname, concat_ws(E',\\n', a.columns, k.constraints))
       from pg_class c
       cross join lateral (
         select string_agg(format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then ' not null' else '' end,
           case when d.adbin is null then '' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
           case a.attidentity when 'a' then ' generated always as identity' else '' end), E',\\n' order by a.attnum) as columns
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) a
       cross join lateral (
         select string_agg(format('  constraint %I %s', conname, pg_get_constraintdef(oid)), E',\\n' order by contype, conname) as constraints
         from pg_constraint where conrelid = c.oid and contype in ('p', 'u', 'f', 'c')) k
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  )
  const indexes = await lines(
    client,
    `select indexdef || ';' from pg_indexes i where schemaname = 'public'
      and not exists (select 1 from pg_constraint where conname = i.indexname) order by tablename, indexname`,
  )
  const triggers = await lines(
    client,
    `select pg_get_triggerdef(t.oid) || ';' from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by c.relname, t.tgname`,
  )
  return `-- Made by \`npm run schema\` from the migrations; do not edit.\n\n${[extensions.join('\n'), ...functions, ...tables, indexes.join('\n'), triggers.join('\n')].join('\n\n')}\n`
}

async function lines(client: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<string[]>({ text: sql, rowMode: 'array' })
  return rows.map((row) => row[0] ?? '')
}
