import type { Db } from '../platform/db/index.ts'

/** A worker silent for longer is taken for dead; each says that it lives every few seconds. */
const silentMs = 45_000

export type WorkersSeen = { living: number; lastSeenAt: Date | null; skewMs: number }

/** `skewMs`: how far the clock of one that lives is from the database's, of the worst. */
export function workersSeen(db: Db, now: Date): Promise<WorkersSeen> {
  const since = new Date(now.getTime() - silentMs)
  return db
    .selectFrom('workers')
    .select(({ fn, eb, val }) => [
      fn.max('seenAt').as('lastSeenAt'),
      fn.countAll<number>().filterWhere('seenAt', '>=', since).as('living'),
      fn
        .coalesce(
          fn.max(fn<number>('abs', ['skewMs'])).filterWhere('seenAt', '>=', since),
          eb.cast<number>(val(0), 'integer'),
        )
        .as('skewMs'),
    ])
    .executeTakeFirstOrThrow()
}
