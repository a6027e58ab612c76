import type { Actor } from '../../../app/actor.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { mayOn } from '../../../app/sight.ts'
import { type Companion, type PresenceBody, silenceSeconds } from './contract.ts'
import { companyError } from './errors.ts'
import { deletePresence, findChannelsOf, findCompany, forgetSilent, isSeen, putPresence } from './queries.ts'

const silentSince = (ctx: Context): Date => new Date(ctx.clock.now().getTime() - silenceSeconds * 1000)

function personOf(actor: Actor): string {
  if (actor.kind !== 'person' || actor.id === null) throw companyError('people_only')
  return actor.id
}

/** Who else has a post open, and where in it they are. */
export async function readCompany(ctx: Context, actor: Actor, postId: string): Promise<Companion[]> {
  if (!(await isSeen(ctx.db, actor, postId))) throw companyError('no_post')
  const rows = await findCompany(ctx.db, actor.workspaceId, postId, silentSince(ctx))
  const sight = sightOf(actor)
  return rows
    .filter(({ id }) => id !== actor.id)
    .map(({ channelId, since, ...row }) => {
      const elsewhere = channelId !== null && !isWithin(sight, channelId)
      return { ...row, channelId: elsewhere ? null : channelId, elsewhere, since: since.toISOString() }
    })
}

/** I am here, and there in it. Others are told only when that is news. */
export async function joinCompany(
  ctx: Context,
  actor: Actor,
  postId: string,
  tab: string,
  { channelId, writes }: PresenceBody,
): Promise<Companion[]> {
  const { workspaceId } = actor
  const personId = personOf(actor)
  if (!(await isSeen(ctx.db, actor, postId))) throw companyError('no_post')
  const place = {
    ...{ workspaceId, postId, personId, tab },
    channelId: channelId !== null && isWithin(sightOf(actor), channelId) ? channelId : null,
    writes: writes && mayOn(actor, 'post.write', await findChannelsOf(ctx.db, workspaceId, postId)),
  }
  await ctx.db.transaction().execute(async (tx) => {
    const news = await putPresence(tx, place, ctx.clock.now(), silentSince(ctx))
    const gone = await forgetSilent(tx, workspaceId, silentSince(ctx))
    if (news || gone.has(postId)) await ctx.events.emit(tx, { workspaceId, topic: 'company', id: postId })
  })
  return readCompany(ctx, actor, postId)
}

/** I am gone. */
export async function leaveCompany(ctx: Context, actor: Actor, postId: string, tab: string): Promise<void> {
  const { workspaceId } = actor
  const personId = personOf(actor)
  if (!(await isSeen(ctx.db, actor, postId))) throw companyError('no_post')
  await ctx.db.transaction().execute(async (tx) => {
    if (await deletePresence(tx, { workspaceId, postId, personId, tab }))
      await ctx.events.emit(tx, { workspaceId, topic: 'company', id: postId })
  })
}
