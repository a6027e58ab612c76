import { sql } from 'kysely'
import type { Context } from '../../src/app/context.ts'
import { accountFor, reportFailure, saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { openMedia } from '../../src/modules/create/media/index.ts'
import { freeze } from '../../src/modules/publish/content/index.ts'
import { type Dispatcher, startDispatcher } from '../../src/modules/publish/dispatch/index.ts'
import { idAt } from '../../src/platform/id.ts'
import { draftOf } from '../../test/factories/draft.ts'

export type Channel = { id: string; workspaceId: string; account: string }

const usual = 'fake-idempotent'
const rowsAtOnce = 1000

/** Channels at the fake, signed in, over several workspaces. */
export async function makeCrowd(
  ctx: Context,
  server: string,
  workspaces: number,
  each: number,
  network = usual,
): Promise<Channel[]> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Bench' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const channels: Channel[] = []
  for (let w = 0; w < workspaces; w++) {
    const { id: workspaceId } = await ctx.db
      .insertInto('workspaces')
      .values({ organisationId: organisation.id, name: `Bench ${w}`, stalenessMinutes: 1000 })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (let c = 0; c < each; c++) {
      const account = `account-${w}-${c}`
      const about = { remoteId: account, handle: account, name: account, profileUrl: `${server}/${account}` }
      const { id } = await ctx.db
        .insertInto('channels')
        .values({ workspaceId, network, server, timeZone: 'UTC', ...about })
        .returning('id')
        .executeTakeFirstOrThrow()
      await saveCredential(ctx, ctx.db, { channelId: id, workspaceId, network }, { token: 'right' }, null)
      channels.push({ id, workspaceId, account })
    }
  }
  return channels
}

/**
 * Deliveries of a usual length, channel after channel in turn. Answers when each text is due. Texts are numbered from
 * `first` on.
 */
export async function planMany(
  ctx: Context,
  channels: readonly Channel[],
  count: number,
  dueAt: (index: number) => number,
  first = 0,
): Promise<Map<string, number>> {
  const due = new Map<string, number>()
  for (let from = 0; from < count; from += rowsAtOnce) {
    const plans = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, i) => {
      const channel = channels[(from + i) % channels.length]
      if (!channel) throw new Error('There is no channel')
      const text = textOf(first + from + i)
      due.set(text, dueAt(from + i))
      const at = new Date(dueAt(from + i))
      return { channel, at, postId: idAt(new Date()), ...freeze(draftOf(text)) }
    })
    await ctx.db
      .insertInto('posts')
      .values(
        plans.map(({ postId, channel, json }) => ({
          id: postId,
          workspaceId: channel.workspaceId,
          content: json,
        })),
      )
      .execute()
    await ctx.db
      .insertInto('deliveries')
      .values(
        plans.map(({ postId, channel, json, digest, at }) => ({
          workspaceId: channel.workspaceId,
          postId,
          channelId: channel.id,
          network: usual,
          content: json,
          digest,
          key: idAt(at),
          dueAt: at,
          nextAt: at,
        })),
      )
      .execute()
  }
  await ctx.database.pool.query('vacuum analyze')
  return due
}

/** About as long as posts are: 140 characters. */
export const textOf = (index: number): string =>
  `Post number ${index}. ${'What we made this week, and why we think that you will like it. '.repeat(2)}`.slice(
    0,
    140,
  )

/** The worker as the program starts it. */
export const startWorker = (ctx: Context): Promise<Dispatcher> =>
  startDispatcher(ctx, { accountFor, openMedia, reportFailure })

/**
 * Waits until nothing is due or in anybody's hands, which indexes tell: a count of all that ever went out would cost more
 * than the deliveries that are measured. Then counts, once.
 */
export async function untilDelivered(ctx: Context, count: number, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (await anythingOpen(ctx)) {
    if (Date.now() > end) throw new Error(`Not all of ${count} were delivered in ${seconds} s`)
    await new Promise((next) => setTimeout(next, 200))
  }
  const done = await countDelivered(ctx)
  if (done !== count) throw new Error(`${done} of ${count} were delivered`)
}

async function anythingOpen(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select exists (select from lanes where next_at < now() + interval '1 minute')
      or exists (select from deliveries where worker_id is not null) as open`.execute(ctx.db)
  return rows[0]?.open === true
}

/** What went out in this house so far. */
export async function countDelivered(ctx: Context): Promise<number> {
  const { done } = await ctx.db
    .selectFrom('publications')
    .select((eb) => eb.fn.countAll<number>().as('done'))
    .where('origin', '=', 'ours')
    .executeTakeFirstOrThrow()
  return done
}
