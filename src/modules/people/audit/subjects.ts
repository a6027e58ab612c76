import { sql } from 'kysely'
import type { Db } from '../../../app/context.ts'

type Subject = { subjectKind: string; subjectId: string | null }

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

/** What the things that rows are about are called now, by their id. What is gone has no name any more. */
export async function namesOf(
  db: Db,
  workspaceId: string,
  rows: readonly Subject[],
): Promise<Map<string, string>> {
  const ids = (kind: string): string[] => [
    ...new Set(rows.flatMap(({ subjectKind, subjectId }) => (subjectKind === kind && subjectId) || [])),
  ]
  const uuids = (kind: string): string[] => ids(kind).filter(isUuid)
  const named = await sql<{ id: string; name: string | null }>`
    select id::text, left(content->'parts'->0->>'text', 80) as name from posts
      where workspace_id = ${workspaceId} and id = any(${uuids('post')}::uuid[])
    union all select id::text, handle from channels
      where workspace_id = ${workspaceId} and id = any(${uuids('channel')}::uuid[])
    union all select d.id::text, c.handle from deliveries d join channels c on c.id = d.channel_id
      where d.workspace_id = ${workspaceId} and d.id = any(${uuids('delivery')}::uuid[])
    union all select id::text, left(text, 80) from publications
      where workspace_id = ${workspaceId} and id = any(${uuids('publication')}::uuid[])
    union all select id::text, name from campaigns
      where workspace_id = ${workspaceId} and id = any(${uuids('campaign')}::uuid[])
    union all select id::text, name from influencers
      where workspace_id = ${workspaceId} and id = any(${uuids('influencer')}::uuid[])
    union all select id::text, name from goals
      where workspace_id = ${workspaceId} and id = any(${uuids('goal')}::uuid[])
    union all select id::text, handle from suspects
      where workspace_id = ${workspaceId} and id = any(${uuids('suspect')}::uuid[])
    union all select id::text, handle from presence_accounts
      where workspace_id = ${workspaceId} and id = any(${uuids('presence_account')}::uuid[])
    union all select id::text, file_name from media
      where workspace_id = ${workspaceId} and id = any(${uuids('media')}::uuid[])
    union all select id::text, name from api_keys
      where workspace_id = ${workspaceId} and id = any(${uuids('key')}::uuid[])
    union all select id::text, email from invitations
      where workspace_id = ${workspaceId} and id = any(${uuids('invitation')}::uuid[])
    union all select id::text, url from hooks
      where workspace_id = ${workspaceId} and id = any(${uuids('hook')}::uuid[])
    union all select id::text, name from workspaces
      where id = ${workspaceId} and id = any(${uuids('workspace')}::uuid[])
    union all select u.id, u.name from users u join members m on m.user_id = u.id
      where m.workspace_id = ${workspaceId} and u.id = any(${ids('user')}::text[])`.execute(db)
  return new Map(named.rows.flatMap(({ id, name }) => (name ? [[id, name]] : [])))
}
