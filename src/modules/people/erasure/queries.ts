import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'
import { standsIn } from '../../../platform/whole.ts'
import type { Farewell } from './contract.ts'

type Owned = {
  id: string
  name: string
  role: string
  members: number
  eraseAt: Date | null
  alone: boolean
}

/** A person's workspaces, and whether nobody else owns them. */
export async function findWorkspaces(db: Db, userId: string): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    select w.id, w.name, m.role, w.erase_at,
      (select count(*) from members a where a.workspace_id = w.id)::int as members,
      m.role = 'owner' and not exists (
        select from members o where o.workspace_id = w.id and o.role = 'owner' and o.user_id <> m.user_id) as alone
    from members m join workspaces w on w.id = m.workspace_id
    where m.user_id = ${userId} order by w.name, w.id`.execute(db)
  return rows
}

/**
 * Workspaces of a person, held so that no other owner leaves meanwhile. Always in the same order, and not so firmly that
 * nobody could write a row of theirs: erasing reads through the whole audit log.
 */
export const lockWorkspaces = (tx: Tx, userId: string) =>
  sql`select w.id from workspaces w join members m on m.workspace_id = w.id
    where m.user_id = ${userId} order by w.id for no key update of w`.execute(tx)

type Organisation = { id: string; name: string; heirId: string | null; heir: string | null }

/** Organisations that only this person owns, each with the longest owner of its oldest workspace that goes on without them. */
export async function findOrganisations(db: Db, userId: string): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select o.id, o.name, h.id as "heirId", h.name as heir
    from organisation_members m join organisations o on o.id = m.organisation_id
    left join lateral (
      select u.id, u.name from workspaces w join members own on own.workspace_id = w.id and own.role = 'owner'
      join users u on u.id = own.user_id
      where w.organisation_id = o.id and u.id <> m.user_id and not w.demo
      order by w.created_at, own.created_at limit 1
    ) h on true
    where m.user_id = ${userId} and m.role = 'owner' and not exists (
      select from organisation_members other
      where other.organisation_id = o.id and other.role = 'owner' and other.user_id <> m.user_id)
    order by o.name, o.id`.execute(db)
  return rows
}

export const isMember = (db: Db, workspaceId: string, userId: string) =>
  db
    .selectFrom('members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()

/** Only waits: nobody has proposed, planned or sent it. */
const mereDraft = sql`stage = 'draft' and not exists (select from deliveries d where d.post_id = posts.id)`

type Counts = Pick<Farewell, 'posts' | 'drafts' | 'keys' | 'invitations' | 'sessions' | 'auditRows'>

export async function countTraces(db: Db, userId: string, now: Date): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select (select count(*) from posts where author_id = ${userId} and deleted_at is null and not (${mereDraft}))::int as posts,
      (select count(*) from posts where author_id = ${userId} and deleted_at is null and ${mereDraft})::int as drafts,
      (select count(*) from api_keys where created_by = ${userId} and revoked_at is null
        and (expires_at is null or expires_at > ${now}))::int as keys,
      (select count(*) from invitations where made_by = ${userId} and expires_at > ${now})::int as invitations,
      (select count(*) from sessions where user_id = ${userId} and expires_at > ${now})::int as sessions,
      (select count(*) from audit_log where actor_kind = 'person' and actor_id = ${userId}
        or subject_kind = 'user' and subject_id = ${userId})::int as "auditRows"`.execute(db)
  const [counted] = rows
  if (!counted) throw new Error('A count answered nothing')
  return counted
}

export const findKeyIds = (db: Db, userId: string) =>
  db.selectFrom('apiKeys').select('id').where('createdBy', '=', userId).execute()

export const findSessionAddresses = (db: Db, userId: string) =>
  db
    .selectFrom('sessions')
    .select('ipAddress as ip')
    .where('userId', '=', userId)
    .where('ipAddress', 'is not', null)
    .$narrowType<{ ip: string }>()
    .execute()

export const deleteDrafts = (tx: Tx, userId: string) =>
  sql`delete from posts where author_id = ${userId} and ${mereDraft}`.execute(tx)

export const leavePosts = (tx: Tx, userId: string) =>
  tx.updateTable('posts').set({ authorGone: true }).where('authorId', '=', userId).execute()

/** Also of files that somebody else had brought before, and of those that are on their way; these end now. */
export async function forgetBringer(tx: Tx, userId: string): Promise<void> {
  await sql`update media set brought_by = array_remove(brought_by, ${userId}) where ${userId} = any(brought_by)`.execute(
    tx,
  )
  await sql`update media_uploads set bringer = null, bringer_name = '', expires_at = now() where bringer = ${userId}`.execute(
    tx,
  )
}

/** Who is called upon by name in what others said, and who is told of something by name. */
export async function forgetCalls(
  tx: Tx,
  userId: string,
  { names, fresh }: { names: readonly string[]; fresh: string },
): Promise<void> {
  // The longest first: of “Anna Maria” no “Maria” is left when there was an “Anna” too.
  const said = [...names]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((text, name) => sql`replace(${text}, ${`@${name}`}, ${`@${fresh}`})`, sql`words`)
  await sql`update approval_comments set words = ${said}, mentions = array_remove(mentions, ${userId})
    where ${userId} = any(mentions)`.execute(tx)
  await sql`update notifications set for_people = array_remove(for_people, ${userId}) where ${userId} = any(for_people)`.execute(
    tx,
  )
}

export const deleteInvitationsTo = (tx: Tx, email: string) =>
  tx.deleteFrom('invitations').where('email', '=', email).execute()

export async function deleteVerifications(tx: Tx, marks: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; said: string }>`
    select id, concat_ws(' ', identifier, value) as said from verifications where exists (
      select from unnest(${[...marks]}::text[]) mark
      where position(lower(mark) in lower(concat_ws(' ', identifier, value))) > 0)`.execute(tx)
  const theirs = rows.filter(({ said }) => marks.some((mark) => standsIn(mark, said))).map(({ id }) => id)
  if (theirs.length > 0) await tx.deleteFrom('verifications').where('id', 'in', theirs).execute()
}

type Renamed = { userId: string; names: readonly string[]; workspaceIds: readonly string[]; fresh: string }

/**
 * Who proposed or tried: the one field in which notifications and calls of webhooks name a person. Whether it is this one
 * or somebody of the same name, the audit log knows.
 */
export async function renameIn(tx: Tx, { userId, names, workspaceIds, fresh }: Renamed): Promise<void> {
  const said = JSON.stringify(fresh)
  const isTheirs = (by: RawBuilder<unknown>) => sql`
    told.workspace_id = any(${[...workspaceIds]}::uuid[]) and ${by} = any(${[...names]}::text[])
    and not ${bySomebodyElse(userId)}`
  await sql`update notifications told set facts = jsonb_set(facts, '{by}', ${said}::jsonb)
    where ${isTheirs(sql`facts->>'by'`)}`.execute(tx)
  await sql`update hook_calls told set body = jsonb_set(body, '{by}', ${said}::jsonb)
    where ${isTheirs(sql`body->>'by'`)}`.execute(tx)
}

/** Both are written in one transaction and so at the same instant; of what was pruned nobody knows any more. */
const bySomebodyElse = (userId: string) => sql`exists (
  select from audit_log a where a.workspace_id = told.workspace_id and a.at = told.created_at
    and a.action in ('post.proposed', 'hook.tested', 'approval.change_requested', 'approval.commented', 'approval.comment_changed', 'approval.given', 'task.added', 'task.changed') and a.actor_id is distinct from ${userId})`

export async function passOnOrganisations(tx: Tx, userId: string): Promise<void> {
  for (const { id, heirId } of await findOrganisations(tx, userId)) {
    if (heirId)
      await tx
        .insertInto('organisationMembers')
        .values({ organisationId: id, userId: heirId, role: 'owner' })
        .onConflict((on) => on.columns(['organisationId', 'userId']).doUpdateSet({ role: 'owner' }))
        .execute()
    else await deleteEmptyOrganisation(tx, id)
  }
}

/** One that still holds a workspace that is being deleted goes when that does; a new one is made where it is needed. */
const deleteEmptyOrganisation = (tx: Tx, id: string) =>
  sql`delete from organisations o where id = ${id}
    and not exists (select from workspaces w where w.organisation_id = o.id)`.execute(tx)

export const deleteUser = (tx: Tx, userId: string) =>
  tx.deleteFrom('users').where('id', '=', userId).execute()
