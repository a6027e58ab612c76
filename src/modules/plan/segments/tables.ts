import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial, type Viewer } from '../../../app/sight.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { type AudienceBody, type AudienceList, type AudienceRead, mostTables } from './contract.ts'
import { segmentError } from './errors.ts'
import * as queries from './queries.ts'
import { presentTable } from './rows.ts'
import { readAudience } from './table.ts'

export async function listTables(ctx: Context, viewer: Viewer): Promise<AudienceList> {
  return { items: (await queries.findTables(ctx.db, viewer, mostTables)).map(presentTable) }
}

/** A table of an audience: all of it, or nothing and what is wrong line by line. */
export async function addTable(
  ctx: Context,
  actor: Actor,
  { csv, dryRun, ...body }: AudienceBody,
): Promise<AudienceRead> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  const { parts, people, unread, faults } = readAudience(csv)
  const told = {
    ...{ table: null, people, unread, faults },
    parts: parts.map(({ dimensions, cells }) => ({ dimensions, cells: cells.length })),
  }
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if (body.channelId && (await queries.countMissingChannels(tx, workspaceId, [body.channelId])) > 0)
      throw segmentError('no_channel')
    if ((await queries.countTables(tx, workspaceId)) >= mostTables)
      throw segmentError('many_tables', { most: mostTables })
    if (dryRun || faults.length > 0) return told
    const id = await queries.insertTable(tx, workspaceId, { ...body, people, parts }, ctx.clock.now())
    await audit(tx, actor, {
      action: 'audience.added',
      subject: { kind: 'audience', id },
      after: { name: body.name, knownOn: body.knownOn, people },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'segments', id })
    const row = await queries.findTable(tx, workspaceId, id)
    return { ...told, table: row ? presentTable(row) : null }
  })
}

export async function removeTable(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const row = await queries.findTable(tx, workspaceId, id)
    if (!row) throw segmentError('no_table')
    await queries.deleteTable(tx, workspaceId, id)
    await audit(tx, actor, {
      action: 'audience.removed',
      subject: { kind: 'audience', id },
      before: { name: row.name, knownOn: row.knownOn },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'segments', id })
  })
}
