import { type Actor, type Person, rightsOfActorSomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import type { Workspace, WorkspaceBody, WorkspacePatch } from './contract.ts'
import { workspaceError } from './errors.ts'
import * as queries from './queries.ts'

export async function readWorkspace(
  ctx: Context,
  actor: Pick<Actor, 'workspaceId' | 'role' | 'channels' | 'only'>,
): Promise<Workspace> {
  const { workspaceId, role } = actor
  const { organisationId, organisationName, createdAt, ...row } = await queries.findWorkspace(
    ctx.db,
    workspaceId,
  )
  return {
    ...row,
    organisation: { id: organisationId, name: organisationName },
    createdAt: createdAt.toISOString(),
    role,
    rights: rightsOfActorSomewhere(actor),
  }
}

export async function changeWorkspace(ctx: Context, actor: Actor, patch: WorkspacePatch): Promise<Workspace> {
  const before = await queries.findWorkspace(ctx.db, actor.workspaceId)
  if (Object.keys(patch).length === 0) return readWorkspace(ctx, actor)
  await ctx.db.transaction().execute(async (tx) => {
    await queries.updateWorkspace(tx, actor.workspaceId, patch)
    const { name, timeZone, language, weekStartsOn, stalenessMinutes } = before
    await audit(tx, actor, {
      action: 'workspace.changed',
      subject: { kind: 'workspace', id: actor.workspaceId },
      before: { name, timeZone, language, weekStartsOn, stalenessMinutes },
      after: patch,
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'workspace', id: actor.workspaceId })
  })
  return readWorkspace(ctx, actor)
}

type Maker = Pick<Person, 'userId' | 'name'> & { requestId: string | null; ip: string | null }

/** Makes an organisation that belongs to a person. */
export async function addOrganisation(tx: Tx, name: string, userId: string): Promise<string> {
  const { id } = await queries.insertOrganisation(tx, name)
  await queries.insertOrganisationOwner(tx, id, userId)
  return id
}

/** Makes a workspace whose owner is the one who makes it. */
export async function addWorkspace(tx: Tx, maker: Maker, wish: queries.NewWorkspace) {
  const workspace = await queries.insertWorkspace(tx, wish)
  await queries.insertOwner(tx, workspace.id, maker.userId)
  const actor: Actor = {
    kind: 'person',
    id: maker.userId,
    name: maker.name,
    workspaceId: workspace.id,
    organisationId: workspace.organisationId,
    role: 'owner',
    requestId: maker.requestId,
    ip: maker.ip,
  }
  const subject = { kind: 'workspace', id: workspace.id }
  await audit(tx, actor, { action: 'workspace.made', subject, after: { name: workspace.name } })
  return { workspace, actor }
}

/** The organisation that is meant, if the person owns it; may be left out by who owns one only. */
export async function ownedOrganisation(db: Db, userId: string, meant: string | undefined): Promise<string> {
  const owned = (await queries.listOwnedOrganisations(db, userId)).map((row) => row.organisationId)
  const organisationId = meant ?? owned[0]
  if (!organisationId || !owned.includes(organisationId)) throw workspaceError('no_organisation')
  if (!meant && owned.length > 1) throw workspaceError('which_organisation')
  return organisationId
}

/** Another brand in an organisation that the person owns. */
export async function makeWorkspace(ctx: Context, person: Person, body: WorkspaceBody): Promise<Workspace> {
  const organisationId = await ownedOrganisation(ctx.db, person.userId, body.organisationId)
  const { actor } = await ctx.db
    .transaction()
    .execute((tx) => addWorkspace(tx, person, { ...body, organisationId }))
  return readWorkspace(ctx, actor)
}
