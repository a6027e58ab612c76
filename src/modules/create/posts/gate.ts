import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { freeze } from '../../publish/deliveries/index.ts'
import { submitPost } from '../approval/index.ts'
import type { ChannelDraft } from './draft.ts'
import type { StoredPost } from './queries.ts'
import { findOrThrow, readDrafts } from './read.ts'
import { readWish } from './when.ts'

/** Puts a post before its approvers as it would be sent now. Answers whether anybody is asked. */
export const submitDrafts = (
  tx: Tx,
  ctx: Context,
  actor: Actor,
  post: Pick<StoredPost, 'id' | 'wish'> & Partial<Pick<StoredPost, 'atOnce'>>,
  drafts: readonly ChannelDraft[],
  shown = false,
): Promise<boolean> => {
  const dueAt = post.atOnce ? null : wishedAt(post)
  const said = drafts.map(({ channel, draft }) => ({ channelId: channel.id, dueAt, ...freeze(draft) }))
  return submitPost(tx, ctx, actor, post.id, said, shown)
}

/** The same for a post that was just changed. */
export async function submitAgain(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<void> {
  const post = await findOrThrow(tx, actor, id)
  const { drafts } = await readDrafts(ctx, tx, actor.workspaceId, post)
  await submitDrafts(tx, ctx, actor, post, drafts)
}

/** For somebody outside who is to look at it, whether anybody is asked or not. */
export async function showPost(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<void> {
  const post = await findOrThrow(tx, actor, id)
  const { drafts } = await readDrafts(ctx, tx, actor.workspaceId, post)
  await submitDrafts(tx, ctx, actor, post, drafts, true)
}

function wishedAt({ wish }: Pick<StoredPost, 'wish'>): Date | null {
  try {
    return wish && readWish(wish, 'wish.at').at
  } catch {
    return null
  }
}
