import type { Actor } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { noting } from '../../../app/noted.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  cutsOf,
  type Filter,
  mostSegments,
  type Segment,
  type SegmentBody,
  type SegmentChange,
  type SegmentPeople,
} from './contract.ts'
import { segmentError } from './errors.ts'
import { countPeople } from './people.ts'
import * as queries from './queries.ts'
import { filterOf, presentSegment } from './rows.ts'

const tell = noting('segment', 'segments')

const seenBy = (viewer: Viewer) => (id: string) => isWithin(sightOf(viewer), id)

export async function listSegments(ctx: Context, viewer: Viewer, archived: boolean): Promise<Segment[]> {
  const rows = await queries.findSegments(ctx.db, viewer.workspaceId, archived)
  return rows.map((row) => presentSegment(row, seenBy(viewer)))
}

export async function readSegment(ctx: Context, viewer: Viewer, id: string): Promise<Segment> {
  return presentSegment(await mustFind(ctx.db, viewer.workspaceId, id), seenBy(viewer))
}

export async function countSegment(ctx: Context, viewer: Viewer, id: string): Promise<SegmentPeople> {
  const { filter } = await mustFind(ctx.db, viewer.workspaceId, id)
  return countPeople(ctx, viewer, filterOf(filter))
}

export async function countFilter(ctx: Context, viewer: Viewer, filter: Filter): Promise<SegmentPeople> {
  await refuseStrangeChannels(ctx.db, viewer, filter)
  return countPeople(ctx, viewer, filter)
}

export async function addSegment(ctx: Context, actor: Actor, body: SegmentBody): Promise<Segment> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const all = await queries.findSegments(tx, workspaceId, false)
    if (all.length >= mostSegments) throw segmentError('too_many', { most: mostSegments })
    refuseNamesake(all, body.name)
    await refuseStrangeChannels(tx, actor, body.filter)
    const made = await queries.insertSegment(tx, workspaceId, body, ctx.clock.now())
    await tell(tx, ctx, actor, 'segment.added', made, { after: body })
    return made
  })
  return readSegment(ctx, actor, id)
}

/** The whole segment anew; whoever has read an older one is told, and keeps what they wrote. */
export async function changeSegment(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: SegmentChange,
): Promise<Segment> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const before = await mustFind(tx, workspaceId, id)
    if (before.version !== version) throw segmentError('changed', { yours: version, current: before.version })
    if (before.archivedAt === null)
      refuseNamesake(await queries.findSegments(tx, workspaceId, false), body.name, id)
    await refuseStrangeChannels(tx, actor, body.filter)
    if (cutsOf(body.filter).length > 0 && (await queries.isReadOfChannels(tx, workspaceId, id)))
      throw segmentError('goal_needs_channels')
    await queries.updateSegment(tx, workspaceId, id, { fields: body, at: ctx.clock.now() })
    const { name, note, filter } = before
    await tell(tx, ctx, actor, 'segment.changed', id, { before: { name, note, filter }, after: body })
  })
  return readSegment(ctx, actor, id)
}

export const archiveSegment = (ctx: Context, actor: Actor, id: string): Promise<Segment> =>
  put(ctx, actor, id, 'segment.archived', ctx.clock.now())

export const restoreSegment = (ctx: Context, actor: Actor, id: string): Promise<Segment> =>
  put(ctx, actor, id, 'segment.restored', null)

async function put(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  archivedAt: Date | null,
): Promise<Segment> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const { name } = await mustFind(tx, workspaceId, id)
    if (archivedAt === null) {
      const all = await queries.findSegments(tx, workspaceId, false)
      if (all.length >= mostSegments) throw segmentError('too_many', { most: mostSegments })
      refuseNamesake(all, name, id)
    }
    await queries.updateSegment(tx, workspaceId, id, { archivedAt, at: ctx.clock.now() })
    await tell(tx, ctx, actor, action, id, { after: { name } })
  })
  return readSegment(ctx, actor, id)
}

export async function removeSegment(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'strategy.manage')
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, actor.workspaceId)
    const { name, goals } = await mustFind(tx, actor.workspaceId, id)
    if (goals > 0) throw segmentError('in_use')
    await queries.deleteSegment(tx, actor.workspaceId, id)
    await tell(tx, ctx, actor, 'segment.removed', id, { before: { name } })
  })
}

/** What a segment is made of; undefined of one that is not there. */
export async function findSegmentFilter(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<Filter | undefined> {
  const row = await queries.findSegment(db, workspaceId, id)
  return row && filterOf(row.filter)
}

async function mustFind(db: Db, workspaceId: string, id: string): Promise<queries.SegmentRow> {
  const row = await queries.findSegment(db, workspaceId, id)
  if (!row) throw segmentError('not_found')
  return row
}

function refuseNamesake(all: readonly { id: string; name: string }[], name: string, except?: string): void {
  if (all.some((other) => other.id !== except && other.name.toLowerCase() === name.toLowerCase()))
    throw segmentError('namesake', { name })
}

async function refuseStrangeChannels(db: Db, viewer: Viewer, { channelIds }: Filter): Promise<void> {
  const strange = channelIds.some((id) => !isWithin(sightOf(viewer), id))
  if (strange || (await queries.countMissingChannels(db, viewer.workspaceId, channelIds)) > 0)
    throw segmentError('no_channel')
}
