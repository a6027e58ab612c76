import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { whomToTell } from '../../people/callers/index.ts'
import { notify, notifyOnce, resolveNotification } from '../../publish/notifications/index.ts'
import { channelsOf } from './one.ts'
import * as queries from './queries.ts'

type Series = queries.StoredSeries
const subjectOf = (id: string) => ({ kind: 'series', id })

/** That posts rest is how a queue is meant; nobody need do anything. */
const isMeant = (words: string | null): boolean => words === null || words === 'all_rest'

/** Tells once why a series makes nothing, or that a post of it was refused; and ends that when it is well again. */
export async function tellTrouble(
  ctx: Context,
  workspaceId: string,
  series: Series,
  words: string | null,
): Promise<void> {
  const now = ctx.clock.now()
  const refused = isMeant(words) ? await queries.findRefused(ctx.db, workspaceId, series.id, now) : null
  const trouble = isMeant(words) ? refused && 'refused' : words
  const told = trouble && (await whomToTell(ctx, workspaceId, series, rightOf(series), channelsOf(series)))
  await ctx.db.transaction().execute(async (tx) => {
    const subject = subjectOf(series.id)
    // Stopped or taken away meanwhile, its trouble would be told of nothing, and nobody could end that.
    const current = await queries.lockSeries(tx, workspaceId, series.id)
    if (current?.state !== 'running' || current.version !== series.version) return
    if (!trouble) return resolveNotification(tx, ctx, workspaceId, subject, ['series.stuck'])
    await notifyOnce(tx, ctx, {
      ...{ workspaceId, kind: 'series.stuck', subject, forPeople: told || null },
      facts: { title: series.name, trouble, words: refused?.words.slice(0, 300) ?? '' },
    })
  })
}

const rightOf = ({ publish }: Series) => (publish === 'scheduled' ? 'post.publish' : 'post.write')

export async function tellEnd(tx: Tx, ctx: Context, workspaceId: string, series: Series): Promise<void> {
  const subject = subjectOf(series.id)
  await resolveNotification(tx, ctx, workspaceId, subject, ['series.stuck'])
  const forPeople = await whomToTell(ctx, workspaceId, series, rightOf(series), channelsOf(series))
  const facts = { title: series.name }
  await notify(tx, ctx, { workspaceId, kind: 'series.ended', subject, facts, forPeople })
}

/** Somebody has stopped it, or it is gone: there is nothing to see to any more. */
export const endTold = (tx: Tx, ctx: Context, workspaceId: string, id: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, subjectOf(id), ['series.stuck', 'series.ended'])
