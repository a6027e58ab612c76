import { sql } from 'kysely'
import type { Config } from '../../../app/config.ts'
import type { Db } from '../../../platform/db/index.ts'
import { healthOfAll } from '../../channels/accounts/index.ts'
import { newestIn, placeFor } from '../backup/index.ts'
import type { Status } from './contract.ts'

/** Reads and changes nothing. */
export async function readStatus(db: Db, config: Config, now: Date): Promise<Status> {
  const queue = await readQueue(db, now)
  const all = await healthOfAll(db, now)
  const care = all
    .filter(({ health }) => health.level === 'trouble' || health.code === 'ends_soon')
    .map(({ name, network, workspace, health }) => ({ name, network, workspace, words: health.words }))
  const newest = await newestIn(placeFor(config))
  const { late, handedLate, inDoubt, failed, missed } = queue
  return {
    queue,
    channels: { joined: all.length, care },
    lastBackup: newest === null ? null : new Date(newest).toISOString(),
    needed: late + handedLate + inDoubt + failed + missed + care.length > 0,
  }
}

type Counts = Omit<Status['queue'], 'next'> & { next: Date | null }

async function readQueue(db: Db, now: Date): Promise<Status['queue']> {
  const open = sql`d.state in ('scheduled', 'claimed', 'waiting')`
  const late = sql`${open} and d.next_at < ${new Date(now.getTime() - 60_000)}`
  const count = (which: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${which})::int`
  const { rows } = await sql<Counts>`
    select ${count(open)} as waiting, min(d.next_at) filter (where ${open}) as next,
      ${count(sql`${open} and d.next_at <= ${new Date(now.getTime() + 3_600_000)}`)} as next_hour,
      ${count(sql`${late} and c.state = 'active'`)} as late,
      ${count(sql`${late} and c.state <> 'active'`)} as held,
      ${count(sql`d.state in ('sending', 'sent')`)} as on_their_way,
      ${count(sql`d.state = 'handed'`)} as handed,
      ${count(sql`d.state = 'handed' and d.due_at < ${new Date(now.getTime() - 60_000)}`)} as handed_late,
      ${count(sql`d.state = 'in_doubt'`)} as in_doubt,
      ${count(sql`d.state = 'failed'`)} as failed, ${count(sql`d.state = 'missed'`)} as missed
    from deliveries d join channels c on c.id = d.channel_id join workspaces w on w.id = d.workspace_id
    where not w.demo and d.state not in ('published', 'cancelled')`.execute(db)
  const [found] = rows
  if (!found) throw new Error('The queue was not counted')
  return { ...found, next: found.next?.toISOString() ?? null }
}
