import { createReadStream } from 'node:fs'
import { type Actor, systemActor } from '../../../../app/actor.ts'
import type { Context } from '../../../../app/context.ts'
import type { MediaFile } from '../queries.ts'
import { findMedia, updateMedia } from '../queries.ts'
import { addMedia } from '../service.ts'
import { type Claimed, changeHeld } from './conversion-queries.ts'
import { insertCut } from './queries.ts'
import { endTold } from './trouble.ts'

/** A cut goes into the library beside the whole film, with its tags and words, and with its rights from here on. */
export async function keepCut(ctx: Context, one: Claimed, file: MediaFile, out: string): Promise<void> {
  const { workspaceId } = one
  const fileName = nameOf(file.fileName)
  const made = await addMedia(ctx, askerOf(one), { stream: createReadStream(out), fileName })
  const whole = await findMedia(ctx.db, systemActor(workspaceId), file.id)
  await ctx.db.transaction().execute(async (tx) => {
    // Made once more, it keeps what was said of it meanwhile.
    const isNew = await insertCut(tx, workspaceId, { cutId: made.id, of: file })
    if (isNew && whole) {
      const { alt, tags, folderId } = whole
      await updateMedia(tx, workspaceId, made.id, { alt, tags, folderId })
    }
    const done = { state: 'done', progress: 1000, heldUntil: null, endedAt: ctx.clock.now() } as const
    await changeHeld(tx, one, { ...done, resultId: made.id })
    await endTold(tx, ctx, workspaceId, one.id)
    await ctx.events.emit(tx, { workspaceId, topic: 'media', id: made.id })
  })
}

const askerOf = ({ workspaceId, askedBy, askedKind, askedName }: Claimed): Actor => ({
  ...systemActor(workspaceId),
  kind: askedBy ? askedKind : 'system',
  id: askedBy,
  name: askedName || 'Carillon',
})

/** `talk.mov` becomes `talk (cut).mp4`. */
function nameOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  const stem = dot > 0 ? fileName.slice(0, dot) : fileName
  return `${stem.slice(0, 180)} (cut).mp4`
}
