import { sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'
import type { Role } from '../../../app/rights.ts'

type NewInvitation = {
  workspaceId: string
  email: string
  role: Role
  /** As JSON. */
  channelRoles: string | null
  digest: Buffer | null
  madeBy: string
  createdAt: Date
  expiresAt: Date
}

/** A newer invitation ends the older one for the same address. */
export const saveInvitation = (db: Db, invitation: NewInvitation) =>
  db
    .insertInto('invitations')
    .values(invitation)
    .onConflict((on) =>
      on.columns(['workspaceId', 'email']).doUpdateSet(({ ref }) => ({
        role: ref('excluded.role'),
        channelRoles: ref('excluded.channelRoles'),
        digest: ref('excluded.digest'),
        madeBy: ref('excluded.madeBy'),
        mailedAt: null,
        createdAt: ref('excluded.createdAt'),
        expiresAt: ref('excluded.expiresAt'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()

/** With who made it and which role they have in the workspace now. */
const withMaker = (db: Db) =>
  db
    .selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.madeBy')
    .leftJoin('members', (join) =>
      join
        .onRef('members.userId', '=', 'invitations.madeBy')
        .onRef('members.workspaceId', '=', 'invitations.workspaceId'),
    )
    .select([
      'invitations.id',
      'invitations.workspaceId',
      'invitations.email',
      'invitations.role',
      'invitations.channelRoles',
      'invitations.createdAt',
      'invitations.expiresAt',
      'invitations.mailedAt',
      'users.name as makerName',
      'members.role as makerRole',
    ])

export const listInvitations = (db: Db, workspaceId: string) =>
  withMaker(db)
    .where('invitations.workspaceId', '=', workspaceId)
    .orderBy('invitations.createdAt', 'desc')
    .orderBy('invitations.id')
    .execute()

export const findInvitation = (db: Db, workspaceId: string, id: string) =>
  withMaker(db)
    .where('invitations.workspaceId', '=', workspaceId)
    .where('invitations.id', '=', id)
    .executeTakeFirst()

/** For whoever holds the link, or writes the letter: in which workspace, and in which language it speaks. */
const withWorkspace = (db: Db) =>
  withMaker(db)
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspaceId')
    .select([
      'workspaces.name as workspaceName',
      'workspaces.organisationId',
      'workspaces.language',
      'workspaces.timeZone',
      'workspaces.eraseAt',
    ])

export const findByDigest = (db: Db, digest: Buffer) =>
  withWorkspace(db).where('invitations.digest', '=', digest).executeTakeFirst()

export const findToMail = (db: Db, id: string) =>
  withWorkspace(db).where('invitations.id', '=', id).executeTakeFirst()

/** Of two who accept at once, one gets it. */
export const takeInvitation = (db: Db, digest: Buffer) =>
  db.deleteFrom('invitations').where('digest', '=', digest).returning('id').executeTakeFirst()

/** All for one address, for somebody who has proven that it is theirs. Nobody else changes or takes them meanwhile. */
export const lockInvitationsOf = (tx: Tx, email: string) =>
  withWorkspace(tx)
    .where('invitations.email', '=', email)
    .orderBy('invitations.id')
    .forUpdate('invitations')
    .execute()

export const takeInvitationById = (db: Db, id: string) =>
  db.deleteFrom('invitations').where('id', '=', id).returning('id').executeTakeFirst()

export const deleteInvitation = (db: Db, workspaceId: string, id: string) =>
  db
    .deleteFrom('invitations')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()

export const setDigest = (db: Db, id: string, digest: Buffer) =>
  db.updateTable('invitations').set({ digest }).where('id', '=', id).execute()

/** Only while it is the same link: somebody may have made a newer one meanwhile. */
export const setMailed = (db: Db, digest: Buffer, mailedAt: Date) =>
  db.updateTable('invitations').set({ mailedAt }).where('digest', '=', digest).execute()

export async function countOthers(db: Db, workspaceId: string, email: string): Promise<number> {
  const { count } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('email', '<>', email)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function isMember(db: Db, workspaceId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    select from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and u.email = ${email}`.execute(db)
  return rows.length > 0
}

export const findReaderLanguage = (db: Db, email: string) =>
  db.selectFrom('users').select('language').where('email', '=', email).executeTakeFirst()

export const purgeInvitations = (db: Db, before: Date) =>
  db.deleteFrom('invitations').where('expiresAt', '<', before).execute()
