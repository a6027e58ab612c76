import type { Context } from '../../src/app/context.ts'
import { accountFor, reportFailure, saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { openMedia } from '../../src/modules/create/media/index.ts'
import { planDeliveries } from '../../src/modules/publish/deliveries/index.ts'
import { type DispatchOptions, type Doors, dispatchDue } from '../../src/modules/publish/dispatch/index.ts'
import type { Draft } from '../../src/networks/kit/content.ts'
import type { Guarantee } from '../../src/networks/kit/manifest.ts'
import type { FakeServer } from '../fake-server.ts'
import type { World } from '../world.ts'
import { draftOf } from './draft.ts'

export { draftOf } from './draft.ts'

export const doors: Doors = { accountFor, openMedia, reportFailure }

/** Delivers everything that is due at the world's clock and comes to rest. */
export const dispatch = (w: { ctx: Context }, options: DispatchOptions = {}): Promise<void> =>
  dispatchDue(w.ctx, doors, options)

/** Shorter times than a real worker's, for tests on the real clock. */
export const quick = {
  poll: 50,
  beat: 100,
  lease: 1000,
  quiet: 100,
  sendTimeout: 500,
  stopWait: 2000,
} as const

let counter = 0

/** A signed-in channel at a fake server. */
export async function fakeChannel(
  w: Pick<World, 'ctx' | 'workspaceId'>,
  server: FakeServer,
  guarantee: Guarantee,
  more: { dailyCap?: number } = {},
): Promise<{ id: string; account: string }> {
  const { ctx, workspaceId } = w
  const account = `account-${++counter}`
  const network = `fake-${guarantee}`
  const { id } = await ctx.db
    .insertInto('channels')
    .values({
      workspaceId,
      network,
      remoteId: account,
      server: server.url,
      handle: `@${account}`,
      name: account,
      profileUrl: `${server.url}/${account}`,
      timeZone: 'Europe/Riga',
      ...more,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveCredential(ctx, ctx.db, { channelId: id, workspaceId, network }, { token: 'right' }, null)
  return { id, account }
}

/** A post with one delivery. */
export async function planText(
  w: Pick<World, 'ctx' | 'workspaceId' | 'actor'>,
  channelId: string,
  content: string | Draft,
  dueAt: Date,
): Promise<string> {
  const { ctx, workspaceId } = w
  const draft = typeof content === 'string' ? draftOf(content) : content
  const post = await ctx.db
    .insertInto('posts')
    .values({ workspaceId, content: JSON.stringify(draft), stage: 'scheduled' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const plan = { variantId: null, channelId, network: '', content: draft, dueAt }
  const [delivery] = await ctx.db
    .transaction()
    .execute((tx) => planDeliveries(tx, ctx, w.actor('editor'), { postId: post.id, plans: [plan] }))
  if (!delivery) throw new Error('Nothing was planned')
  return delivery.id
}

export const rowOf = (ctx: Context, id: string) =>
  ctx.db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

export const attemptsOf = (ctx: Context, id: string) =>
  ctx.db.selectFrom('attempts').selectAll().where('deliveryId', '=', id).orderBy('number').execute()
