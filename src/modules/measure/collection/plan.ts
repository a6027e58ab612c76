import { sql } from 'kysely'
import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { Db } from '../../../platform/db/index.ts'
import { isSparing } from './budget.ts'
import { chargedHistory, looksUntil, nextLook } from './timetable.ts'

export type Plan = {
  publication: { id: string; workspaceId: string; channelId: string; publishedAt: Date }
  /** The network charges for each look. */
  charged?: boolean
  /** How late the network tells, in milliseconds: a look before that would find nothing. */
  lag?: number
}

/**
 * The one door to being measured, for a post that is out. Call it in the transaction that records the publication;
 * calling it again changes nothing. A post older than a year is not asked for, so no row is made.
 * Accounts need no call: the job of each minute finds those that have no row.
 */
export async function planCollection(tx: Db, { publication, charged, lag }: Plan, now: Date): Promise<void> {
  const { id, workspaceId, channelId, publishedAt } = publication
  const nextAt = nextLook(publishedAt, now, lag, charged)
  if (!nextAt) return
  await tx
    .insertInto('collections')
    .values({ subjectKind: 'publication', subjectId: id, channelId, workspaceId, nextAt })
    .onConflict((on) => on.doNothing())
    .execute()
}

/**
 * The same for a whole workspace that came from elsewhere: what is young enough is looked at when its channel is joined
 * again, and then goes on at its age. Where looks are spared, nobody pays for those of more than a month ago.
 */
export async function planOld(
  tx: Db,
  workspaceId: string,
  now: Date,
  networks: Iterable<{ manifest: Manifest }>,
): Promise<void> {
  const sparing = [...networks].flatMap(({ manifest }) => (isSparing(manifest) ? [manifest.id] : []))
  await sql`
    insert into collections (subject_kind, subject_id, workspace_id, channel_id, next_at)
    select 'publication', p.id, p.workspace_id, p.channel_id, ${now}
    from publications p join workspaces w on w.id = p.workspace_id and not w.demo
      join channels c on c.workspace_id = p.workspace_id and c.id = p.channel_id
    where p.workspace_id = ${workspaceId} and p.gone_at is null
      and p.published_at > case when c.network = any(${sparing}::text[])
        then ${new Date(now.getTime() - chargedHistory.reach)}::timestamptz
        else ${new Date(now.getTime() - looksUntil)}::timestamptz end
    on conflict do nothing`.execute(tx)
}
