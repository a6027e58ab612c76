import type { Actor } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { noting } from '../../../app/noted.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  type Competitor,
  type CompetitorBody,
  type CompetitorChange,
  mostCompetitors,
  mostProfiles,
  type Profile,
  type ProfileBody,
  type ProfileChange,
} from './contract.ts'
import * as dayQueries from './day-queries.ts'
import { competitorError } from './errors.ts'
import { collectProfile } from './jobs.ts'
import { type Found, findPerson } from './look-up.ts'
import { presentProfile } from './present.ts'
import * as queries from './queries.ts'
import { readCompetitor } from './reads.ts'

export const tell = noting('competitor', 'competitors')

export async function addCompetitor(ctx: Context, actor: Actor, body: CompetitorBody): Promise<Competitor> {
  // Before anything is held: a network may take its time.
  const found = body.profile?.kind === 'read' ? await findPerson(ctx, body.profile.address) : null
  const { workspaceId } = actor
  const { name, website, profile } = body
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countCompetitors(tx, workspaceId)) >= mostCompetitors)
      throw competitorError('too_many', { most: mostCompetitors })
    const made = await queries.insertCompetitor(tx, workspaceId, { name, website }, ctx.clock.now())
    if (profile) await putProfile(tx, ctx, actor, made, profile, found)
    await tell(tx, ctx, actor, 'competitor.added', made, { after: { name } })
    return made
  })
  return readCompetitor(ctx, actor, id)
}

export async function changeCompetitor(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...named }: CompetitorChange,
): Promise<Competitor> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, actor, id)
    if (before.version !== version)
      throw competitorError('changed', { yours: version, current: before.version })
    await queries.updateCompetitor(tx, actor.workspaceId, id, named, ctx.clock.now())
    const { name, website } = before
    await tell(tx, ctx, actor, 'competitor.changed', id, { before: { name, website }, after: named })
  })
  return readCompetitor(ctx, actor, id)
}

export const archiveCompetitor = (ctx: Context, actor: Actor, id: string): Promise<Competitor> =>
  put(ctx, actor, id, 'competitor.archived', ctx.clock.now())

export const restoreCompetitor = (ctx: Context, actor: Actor, id: string): Promise<Competitor> =>
  put(ctx, actor, id, 'competitor.restored', null)

async function put(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  archivedAt: Date | null,
): Promise<Competitor> {
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const { name, archivedAt: before } = await mustLock(tx, actor, id)
    if ((before === null) === (archivedAt === null)) return
    await queries.updateCompetitor(tx, actor.workspaceId, id, { archivedAt }, now)
    await queries.rouseProfiles(tx, actor.workspaceId, id, archivedAt ? null : now)
    await tell(tx, ctx, actor, action, id, { after: { name } })
  })
  return readCompetitor(ctx, actor, id)
}

export async function removeCompetitor(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { name } = await mustLock(tx, actor, id)
    await queries.deleteCompetitor(tx, actor.workspaceId, id)
    await tell(tx, ctx, actor, 'competitor.removed', id, { before: { name } })
  })
}

export async function addProfile(
  ctx: Context,
  actor: Actor,
  id: string,
  body: ProfileBody,
): Promise<Profile> {
  const found = body.kind === 'read' ? await findPerson(ctx, body.address) : null
  const profileId = await ctx.db.transaction().execute(async (tx) => {
    const { name, archivedAt } = await mustLock(tx, actor, id)
    if (archivedAt) throw competitorError('archived')
    const made = await putProfile(tx, ctx, actor, id, body, found)
    const handle = found?.face.handle ?? (body.kind === 'manual' ? body.handle : '')
    await tell(tx, ctx, actor, 'competitor.profile_added', id, { after: { name, handle } })
    return made
  })
  return readProfile(ctx, actor, profileId)
}

/** One more profile of a competitor that is held; of a network that is read it is asked for at once. */
async function putProfile(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  competitorId: string,
  body: ProfileBody,
  found: Found | null,
): Promise<string> {
  const { workspaceId } = actor
  const now = ctx.clock.now()
  const there = await queries.findProfiles(tx, workspaceId, [competitorId])
  if (there.length >= mostProfiles) throw competitorError('too_many_profiles', { most: mostProfiles })
  if (!found || body.kind === 'manual') return putByHand(tx, workspaceId, competitorId, body, now)
  const { account, face } = found
  const before = await queries.findByAccount(tx, workspaceId, account)
  if (before) throw competitorError('twice', { handle: face.handle, name: before.name })
  const profile = { ...account, ...face, isRead: true, nextAt: now, createdAt: now }
  const id = await queries.insertProfile(tx, workspaceId, competitorId, profile)
  await ctx.jobs.add(collectProfile, { profileId: id }, { tx, key: `${collectProfile.name}:${id}` })
  return id
}

function putByHand(
  tx: Tx,
  workspaceId: string,
  competitorId: string,
  body: ProfileBody,
  createdAt: Date,
): Promise<string> {
  if (body.kind !== 'manual') throw competitorError('not_understood')
  const { network, handle, url } = body
  return queries.insertProfile(tx, workspaceId, competitorId, {
    ...{ network, handle, url, name: '', isRead: false, createdAt },
    ...{ server: null, remoteId: null, avatarUrl: null, movedTo: null, nextAt: null },
  })
}

export async function changeProfile(
  ctx: Context,
  actor: Actor,
  id: string,
  change: ProfileChange,
): Promise<Profile> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustLockProfile(tx, actor, id)
    if (before.isRead) throw competitorError('read_not_written')
    if (Object.values(change).every((value) => value === undefined)) return
    await queries.updateProfile(tx, actor.workspaceId, id, change)
    await tell(tx, ctx, actor, 'competitor.profile_changed', before.competitorId, {
      before: { handle: before.handle, network: before.network },
      after: change,
    })
  })
  return readProfile(ctx, actor, id)
}

export async function removeProfile(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { handle, competitorId } = await mustLockProfile(tx, actor, id)
    await queries.deleteProfile(tx, actor.workspaceId, id)
    await tell(tx, ctx, actor, 'competitor.profile_removed', competitorId, { before: { handle } })
  })
}

export async function readProfile(ctx: Context, actor: Actor, id: string): Promise<Profile> {
  const row = await queries.findProfile(ctx.db, actor.workspaceId, id)
  if (!row) throw competitorError('no_profile')
  const [latest] = await dayQueries.latestDays(ctx.db, actor.workspaceId, [id])
  return presentProfile(row, latest)
}

export async function mustLockProfile(tx: Tx, actor: Actor, id: string): Promise<queries.ProfileRow> {
  const row = await queries.lockProfile(tx, actor.workspaceId, id)
  if (!row) throw competitorError('no_profile')
  return row
}

async function mustLock(tx: Tx, actor: Actor, id: string): Promise<queries.CompetitorRow> {
  const row = await queries.lockCompetitor(tx, actor.workspaceId, id)
  if (!row) throw competitorError('not_found')
  return row
}
