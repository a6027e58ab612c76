import type { Database } from '../src/platform/db/index.ts'

/** Tables, columns, and how many triggers and constraints there are; a test that has changed it keeps the database for itself. */
const shape = `
  select md5(string_agg(concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid), ',' order by c.relname, a.attnum)
    || (select count(*) from pg_trigger) || (select count(*) from pg_constraint)) as shape
  from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_attribute a on a.attrelid = c.oid
  where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'i', 'S', 'v', 'p')`

/** Rows go without their triggers, and numbers begin anew. Whoever holds rows of it keeps it; workers have to be stopped by their test. */
const emptying = `
  set lock_timeout = '1s';
  do $$
  declare one record;
  begin
    set local session_replication_role = replica;
    for one in
      select format('%I.%I', n.nspname, c.relname) as name, c.relkind
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'S')
        and c.relname <> 'migrations'
    loop
      if one.relkind = 'S' then perform setval(one.name, 1, false);
      else execute 'delete from ' || one.name;
      end if;
    end loop;
  end $$;
  reset lock_timeout;`

let whole: string | undefined

/** Takes everything out of a clone of the template; false when it is no clean clone any more. */
export async function emptied({ pool }: Database): Promise<boolean> {
  if (pool.ended) return false
  try {
    await pool.query(emptying)
    return (await shapeOf(pool)) === whole
  } catch {
    return false
  }
}

const shapeOf = async (pool: Database['pool']): Promise<string> =>
  (await pool.query<{ shape: string }>(shape)).rows[0]?.shape ?? ''

/** Keeps in mind what a fresh clone looks like. */
export async function remember({ pool }: Database): Promise<void> {
  whole ??= await shapeOf(pool)
}
