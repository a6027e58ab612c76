import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { whomToTell } from '../../people/callers/index.ts'
import { notifyOnce, resolveNotification } from '../../publish/notifications/index.ts'
import { lockSource, type StoredSource } from './queries.ts'

/** One answer that fails is the weather; so many in a row, hours apart, are trouble. */
const toldAfter = 3
const ofAsker = ['asker_gone', 'may_not_write', 'may_not_publish']

/** Tells once that a feed brings nothing: at once where only a person can mend it, else after some tries. */
export async function tellTrouble(
  ctx: Context,
  workspaceId: string,
  source: StoredSource,
  trouble: string,
): Promise<void> {
  const isOfAsker = ofAsker.includes(trouble)
  if (!isOfAsker && source.failures + 1 < toldAfter) return
  const right = source.publish === 'scheduled' ? 'post.publish' : 'post.write'
  const forPeople = await whomToTell(ctx, workspaceId, source, right, source.rules.channelIds)
  const facts = {
    title: source.name || source.url,
    trouble: isOfAsker ? trouble : 'unread',
    words: isOfAsker ? '' : trouble.replace(/^(not_fetched|no_feed) ?/, ''),
  }
  const told = { workspaceId, kind: 'feed.failing' as const, subject: subjectOf(source.id), facts, forPeople }
  await ctx.db.transaction().execute(async (tx) => {
    // Stopped or taken away while it was fetched, its trouble would be told of nothing, and nobody could end that.
    const current = await lockSource(tx, workspaceId, source.id)
    if (current?.state === 'running' && current.version === source.version) await notifyOnce(tx, ctx, told)
  })
}

const subjectOf = (id: string) => ({ kind: 'source', id })

/** It is well again, or somebody has seen to it. */
export const endTold = (tx: Tx, ctx: Context, workspaceId: string, id: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, subjectOf(id), ['feed.failing'])
