import type { Db } from '../../../app/context.ts'
import type { WorkspacePatch } from './contract.ts'

export const findWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('workspaces')
    .innerJoin('organisations', 'organisations.id', 'workspaces.organisationId')
    .select([
      'workspaces.id',
      'workspaces.name',
      'workspaces.timeZone',
      'workspaces.language',
      'workspaces.weekStartsOn',
      'workspaces.stalenessMinutes',
      'workspaces.demo',
      'workspaces.createdAt',
      'organisations.id as organisationId',
      'organisations.name as organisationName',
    ])
    .where('workspaces.id', '=', workspaceId)
    .executeTakeFirstOrThrow()

export const updateWorkspace = (db: Db, workspaceId: string, patch: WorkspacePatch) =>
  db.updateTable('workspaces').set(patch).where('id', '=', workspaceId).execute()

export type NewWorkspace = { organisationId: string; name: string; timeZone?: string; language?: string }

export const insertWorkspace = (db: Db, workspace: NewWorkspace) =>
  db
    .insertInto('workspaces')
    .values(workspace)
    .returning(['id', 'name', 'organisationId', 'timeZone', 'language'])
    .executeTakeFirstOrThrow()

export const insertOwner = (db: Db, workspaceId: string, userId: string) =>
  db.insertInto('members').values({ workspaceId, userId, role: 'owner' }).execute()

export const insertOrganisation = (db: Db, name: string) =>
  db.insertInto('organisations').values({ name }).returning('id').executeTakeFirstOrThrow()

export const insertOrganisationOwner = (db: Db, organisationId: string, userId: string) =>
  db.insertInto('organisationMembers').values({ organisationId, userId, role: 'owner' }).execute()

export const listOwnedOrganisations = (db: Db, userId: string) =>
  db
    .selectFrom('organisationMembers')
    .select('organisationId')
    .where('userId', '=', userId)
    .where('role', '=', 'owner')
    .execute()
