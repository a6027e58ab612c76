import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { Media, MediaChange } from './contract.ts'
import { addBringer, findByUpload, insertMedia, type NewMedia, updateMedia } from './queries.ts'
import { plainName, readMedia, refuseBeyondQuota, restoreMedia } from './service.ts'

type Made = Pick<NewMedia, 'mime' | 'width' | 'height' | 'fileName' | 'uploadDigest'> & {
  bytes: Buffer
  said: MediaChange
}

/** What was made in the same way before, brought back if need be. */
export async function findKnown(
  ctx: Context,
  actor: Actor,
  uploadDigest: string,
): Promise<Media | undefined> {
  const known = await findByUpload(ctx.db, actor.workspaceId, uploadDigest)
  if (!known) return undefined
  if (actor.id) await addBringer(ctx.db, actor.workspaceId, known.id, actor.id)
  if (known.deleted) return restoreMedia(ctx, actor, known.id)
  return readMedia(ctx, actor, known.id)
}

/** Keeps a picture that was made here, clean as it is; `tell` writes in the same step what it was made of. */
export async function keepMade(
  ctx: Context,
  actor: Actor,
  made: Made,
  tell: (tx: Tx, mediaId: string) => Promise<void>,
): Promise<Media> {
  const { workspaceId } = actor
  const { bytes, said, ...facts } = made
  await refuseBeyondQuota(ctx, workspaceId, bytes.length)
  const storageKey = `${workspaceId}/${made.uploadDigest}/kept`
  await ctx.storage.write(storageKey, bytes)
  const media: NewMedia = {
    ...facts,
    storageKey,
    kind: 'image',
    durationMs: null,
    animated: false,
    fileName: plainName(made.fileName),
    bytes: bytes.length,
    digest: createHash('sha256').update(bytes).digest('hex'),
    createdBy: actor.kind === 'person' ? actor.id : null,
    broughtBy: actor.id ? [actor.id] : [],
  }
  const id = await ctx.db.transaction().execute(async (tx) => {
    const fresh = await insertMedia(tx, workspaceId, media)
    if (!fresh) return null
    await updateMedia(tx, workspaceId, fresh, said)
    await tell(tx, fresh)
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id: fresh })
    return fresh
  })
  if (id) return readMedia(ctx, actor, id)
  const known = await findKnown(ctx, actor, made.uploadDigest)
  if (!known) throw new Error('A picture that was there already is not there.')
  return known
}
