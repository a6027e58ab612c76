import type { ClientBase } from 'pg'
import type { Table } from '../db/catalogue.ts'
import { type CopyOut, copyIn, copyQuery } from '../db/copy.ts'

/**
 * Jobs are kept by what they ask for, not as rows of the library that runs them: its tables are its own affair and another
 * version has others. What is being run at this moment is kept as waiting, its try not counted; handlers may run twice.
 */
const columns = [
  'task',
  'payload',
  'queue',
  'priority',
  'run_at',
  'max_attempts',
  'attempts',
  'last_error',
  'key',
  'flags',
  'created_at',
]

/** Every job that waits, also those that came to nothing too often and wait for a person; null where no job was ever asked for. */
export async function copyJobs(client: ClientBase): Promise<CopyOut | null> {
  if (!(await hasJobTables(client))) return null
  return copyQuery(
    client,
    `select t.identifier, j.payload, q.queue_name, j.priority, j.run_at, j.max_attempts,
        j.attempts - (j.locked_at is not null)::int, j.last_error, j.key, (select array_agg(flag) from json_object_keys(j.flags::json) flag), j.created_at
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      order by j.id`,
  )
}

/** Asks for them anew, each with its time, its key and the tries that it has left. */
export async function askForJobs(client: ClientBase, text: AsyncIterable<Uint8Array>): Promise<number> {
  await client.query(`create temporary table kept_jobs (place bigint generated always as identity, task text, payload json,
    queue text, priority int, run_at timestamptz, max_attempts int, attempts int, last_error text, key text, flags text[],
    created_at timestamptz) on commit drop`)
  const kept: Table = { name: 'kept_jobs', columns }
  const count = await copyIn(client, kept, text)
  await client.query(`
    do $$
    declare kept record; made record;
    begin
      for kept in select * from kept_jobs order by place loop
        select * into made from graphile_worker.add_job(kept.task, kept.payload, kept.queue, kept.run_at,
          kept.max_attempts, kept.key, kept.priority, kept.flags);
        update graphile_worker._private_jobs
          set attempts = kept.attempts, last_error = kept.last_error, created_at = kept.created_at where id = made.id;
      end loop;
    end $$`)
  return count
}

export async function anyJob(client: ClientBase): Promise<boolean> {
  if (!(await hasJobTables(client))) return false
  return (await client.query('select from graphile_worker._private_jobs limit 1')).rows.length > 0
}

async function hasJobTables(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as there",
  )
  return rows[0]?.there === true
}
