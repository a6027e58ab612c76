import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { standsIn } from '../whole.ts'

type Waiting = { id: string; name: string; said: string }

/**
 * Takes back jobs that wait and speak of one of these; their handlers would find nobody. `stay`: jobs that others wait for
 * too, each with the field of its payload that is emptied instead. What runs at this moment ends by itself.
 */
export async function forgetJobs(
  db: Db,
  marks: readonly string[],
  stay: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('graphile_worker._private_jobs') is not null as there`.execute(db)
  if (!rows[0]?.there) return
  const speaking = (await findSpeaking(db, marks)).filter(({ said }) =>
    marks.some((mark) => standsIn(mark, said)),
  )
  const gone = speaking.filter(({ name }) => !(name in stay)).map(({ id }) => id)
  await sql`delete from graphile_worker._private_jobs where id = any(${gone}::bigint[])`.execute(db)
  for (const { id, name } of speaking) if (name in stay) await empty(db, id, stay[name] ?? '')
}

/** In some word or a part of one; held, so that no worker begins them meanwhile. */
async function findSpeaking(db: Db, marks: readonly string[]): Promise<Waiting[]> {
  const said = sql`concat_ws(' ', j.payload::text, j.key, j.last_error)`
  const { rows } = await sql<Waiting>`
    select j.id::text, t.identifier as name, ${said} as said
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.locked_at is null and exists (
      select from unnest(${[...marks]}::text[]) mark where position(lower(mark) in lower(${said})) > 0)
    for update of j skip locked`.execute(db)
  return rows
}

const empty = (db: Db, id: string, field: string) =>
  sql`update graphile_worker._private_jobs
    set payload = (payload::jsonb || jsonb_build_object(${field}::text, ''))::json, last_error = null
    where id = ${id}::bigint`.execute(db)
