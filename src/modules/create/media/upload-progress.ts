import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'

/** A film goes up for longer than this before anything is told, and then this often (ms). */
const every = 3_000

/** Tells people how far the films of one delivery are up at its network. */
export type Teller = {
  /** So many bytes of all are up now; told behind the caller's back, a few times a minute. */
  reached(doneBytes: number, totalBytes: number): void
  /** They are up, or come no further now: what was told is taken back, and nothing more is. */
  end(): Promise<void>
}

type Parts = Pick<Context, 'db' | 'events' | 'log'>
type Of = { id: string; workspaceId: string }

/** What cannot be told stops no film. `gap` in milliseconds. */
export function tellerOf(ctx: Parts, delivery: Of, gap = every): Teller {
  let since: number | undefined
  let writing: Promise<void> | undefined
  const told = (tell: Promise<void>): Promise<void> =>
    tell.catch((error: unknown) => ctx.log.warn({ error }, 'How far a film is up could not be told'))

  return {
    reached(doneBytes, totalBytes) {
      since ??= performance.now()
      if (writing || performance.now() - since < gap) return
      since = performance.now()
      writing = told(keep(ctx, delivery, { doneBytes, totalBytes })).finally(() => {
        writing = undefined
      })
    },
    async end() {
      since = Number.POSITIVE_INFINITY
      await writing
      await told(forget(ctx, delivery))
    },
  }
}

async function keep(
  { db, events }: Parts,
  { id, workspaceId }: Of,
  { doneBytes, totalBytes }: { doneBytes: number; totalBytes: number },
): Promise<void> {
  await sql`
    insert into delivery_uploads (workspace_id, delivery_id, done_bytes, total_bytes)
    values (${workspaceId}, ${id}, ${doneBytes}, ${totalBytes})
    on conflict (workspace_id, delivery_id) do update
      set done_bytes = excluded.done_bytes, total_bytes = excluded.total_bytes, told_at = excluded.told_at`.execute(
    db,
  )
  await events.emit(db, { workspaceId, topic: 'deliveries', id })
}

async function forget({ db, events }: Parts, { id, workspaceId }: Of): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('deliveryUploads')
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await events.emit(db, { workspaceId, topic: 'deliveries', id })
}
