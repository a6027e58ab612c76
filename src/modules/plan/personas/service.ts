import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { noting } from '../../../app/noted.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lookSoon } from '../../create/compliance/index.ts'
import { findSeenFacts } from '../../create/media/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  Fact,
  type Persona,
  type PersonaBody,
  type PersonaChange,
  PersonaKind,
  type PersonasQuery,
} from './contract.ts'
import { personaError } from './errors.ts'
import * as queries from './queries.ts'

const tell = noting('persona', 'personas')

const most = 100

/** A fact that an older Carillon wrote may lack a field; one that is none is left out. */
export const readFacts = (facts: unknown): Fact[] => {
  const listed = z.array(z.unknown()).safeParse(facts).data ?? []
  return listed.flatMap((one) => Fact.safeParse(one).data ?? [])
}

const present = (row: queries.PersonaRow, mediaId: string | null): Persona => ({
  id: row.id,
  name: row.name,
  kind: PersonaKind.parse(row.kind),
  portrait: row.portrait,
  facts: readFacts(row.facts),
  mediaId,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  archivedAt: row.archivedAt?.toISOString() ?? null,
})

/** A picture is told to whoever sees it. */
async function presentAll(
  ctx: Context,
  actor: Actor,
  rows: readonly queries.PersonaRow[],
): Promise<Persona[]> {
  const ids = rows.flatMap(({ mediaId }) => mediaId ?? [])
  const seen = await findSeenFacts(ctx.db, actor, ids)
  return rows.map((row) => present(row, row.mediaId && seen.has(row.mediaId) ? row.mediaId : null))
}

export async function listPersonas(ctx: Context, actor: Actor, { archived, limit, cursor }: PersonasQuery) {
  const place = cursor === undefined ? null : decodeCursor(cursor, PlaceById)
  if (place === undefined) throw personaError('bad_cursor')
  const page = { archived, limit: limit + 1, after: place?.[0] ?? null }
  const rows = await queries.listPersonas(ctx.db, actor.workspaceId, page)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: await presentAll(ctx, actor, items), next: last ? encodeCursor([last.id]) : null }
}

export async function readPersona(ctx: Context, actor: Actor, id: string): Promise<Persona> {
  const row = await queries.findPersona(ctx.db, actor.workspaceId, id)
  const [persona] = row ? await presentAll(ctx, actor, [row]) : []
  if (!persona) throw personaError('not_found')
  return persona
}

/** What is known of a persona that is not put away. */
export async function findPersonaFacts(db: Db, workspaceId: string, id: string): Promise<Fact[] | undefined> {
  const row = await queries.findPersona(db, workspaceId, id)
  return row && row.archivedAt === null ? readFacts(row.facts) : undefined
}

/** What is known of each persona that is not put away; a workspace has no more than a hundred. */
export async function findAllFacts(
  db: Db,
  workspaceId: string,
): Promise<{ id: string; name: string; facts: Fact[] }[]> {
  const rows = await queries.listPersonas(db, workspaceId, { archived: false, limit: most, after: null })
  return rows.map(({ id, name, facts }) => ({ id, name, facts: readFacts(facts) }))
}

export async function addPersona(ctx: Context, actor: Actor, body: PersonaBody): Promise<Persona> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countPersonas(tx, workspaceId)) >= most) throw personaError('too_many', { most })
    await refuseStrangeMedia(tx, actor, body.mediaId)
    const made = await queries.insertPersona(tx, workspaceId, body, ctx.clock.now())
    await tell(tx, ctx, actor, 'persona.added', made, { after: { name: body.name } })
    return made
  })
  return readPersona(ctx, actor, id)
}

/** The whole persona anew; whoever has read an older one is told, and keeps what they wrote. */
export async function changePersona(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: PersonaChange,
): Promise<Persona> {
  await ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, actor, id)
    if (before.version !== version) throw personaError('changed', { yours: version, current: before.version })
    if (body.mediaId !== before.mediaId) await refuseStrangeMedia(tx, actor, body.mediaId)
    await queries.updatePersona(tx, actor.workspaceId, id, { body, at: ctx.clock.now() })
    await lookSoon(tx, ctx, actor.workspaceId)
    await tell(tx, ctx, actor, 'persona.changed', id, {
      before: { name: before.name },
      after: { name: body.name },
    })
  })
  return readPersona(ctx, actor, id)
}

export const archivePersona = (ctx: Context, actor: Actor, id: string): Promise<Persona> =>
  put(ctx, actor, id, 'persona.archived', ctx.clock.now())

export const restorePersona = (ctx: Context, actor: Actor, id: string): Promise<Persona> =>
  put(ctx, actor, id, 'persona.restored', null)

async function put(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  archivedAt: Date | null,
): Promise<Persona> {
  await ctx.db.transaction().execute(async (tx) => {
    const { name } = await mustLock(tx, actor, id)
    await queries.updatePersona(tx, actor.workspaceId, id, { archivedAt, at: ctx.clock.now() })
    await tell(tx, ctx, actor, action, id, { after: { name } })
  })
  return readPersona(ctx, actor, id)
}

export async function removePersona(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { name } = await mustLock(tx, actor, id)
    await queries.deletePersona(tx, actor.workspaceId, id)
    await tell(tx, ctx, actor, 'persona.removed', id, { before: { name } })
  })
}

async function mustLock(tx: Tx, actor: Actor, id: string): Promise<queries.PersonaRow> {
  const row = await queries.lockPersona(tx, actor.workspaceId, id)
  if (!row) throw personaError('not_found')
  return row
}

async function refuseStrangeMedia(tx: Tx, actor: Actor, mediaId: string | null): Promise<void> {
  if (mediaId === null) return
  const seen = await findSeenFacts(tx, actor, [mediaId])
  if (seen.get(mediaId)?.kind !== 'image')
    throw personaError('no_media', {}, [
      { path: 'mediaId', code: 'no_media', detail: 'This picture does not exist here.' },
    ])
}
