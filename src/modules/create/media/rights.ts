import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import type { Context, Db } from '../../../app/context.ts'
import { isSeenMedia, type Viewer } from '../../../app/sight.ts'
import type { Ending } from '../ending/contract.ts'

/** From this instant on a row of `media` may not be used any more: the day after its last one, by the clock of its workspace. */
export const usableEnd = sql<Date | null>`(
  select (media.usable_until + 1)::timestamp at time zone w.time_zone from workspaces w where w.id = media.workspace_id)`

export type Barred = { id: string; fileName: string; why: 'ended' | 'withdrawn'; end: Date | null }

type Use = { id: string; at: Date }

/** Which of these may not be shown at an instant, and why: itself, or a picture that was laid on it. */
export async function findBarred(db: Db, workspaceId: string, uses: readonly Use[]): Promise<Barred[]> {
  if (uses.length === 0) return []
  const laid = await findLaid(db, workspaceId, uses)
  const barred = await findBarredThemselves(db, workspaceId, [...uses, ...laid])
  if (laid.length === 0) return barred
  return barred.flatMap((one): Barred[] => {
    const on = laid.filter((use) => use.id === one.id && (one.why === 'withdrawn' || isOver(one.end, use)))
    const itself = uses.some((use) => use.id === one.id && (one.why === 'withdrawn' || isOver(one.end, use)))
    return [...(itself ? [one] : []), ...on.map(({ under }) => ({ ...one, id: under }))]
  })
}

/** Pictures that were laid on some others, used when they are. */
async function findLaid(
  db: Db,
  workspaceId: string,
  uses: readonly Use[],
): Promise<(Use & { under: string })[]> {
  const rows = await db
    .selectFrom('mediaEdits')
    .select([
      'mediaId',
      sql<string[]>`array(select logo ->> 'mediaId' from jsonb_array_elements(recipe -> 'logos') logo)`.as(
        'logos',
      ),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', 'in', [...new Set(uses.map(({ id }) => id))])
    .execute()
  return rows.flatMap(({ mediaId, logos }) =>
    uses
      .filter(({ id }) => id === mediaId)
      .flatMap(({ at }) => logos.map((id) => ({ id, at, under: mediaId }))),
  )
}

const isOver = (end: Date | null, { at }: Use): boolean => end !== null && at >= end

async function findBarredThemselves(db: Db, workspaceId: string, uses: readonly Use[]): Promise<Barred[]> {
  const rows = await db
    .selectFrom('media')
    .select(['id', 'fileName', 'consent', usableEnd.as('end')])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...new Set(uses.map(({ id }) => id))])
    .where((eb) => eb.or([eb('usableUntil', 'is not', null), eb('consent', '=', 'withdrawn')]))
    .execute()
  return rows.flatMap(({ consent, ...row }): Barred[] => {
    if (consent === 'withdrawn') return [{ ...row, why: 'withdrawn' }]
    const { end } = row
    const late = uses.some((use) => use.id === row.id && isOver(end, use))
    return late ? [{ ...row, why: 'ended' }] : []
  })
}

/** Consent to something that a delivery shows was withdrawn before it was out. */
export async function isCalledBack(db: Db, workspaceId: string, deliveryId: string): Promise<boolean> {
  const { rows } = await sql<{ back: boolean }>`
    select state <> 'published' and shows_barred(workspace_id, content, '-infinity') as back
    from deliveries where workspace_id = ${workspaceId} and id = ${deliveryId}`.execute(db)
  return rows[0]?.back ?? true
}

const mostShown = 50

/** What ends within 30 days or has ended and is still to go out; the soonest first. */
export async function listEnding(ctx: Context, viewer: Viewer): Promise<Ending> {
  const now = ctx.clock.now()
  const soon = new Date(now.getTime() + 30 * 86_400_000)
  const waiting = sql<number>`(
    select count(distinct p.id)::int from post_media u
    join posts p on p.id = u.post_id and p.deleted_at is null
    join deliveries d on d.post_id = p.id and d.workspace_id = media.workspace_id
    where u.workspace_id = media.workspace_id and u.media_id = media.id
      and d.state in ('scheduled', 'waiting', 'claimed', 'handed')
      and (media.consent = 'withdrawn' or d.due_at >= ${usableEnd}))`
  const rows = await ctx.db
    .with('ending', (db) =>
      db
        .selectFrom('media')
        .$if(sightOf(viewer) !== null, (query) => query.where(isSeenMedia(viewer)))
        .select(['id', 'fileName', 'usableUntil', 'consent', usableEnd.as('end'), waiting.as('posts')])
        .where('workspaceId', '=', viewer.workspaceId)
        .where('deletedAt', 'is', null)
        .where((eb) => eb.or([eb('usableUntil', 'is not', null), eb('consent', '=', 'withdrawn')])),
    )
    .selectFrom('ending')
    .selectAll()
    .where((eb) =>
      eb.or([eb.and([eb('end', '>', now), eb('end', '<=', soon)]), eb.and([eb('posts', '>', 0)])]),
    )
    .orderBy('end')
    .orderBy('id')
    .limit(mostShown)
    .execute()
  return {
    items: rows.map(({ end, consent, usableUntil, ...row }) => ({
      ...row,
      usableUntil,
      why: consent === 'withdrawn' ? 'withdrawn' : end && end <= now ? 'ended' : 'ending',
      days: end ? Math.ceil((end.getTime() - now.getTime()) / 86_400_000) : null,
    })),
  }
}
