import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { andSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { Mention } from './contract.ts'

/** How many of the posts that were worked on last are looked through. */
const postsLooked = 300

/** Whom posts mentioned under some words, those of the newest first; each text once. */
export async function findKnown(db: Db, viewer: Viewer, words: string, most: number): Promise<Mention[]> {
  const like = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ mention: unknown }>`
    with newest as (
      select p.content -> 'mentions' as mentions, p.updated_at from posts p
      where p.workspace_id = ${viewer.workspaceId} and p.content ? 'mentions' and p.deleted_at is null
        ${andSeenPost(sightOf(viewer), 'p')}
      order by p.updated_at desc limit ${postsLooked}),
    each as (
      select distinct on (lower(m.value ->> 'text')) m.value as mention, n.updated_at
      from newest n cross join lateral jsonb_array_elements(n.mentions) m (value)
      where lower(m.value ->> 'text') like ${like} or lower(m.value ->> 'name') like ${like}
      order by lower(m.value ->> 'text'), n.updated_at desc)
    select mention from each order by updated_at desc limit ${most}`.execute(db)
  return rows.flatMap(({ mention }) => Mention.safeParse(mention).data ?? [])
}

export type AskedChannel = { id: string; network: string; server: string; appId: string | null }

/** Those of the channels that can be asked: joined, and not standing still. */
export const findAsked = (db: Db, workspaceId: string, ids: readonly string[]): Promise<AskedChannel[]> =>
  db
    .selectFrom('channels')
    .select(['id', 'network', 'server', 'appId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
