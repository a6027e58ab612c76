import type { Context } from './context.ts'
import { version } from './version.ts'

const beatMs = 10_000
/** A worker silent for longer is taken for dead. */
const silentMs = 45_000
const forgottenMs = 3_600_000

/** A worker says that it lives, every ten seconds until stopped. `id` is the same that its deliveries carry. */
export function startHeartbeat(ctx: Context, id: string): () => Promise<void> {
  const beat = () =>
    sayAlive(ctx, id).catch((error) => ctx.log.warn({ err: error }, 'the heartbeat was not written'))
  const first = beat()
  const timer = setInterval(beat, beatMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await first
    await ctx.db.deleteFrom('workers').where('id', '=', id).execute()
  }
}

async function sayAlive(ctx: Context, id: string): Promise<void> {
  const seenAt = ctx.clock.now()
  await ctx.db
    .insertInto('workers')
    .values({ id, version, startedAt: seenAt, seenAt })
    .onConflict((on) => on.column('id').doUpdateSet({ seenAt }))
    .execute()
  const old = new Date(seenAt.getTime() - forgottenMs)
  await ctx.db.deleteFrom('workers').where('seenAt', '<', old).execute()
}

export type WorkersSeen = { living: number; lastSeenAt: Date | null }

export async function workersSeen(ctx: Context): Promise<WorkersSeen> {
  const since = new Date(ctx.clock.now().getTime() - silentMs)
  const row = await ctx.db
    .selectFrom('workers')
    .select(({ fn }) => [
      fn.max('seenAt').as('lastSeenAt'),
      fn.countAll<number>().filterWhere('seenAt', '>=', since).as('living'),
    ])
    .executeTakeFirstOrThrow()
  return { living: row.living, lastSeenAt: row.lastSeenAt }
}
