import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Content, Media } from '../../../networks/kit/content.ts'
import type { Held } from './held.ts'

/** A film goes up for longer than this before anything is told, and then this often (ms). */
const every = 3_000

/** A content whose films are followed on their way up. */
export type Followed = {
  content: Content
  /** They are up, or come no further now: nobody is told anything any more. */
  end(): Promise<void>
}

/**
 * Follows the films of a delivery on their way up, so that people see how far they are. Adapters ask for a film piece by piece
 * and for the next when the one before is taken, so what lies before a piece is up. Films that a network fetches itself are not
 * asked for, and nothing is told of them. What cannot be told stops no film.
 */
export function follow(
  ctx: Context,
  held: Pick<Held, 'id' | 'workspaceId'>,
  content: Content,
  gap = every,
): Followed {
  const done = new Map<Media, number>()
  for (const { media } of content.parts) for (const one of media) if (one.kind === 'video') done.set(one, 0)
  if (done.size === 0) return { content, end: async () => {} }

  const total = sum([...done.keys()].map(({ bytes }) => bytes))
  let since: number | undefined
  let writing: Promise<void> | undefined

  function reached(film: Media, bytes: number): void {
    done.set(film, bytes)
    since ??= performance.now()
    if (writing || performance.now() - since < gap) return
    since = performance.now()
    writing = told(ctx, () => keep(ctx, held, { done: sum(done.values()), total })).finally(() => {
      writing = undefined
    })
  }

  const watched = (film: Media): Media => ({
    ...film,
    piece(from, to) {
      reached(film, from)
      return film.piece(from, to)
    },
  })
  const parts = content.parts.map((part) => ({
    ...part,
    media: part.media.map((one) => (done.has(one) ? watched(one) : one)),
  }))
  return {
    content: { ...content, parts },
    async end() {
      since = Number.POSITIVE_INFINITY
      await writing
      await told(ctx, () => forget(ctx, held))
    },
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)

const told = (ctx: Context, tell: () => Promise<void>): Promise<void> =>
  tell().catch((error: unknown) => ctx.log.warn({ error }, 'How far a film is up could not be told'))

type Told = Pick<Held, 'id' | 'workspaceId'>

async function keep(
  ctx: Context,
  { id, workspaceId }: Told,
  to: { done: number; total: number },
): Promise<void> {
  await sql`
    insert into delivery_uploads (workspace_id, delivery_id, done_bytes, total_bytes)
    values (${workspaceId}, ${id}, ${to.done}, ${to.total})
    on conflict (workspace_id, delivery_id) do update
      set done_bytes = excluded.done_bytes, total_bytes = excluded.total_bytes, told_at = excluded.told_at`.execute(
    ctx.db,
  )
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'deliveries', id })
}

async function forget(ctx: Context, { id, workspaceId }: Told): Promise<void> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('deliveryUploads')
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await ctx.events.emit(ctx.db, { workspaceId, topic: 'deliveries', id })
}
