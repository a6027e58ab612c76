import { createHash } from 'node:crypto'
import type { Db } from '../../../platform/db/index.ts'

export type KeptCard = { title: string; description: string; mediaId: string | null }

const digestOf = (url: string): string => createHash('sha256').update(url).digest('hex')

/** What was read after an instant. */
export const findCard = (
  db: Db,
  workspaceId: string,
  url: string,
  after: Date,
): Promise<KeptCard | undefined> =>
  db
    .selectFrom('linkCards')
    .select(['title', 'description', 'mediaId'])
    .where('workspaceId', '=', workspaceId)
    .where('digest', '=', digestOf(url))
    .where('readAt', '>', after)
    .executeTakeFirst()

export async function keepCard(
  db: Db,
  workspaceId: string,
  url: string,
  card: KeptCard & { readAt: Date },
): Promise<void> {
  await db
    .insertInto('linkCards')
    .values({ workspaceId, digest: digestOf(url), url, ...card })
    .onConflict((on) => on.columns(['workspaceId', 'digest']).doUpdateSet(card))
    .execute()
}

/** What nobody will be shown any more. */
export async function forgetCards(db: Db, workspaceId: string, before: Date): Promise<void> {
  await db
    .deleteFrom('linkCards')
    .where('workspaceId', '=', workspaceId)
    .where('readAt', '<', before)
    .execute()
}
