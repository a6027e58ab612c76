import { sql } from 'kysely'
import type { Config } from '../../../app/config.ts'
import type { Db, Tx } from '../../../app/context.ts'
import { isGuarded } from './guarded.ts'

/** From when on somebody has to have a second step here that they have not; null: they have one, or it is not asked. */
const secondStepDue = (config: Config, userId: string) =>
  sql<Date | null>`case when workspaces.second_step_from is not null and not ${isGuarded(config, sql.ref(userId))}
    then workspaces.second_step_from end`.as('secondStepDue')

/** The person of a session, and their part in the workspace that they name. One question, because every request asks it. */
export const findSession = (db: Db, config: Config, token: string, workspaceId: string | null, now: Date) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .leftJoin('members', (join) =>
      join
        .onRef('members.userId', '=', 'sessions.userId')
        .on('members.workspaceId', '=', sql<string>`${workspaceId}::uuid`),
    )
    .leftJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select([
      'sessions.id as sessionId',
      'sessions.updatedAt',
      'users.id as userId',
      'users.name',
      'users.email',
      'members.role',
      'members.channelRoles',
      'workspaces.id as workspaceId',
      'workspaces.organisationId',
      'workspaces.eraseAt',
    ])
    .select(secondStepDue(config, 'sessions.userId'))
    .where('sessions.token', '=', token)
    .where('sessions.expiresAt', '>', now)
    .executeTakeFirst()

export const prolongSession = (db: Db, id: string, now: Date, expiresAt: Date) =>
  db.updateTable('sessions').set({ updatedAt: now, expiresAt }).where('id', '=', id).execute()

export const findUser = (db: Db, userId: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()

export const findPersonById = (db: Db, userId: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirst()

export const findUserByEmail = (db: Db, email: string) =>
  db.selectFrom('users').select(['id', 'name', 'email']).where('email', '=', email).executeTakeFirst()

/** Whether deliveries wait for a person, on a channel that the member sees; along an index that holds only such. */
const needsPeople = sql<boolean>`exists (
  select from deliveries d
  where d.workspace_id = members.workspace_id and d.state in ('failed', 'in_doubt', 'missed', 'handed')
    and coalesce(members.channel_roles -> 'parts' ->> d.channel_id::text,
      case when (members.channel_roles -> 'chosenOnly')::boolean then 'none' else 'own' end) <> 'none')`

export const listMyWorkspaces = (db: Db, config: Config, userId: string) =>
  db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select([
      'workspaces.id',
      'workspaces.name',
      'workspaces.timeZone',
      'workspaces.language',
      'workspaces.weekStartsOn',
      'workspaces.demo',
      'workspaces.eraseAt',
      'members.role',
      'members.channelRoles',
    ])
    .select(needsPeople.as('needsPeople'))
    .select(secondStepDue(config, 'members.userId'))
    .where('members.userId', '=', userId)
    .orderBy('workspaces.demo')
    .orderBy('workspaces.name')
    .orderBy('workspaces.id')
    .execute()

type NewUser = { name: string; email: string; language: string | null; emailVerified: boolean }

export const insertUser = (db: Db, user: NewUser) =>
  db
    .insertInto('users')
    .values({ id: sql<string>`new_id()::text`, ...user })
    .onConflict((on) => on.column('email').doNothing())
    .returning(['id', 'name', 'email'])
    .executeTakeFirst()

export const findReader = (db: Db, userId: string) =>
  db.selectFrom('users').select(['name', 'email', 'language']).where('id', '=', userId).executeTakeFirst()

/** `credential` and the person's own id: how better-auth marks a password. */
export const insertPassword = (db: Db, userId: string, hash: string) =>
  db
    .insertInto('signInAccounts')
    .values({
      id: sql<string>`new_id()::text`,
      userId,
      accountId: userId,
      providerId: 'credential',
      password: hash,
    })
    .execute()

export const findPassword = (db: Db, userId: string) =>
  db
    .selectFrom('signInAccounts')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()

export const updatePassword = (db: Db, userId: string, hash: string, now: Date) =>
  db
    .updateTable('signInAccounts')
    .set({ password: hash, updatedAt: now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirstOrThrow()

export const updateUser = (
  db: Db,
  userId: string,
  set: { name?: string; language?: string | null; updatedAt: Date },
) => db.updateTable('users').set(set).where('id', '=', userId).execute()

/** A second step counts once it is confirmed. */
export const hasSecondStep = (db: Db, userId: string) =>
  db
    .selectFrom('secondSteps')
    .select('userId')
    .where('userId', '=', userId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()

type NewProof = { userId: string; digest: Buffer; cameBy: string; createdAt: Date; expiresAt: Date }

export const insertProof = (db: Db, proof: NewProof) => db.insertInto('signInProofs').values(proof).execute()

export const findProof = (db: Db, digest: Buffer, now: Date, tries: number) =>
  db
    .selectFrom('signInProofs')
    .innerJoin('users', 'users.id', 'signInProofs.userId')
    .select(['users.id', 'users.name', 'users.email', 'signInProofs.cameBy'])
    .where('signInProofs.digest', '=', digest)
    .where('signInProofs.expiresAt', '>', now)
    .where('signInProofs.tries', '<', tries)
    .executeTakeFirst()

export const countProofTry = (db: Db, digest: Buffer, now: Date, tries: number) =>
  db
    .updateTable('signInProofs')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('digest', '=', digest)
    .where('expiresAt', '>', now)
    .where('tries', '<', tries)
    .returning('userId')
    .executeTakeFirst()

export const deleteProof = (db: Db, digest: Buffer) =>
  db.deleteFrom('signInProofs').where('digest', '=', digest).returning('userId').executeTakeFirst()

/**
 * Whoever changes how somebody comes in holds this until their transaction ends: of two ways in that go at once the second
 * is seen to be the last, of two first passwords the second finds the first. Sessions may begin meanwhile.
 */
export const lockUser = (tx: Tx, userId: string) =>
  tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()

/** Waits for whoever holds it. */
export const awaitUser = (tx: Tx, userId: string) =>
  tx.selectFrom('users').select('id').where('id', '=', userId).forShare().execute()

export const countPasskeys = async (db: Db, userId: string): Promise<number> =>
  (await db.selectFrom('passkeys').select('id').where('userId', '=', userId).execute()).length

export const hasProviderAccount = (db: Db, userId: string, issuer: string) =>
  db
    .selectFrom('providerAccounts')
    .select('subject')
    .where('userId', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()

/** When one began that is still there. */
export const findSessionStart = (db: Db, id: string) =>
  db.selectFrom('sessions').select('createdAt').where('id', '=', id).executeTakeFirst()

export const findException = (db: Db, userId: string, now: Date) =>
  db
    .selectFrom('passwordExceptions')
    .select('until')
    .where('userId', '=', userId)
    .where('until', '>', now)
    .executeTakeFirst()

export const saveException = (db: Db, exception: { userId: string; until: Date }) =>
  db
    .insertInto('passwordExceptions')
    .values(exception)
    .onConflict((on) => on.column('userId').doUpdateSet({ until: exception.until }))
    .execute()

/** What was proven by a password that holds no more. */
export const deleteProofs = (db: Db, userId: string) =>
  db.deleteFrom('signInProofs').where('userId', '=', userId).execute()
