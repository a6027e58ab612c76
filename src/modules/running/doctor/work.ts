import { sql } from 'kysely'
import { workersSeen } from '../../../app/workers.ts'
import type { Db } from '../../../platform/db/index.ts'
import { dueSince } from '../../publish/dispatch/index.ts'
import { about, type Finding, lasting } from './findings.ts'
import { clockFinding } from './store.ts'

const minute = 60_000
const late = { look: 2 * minute, wrong: 15 * minute }
const waiting = { look: 5 * minute, wrong: 60 * minute }

/** Who works, and how long what is due has been waiting for it. */
export async function checkWork(db: Db, now: Date): Promise<Finding[]> {
  const since = await dueSince(db)
  const overdue = since ? now.getTime() - since.getTime() : 0
  return [...(await checkWorkers(db, now, overdue)), checkQueue(overdue), ...(await checkJobs(db, now))]
}

async function checkWorkers(db: Db, now: Date, overdue: number): Promise<Finding[]> {
  const says = about('workers')
  const { living, lastSeenAt, skewMs } = await workersSeen(db, now)
  if (living > 0)
    return [
      says.ok(`${living} ${living === 1 ? 'lives' : 'live'}`),
      ...(skewMs > 1000 ? [clockFinding('clock', skewMs, "the worst worker's")] : []),
    ]
  const last = lastSeenAt
    ? `the last was seen ${lasting(now.getTime() - lastSeenAt.getTime())} ago`
    : 'none was ever seen'
  const words = `None lives; ${last}. Nothing is published until \`carillon start\` or \`carillon worker\` runs.`
  return [overdue > 0 ? says.wrong(words) : says.look(words)]
}

function checkQueue(overdue: number): Finding {
  const says = about('queue')
  if (overdue < late.look) return says.ok('Nothing that is due waits')
  const words = `The oldest post that is due has waited for ${lasting(overdue)}.`
  return overdue < late.wrong
    ? says.look(`${words} Look again in some minutes.`)
    : says.wrong(`${words} Does a worker run, and what does its log say?`)
}

type Jobs = { oldest: Date | null; waiting: number; spent: number; spentName: string | null }

async function checkJobs(db: Db, now: Date): Promise<Finding[]> {
  const says = about('jobs')
  const { rows: there } = await sql<{ there: boolean }>`
    select to_regclass('graphile_worker._private_jobs') is not null as there`.execute(db)
  if (!there[0]?.there) return []
  const { rows } = await sql<Jobs>`
    select min(j.run_at) filter (where j.attempts < j.max_attempts and j.run_at <= ${now} and j.locked_at is null) as oldest,
      count(*) filter (where j.attempts < j.max_attempts)::int as waiting,
      count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)::int as spent,
      min(t.identifier) filter (where j.attempts >= j.max_attempts and j.locked_at is null) as spent_name
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`.execute(
    db,
  )
  const { oldest = null, waiting: count = 0, spent = 0, spentName = null } = rows[0] ?? {}
  const age = oldest ? now.getTime() - oldest.getTime() : 0
  const words =
    oldest && age >= waiting.look ? `The oldest job that is due has waited for ${lasting(age)}.` : ''
  return [
    words === ''
      ? says.ok(`${count} wait for their time`)
      : age < waiting.wrong
        ? says.look(`${words} Look again in some minutes.`)
        : says.wrong(`${words} Does a worker run, and what does its log say?`),
    ...(spent > 0
      ? [
          says.look(
            `${spent} failed too often and are not tried again, such as ${spentName}; the log says why.`,
          ),
        ]
      : []),
  ]
}
