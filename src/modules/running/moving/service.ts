import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { Actor, Person } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { newId } from '../../../platform/id.ts'
import { ownedOrganisation } from '../../people/workspaces/index.ts'
import { keepHours } from './background.ts'
import type { Export, Import, ImportQuery } from './contract.ts'
import { movingError } from './errors.ts'
import { makeExport, makeImport } from './jobs.ts'
import { asExport, asImport, findExport, findExports, findImports, insertMove, isUnderWay } from './moves.ts'
import { folderOf, placeOf } from './place.ts'

/** Asks for everything of a workspace in one file. A worker makes it. */
export async function askForExport(ctx: Context, actor: Actor): Promise<Export> {
  const { workspaceId, organisationId, name } = actor
  return ctx.db.transaction().execute(async (tx) => {
    // Two who ask in the same moment come one after the other.
    await tx.selectFrom('workspaces').select('id').where('id', '=', workspaceId).forUpdate().execute()
    if (await isUnderWay(tx, { kind: 'export', workspaceId })) throw movingError('busy')
    const userId = actor.kind === 'person' ? actor.id : null
    const move = await insertMove(tx, {
      kind: 'export',
      organisationId,
      workspaceId,
      userId,
      actorName: name,
      createdAt: ctx.clock.now(),
    })
    await audit(tx, actor, { action: 'workspace.exported', subject: { kind: 'workspace', id: workspaceId } })
    await ctx.jobs.add(makeExport, { moveId: move.id }, { tx })
    return asExport(move)
  })
}

export const listExports = async (ctx: Context, workspaceId: string): Promise<{ items: Export[] }> => ({
  items: (await findExports(ctx.db, workspaceId)).map(asExport),
})

/** Sends the file. Who fetched a copy of everything is written down. */
export async function sendExport(
  ctx: Context,
  actor: Actor,
  id: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { workspaceId } = actor
  const move = await findExport(ctx.db, workspaceId, id)
  const over = move?.expiresAt && move.expiresAt <= ctx.clock.now()
  if (!move || over) throw movingError('not_found', { hours: keepHours })
  if (move.state !== 'done') throw movingError('not_ready')
  const path = placeOf(ctx, move)
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  )
  if (size === null) throw movingError('not_found', { hours: keepHours })
  await audit(ctx.db, actor, {
    action: 'workspace.export_downloaded',
    subject: { kind: 'workspace', id: workspaceId },
  })
  const name = `carillon-workspace-${dayOf(move.createdAt, 'UTC')}.tar.gz`
  return reply
    .header('content-type', 'application/gzip')
    .header('content-length', size)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(createReadStream(path))
}

/** Takes the file of an export in. A worker makes a workspace of it. */
export async function askForImport(
  ctx: Context,
  person: Person,
  query: ImportQuery,
  upload: Readable,
): Promise<Import> {
  const organisationId = await ownedOrganisation(ctx.db, person.userId, query.organisationId)
  await refuseSecond(ctx.db, organisationId)
  const id = newId()
  const path = placeOf(ctx, { id, kind: 'import' })
  await receive(ctx, path, upload)
  const { userId, name: actorName } = person
  const name = query.name ?? null
  const move = { id, kind: 'import', organisationId, userId, actorName, name, createdAt: ctx.clock.now() }
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      // Two whose files arrive in the same moment come one after the other.
      await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().execute()
      await refuseSecond(tx, organisationId)
      const put = await insertMove(tx, move)
      await ctx.jobs.add(makeImport, { moveId: id }, { tx })
      return asImport(put)
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function refuseSecond(db: Db, organisationId: string): Promise<void> {
  if (await isUnderWay(db, { kind: 'import', organisationId })) throw movingError('import_busy')
}

async function receive(ctx: Context, path: string, upload: Readable): Promise<void> {
  await mkdir(folderOf(ctx), { recursive: true })
  try {
    await pipeline(upload, createWriteStream(path, { mode: 0o600 }))
    // The reader of multipart cuts a file off at the limit instead of breaking the stream.
    if ('truncated' in upload && upload.truncated)
      throw movingError('too_large', { most: ctx.config.maxUploadBytes })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

export const listImports = async (ctx: Context, { userId }: Person): Promise<{ items: Import[] }> => ({
  items: (await findImports(ctx.db, userId)).map(asImport),
})
