import type { Db } from '../../../platform/db/index.ts'
import { nextLook } from './timetable.ts'

export type Plan = {
  publication: { id: string; workspaceId: string; channelId: string; publishedAt: Date }
}

/**
 * The one door to being measured, for a post that is out. Call it in the transaction that records the publication;
 * calling it again changes nothing. A post older than a year is not asked for, so no row is made.
 * Accounts need no call: the job of each minute finds those that have no row.
 */
export async function planCollection(tx: Db, { publication }: Plan, now: Date): Promise<void> {
  const { id, workspaceId, channelId, publishedAt } = publication
  const nextAt = nextLook(publishedAt, now)
  if (!nextAt) return
  await tx
    .insertInto('collections')
    .values({ subjectKind: 'publication', subjectId: id, channelId, workspaceId, nextAt })
    .onConflict((on) => on.doNothing())
    .execute()
}
