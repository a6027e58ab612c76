import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Db } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { typeOfContent } from './content.ts'
import type { Proof } from './contract.ts'
import { mediaError } from './errors.ts'
import { withArrival } from './intake.ts'
import { plainName, readMedia, refuseOthers } from './service.ts'

const taken: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png']
const most = { bytes: 10_000_000, each: 20 }

export async function listProofs(ctx: Context, viewer: Viewer, mediaId: string): Promise<{ items: Proof[] }> {
  await readMedia(ctx, viewer, mediaId)
  return { items: await findProofs(ctx.db, viewer.workspaceId, mediaId) }
}

/** A signed form or a letter beside a picture; kept as it came, and only ever given out as a file. */
export async function addProof(
  ctx: Context,
  actor: Actor,
  mediaId: string,
  upload: { stream: Readable; fileName: string },
): Promise<Proof> {
  await readMedia(ctx, actor, mediaId)
  return withArrival(ctx, upload.stream, async (arrival) => {
    if (arrival.bytes > most.bytes) throw mediaError('too_large', { max: most.bytes })
    const mime = await typeOfContent(arrival.path)
    if (!taken.includes(mime)) throw mediaError('proof_type')
    const id = randomUUID()
    const storageKey = `${actor.workspaceId}/proof-${id}`
    await ctx.storage.adopt(storageKey, arrival.path)
    const { bytes, digest } = arrival
    const row = { id, mediaId, mime, bytes, digest, storageKey, fileName: plainName(upload.fileName) }
    await ctx.db.transaction().execute(async (tx) => {
      await refuseOthers(tx, actor, mediaId)
      if ((await findProofs(tx, actor.workspaceId, mediaId)).length >= most.each)
        throw mediaError('too_many_proofs', { most: most.each })
      await tx
        .insertInto('mediaProofs')
        .values({ workspaceId: actor.workspaceId, ...row })
        .execute()
      await audit(tx, actor, {
        action: 'media.proof_added',
        subject: { kind: 'media', id: mediaId },
        after: { fileName: row.fileName, digest },
      })
      await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'media', id: mediaId })
    })
    const kept = await findProof(ctx.db, actor.workspaceId, mediaId, id)
    if (!kept) throw mediaError('proof_not_found')
    return toProof(kept)
  })
}

export async function removeProof(ctx: Context, actor: Actor, mediaId: string, id: string): Promise<void> {
  await readMedia(ctx, actor, mediaId)
  const proof = await findProof(ctx.db, actor.workspaceId, mediaId, id)
  if (!proof) throw mediaError('proof_not_found')
  await ctx.db.transaction().execute(async (tx) => {
    await refuseOthers(tx, actor, mediaId)
    await tx
      .deleteFrom('mediaProofs')
      .where('workspaceId', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute()
    await audit(tx, actor, {
      action: 'media.proof_removed',
      subject: { kind: 'media', id: mediaId },
      before: { fileName: proof.fileName, digest: proof.digest },
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'media', id: mediaId })
  })
  await ctx.storage.remove(proof.storageKey)
}

/** As a download, never shown: it came from a person. */
export async function sendProof(
  ctx: Context,
  viewer: Viewer,
  { id, proofId }: { id: string; proofId: string },
  reply: FastifyReply,
): Promise<FastifyReply> {
  await readMedia(ctx, viewer, id)
  const proof = await findProof(ctx.db, viewer.workspaceId, id, proofId)
  if (!proof) throw mediaError('proof_not_found')
  return reply
    .header('content-type', proof.mime)
    .header('content-length', proof.bytes)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(proof.fileName)}`)
    .send(ctx.storage.stream(proof.storageKey))
}

const select = (db: Db, workspaceId: string, mediaId: string) =>
  db
    .selectFrom('mediaProofs')
    .select(['id', 'fileName', 'mime', 'bytes', 'digest', 'storageKey', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toProof = ({ id, fileName, mime, bytes, digest, createdAt }: Row): Proof => ({
  ...{ id, fileName, mime, bytes, digest },
  createdAt: createdAt.toISOString(),
})

const findProof = (db: Db, workspaceId: string, mediaId: string, id: string) =>
  select(db, workspaceId, mediaId).where('id', '=', id).executeTakeFirst()

async function findProofs(db: Db, workspaceId: string, mediaId: string): Promise<Proof[]> {
  const rows = await select(db, workspaceId, mediaId).orderBy('createdAt').orderBy('id').execute()
  return rows.map(toProof)
}
