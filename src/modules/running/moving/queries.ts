import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'

/** Everybody who works somewhere in the organisation or owns it, by mail address. */
export async function findPeople(db: Db, organisationId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; email: string }>`
    select u.id, lower(u.email) as email from users u
    where exists (select from organisation_members o where o.user_id = u.id and o.organisation_id = ${organisationId})
      or exists (select from members m join workspaces w on w.id = m.workspace_id
        where m.user_id = u.id and w.organisation_id = ${organisationId})`.execute(db)
  return new Map(rows.map(({ id, email }) => [email, id]))
}

/** Whoever owns the organisation owns what comes into it. */
export async function letOwnersIn(tx: Tx, workspaceId: string, organisationId: string): Promise<void> {
  await sql`
    insert into members (workspace_id, user_id, role)
    select ${workspaceId}, user_id, 'owner' from organisation_members
    where organisation_id = ${organisationId} and role = 'owner'
    on conflict (workspace_id, user_id) do update set role = 'owner', channel_roles = null`.execute(tx)
}

export async function takenKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .selectFrom('deliveries')
    .select('key')
    .where('key', 'in', [...keys])
    .execute()
  return new Set(rows.map(({ key }) => key))
}

/** A post of which nothing is out, in doubt or failed is a draft again, with its wish, as when a person takes it back. */
export async function draftHeld(tx: Tx, workspaceId: string): Promise<void> {
  await sql`
    update posts p set stage = 'draft' where p.workspace_id = ${workspaceId} and p.stage = 'scheduled'
      and not exists (select from deliveries d where d.post_id = p.id and d.state <> 'cancelled')`.execute(tx)
}

export const findWorkspaces = (db: Db, named: string): Promise<{ id: string; organisationId: string }[]> =>
  db
    .selectFrom('workspaces')
    .select(['id', 'organisationId'])
    .where((where) =>
      where.or([where(sql<string>`id::text`, '=', named.toLowerCase()), where('name', '=', named)]),
    )
    .limit(10)
    .execute()

export const findOrganisations = (
  db: Db,
  named: string | undefined,
): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .$if(named !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where(sql<string>`id::text`, '=', (named ?? '').toLowerCase()),
          where('name', '=', named ?? ''),
        ]),
      ),
    )
    .orderBy('createdAt')
    .limit(20)
    .execute()
