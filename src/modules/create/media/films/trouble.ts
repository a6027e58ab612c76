import type { Context } from '../../../../app/context.ts'
import type { Tx } from '../../../../platform/db/index.ts'
import { whomToTell as ofAsker } from '../../../people/callers/index.ts'
import { notifyOnce, resolveNotification } from '../../../publish/notifications/index.ts'
import { findMediaFile } from '../queries.ts'
import type { Claimed } from './conversion-queries.ts'

export const whomToTell = (ctx: Context, { workspaceId, askedBy, askedKind }: Claimed) =>
  ofAsker(
    ctx,
    workspaceId,
    { madeBy: askedKind === 'person' ? askedBy : null, madeKey: null },
    'post.write',
    null,
  )

/** Nobody waits before a film for hours: who asked is told that it came to nothing. */
export async function tellFailed(
  tx: Tx,
  ctx: Context,
  { id, workspaceId, mediaId }: Claimed,
  forPeople: string[] | null,
): Promise<void> {
  const file = await findMediaFile(tx, workspaceId, mediaId)
  if (!file) return
  await notifyOnce(tx, ctx, {
    ...{ workspaceId, kind: 'film.failed', subject: { kind: 'film', id }, forPeople },
    facts: { title: file.fileName, mediaId, trouble: 'unconverted' },
  })
}

/** It was made after all, is begun anew, or nobody wants it any more. */
export const endTold = (tx: Tx, ctx: Context, workspaceId: string, id: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, { kind: 'film', id }, ['film.failed'])
