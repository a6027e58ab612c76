import { sql } from 'kysely'
import { sightOf } from '../../../../app/channel-roles.ts'
import { isSeenMedia, type Viewer } from '../../../../app/sight.ts'
import type { FilmColour } from '../../../../networks/kit/content.ts'
import type { FilmPlan } from '../../../../networks/kit/film.ts'
import type { Db } from '../../../../platform/db/index.ts'
import type { Conversion } from './contract.ts'

export type TrimPlan = { fromMs: number; toMs: number; colour?: FilmColour }
export type Ordered =
  | { kind: 'fit'; plan: FilmPlan; networks: readonly string[] }
  | { kind: 'trim'; plan: TrimPlan; networks: readonly [] }

export type Asker = { id: string | null; kind: 'person' | 'key' | 'system'; name: string }

/**
 * Asks for a film to be made; once for the same film and rule. What failed or was cancelled begins anew when `again`, and
 * what was made and is no longer there. Answers its id.
 */
export async function putConversion(
  db: Db,
  { workspaceId, mediaId, rule }: { workspaceId: string; mediaId: string; rule: string },
  ordered: Ordered,
  more: { dueAt: Date | null; by: Asker; again: boolean },
): Promise<string> {
  const { kind, plan, networks } = ordered
  const row = { workspaceId, mediaId, rule, kind, plan: JSON.stringify(plan), networks: [...networks] }
  const { id: askedBy, kind: askedKind, name: askedName } = more.by
  const { id } = await db
    .insertInto('filmConversions')
    .values({ ...row, dueAt: more.dueAt, askedBy, askedKind, askedName })
    .onConflict((on) =>
      on.columns(['workspaceId', 'mediaId', 'rule']).doUpdateSet({
        networks: sql<
          string[]
        >`array(select distinct unnest(film_conversions.networks || excluded.networks) order by 1)`,
        dueAt: sql<Date | null>`least(film_conversions.due_at, excluded.due_at)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (more.again) await beginAgain(db, workspaceId, id, ['failed', 'cancelled', 'done'], more.dueAt)
  return id
}

/** undefined where it is in none of these states. */
export async function beginAgain(
  db: Db,
  workspaceId: string,
  id: string,
  from: readonly string[],
  dueAt?: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('filmConversions')
    .set({
      ...{ state: 'waiting', tries: 0, progress: 0, problem: null, retryAt: null },
      ...{ heldUntil: null, hold: null, begunAt: null, endedAt: null },
      ...(dueAt !== undefined && { dueAt }),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function cancelConversion(db: Db, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('filmConversions')
    .set({ state: 'cancelled', heldUntil: null, hold: null, endedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'working'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const select = (db: Db, viewer: Viewer) =>
  db
    .selectFrom('filmConversions as c')
    .innerJoin('media', 'media.id', 'c.mediaId')
    .$if(sightOf(viewer) !== null, (query) => query.where(isSeenMedia(viewer)))
    .select(['c.id', 'c.mediaId', 'c.kind', 'c.networks', 'c.state', 'c.progress', 'c.plan', 'c.problem'])
    .select(['c.dueAt', 'c.resultId', 'c.createdAt', 'c.begunAt', 'media.fileName', 'media.durationMs'])
    .where('c.workspaceId', '=', viewer.workspaceId)
    .where('media.workspaceId', '=', viewer.workspaceId)
    .where('media.deletedAt', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

function toConversion(row: Row, now: Date): Conversion {
  const { plan, begunAt, dueAt, createdAt, progress, state, kind, durationMs: _, problem, ...rest } = row
  const becomes = kind === 'fit' ? (plan as FilmPlan) : null
  const endsAt = state === 'working' && begunAt && progress > 20 ? endOf(begunAt, progress / 1000, now) : null
  const open = state === 'waiting' || state === 'working'
  return {
    ...rest,
    kind: kind === 'trim' ? 'trim' : 'fit',
    state: state as Conversion['state'],
    progress: progress / 1000,
    becomes: becomes && { width: becomes.width, height: becomes.height, frameRate: becomes.frameRate },
    problem: problem as Conversion['problem'],
    dueAt: dueAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    late: open && dueAt !== null && (endsAt ?? now) > dueAt,
    createdAt: createdAt.toISOString(),
  }
}

function endOf(begunAt: Date, share: number, now: Date): Date {
  const took = Math.max(0, now.getTime() - begunAt.getTime())
  return new Date(begunAt.getTime() + took / share)
}

/** Those of some films, the newest first; what was made long ago for a rule is among them. */
export async function findConversions(
  db: Db,
  viewer: Viewer,
  media: readonly string[],
  now: Date,
): Promise<Conversion[]> {
  const rows = await select(db, viewer)
    .where('c.mediaId', 'in', [...media])
    .orderBy('c.createdAt', 'desc')
    .orderBy('c.id')
    .limit(200)
    .execute()
  return rows.map((row) => toConversion(row, now))
}

export async function findConversion(
  db: Db,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<Conversion | undefined> {
  const row = await select(db, viewer).where('c.id', '=', id).executeTakeFirst()
  return row && toConversion(row, now)
}

export async function countCuts(db: Db, workspaceId: string): Promise<number> {
  const { n } = await db
    .selectFrom('filmConversions')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'trim')
    .where('state', 'in', ['waiting', 'working'])
    .executeTakeFirstOrThrow()
  return n
}

/** Those that still wait by then have no FFmpeg to wait for. */
export const deleteOldCuts = (db: Db, before: Date) =>
  db
    .deleteFrom('filmConversions')
    .where('kind', '=', 'trim')
    .where('state', '!=', 'working')
    .where('createdAt', '<', before)
    .execute()

/** How it stands with the form of a film that a network takes; for the dispatcher. */
export const findByRule = (db: Db, workspaceId: string, mediaId: string, rule: string) =>
  db
    .selectFrom('filmConversions')
    .select(['id', 'state', 'progress', 'problem'])
    .where('workspaceId', '=', workspaceId)
    .where('mediaId', '=', mediaId)
    .where('rule', '=', rule)
    .executeTakeFirst()

export type Claimed = {
  id: string
  workspaceId: string
  mediaId: string
  rule: string
  ordered: { kind: 'fit'; plan: FilmPlan } | { kind: 'trim'; plan: TrimPlan }
  tries: number
  hold: string
  /** Of the attempt before, whose half may lie here. */
  before: string | null
  askedBy: string | null
  askedKind: Asker['kind']
  askedName: string
  dueAt: Date | null
}

/** Takes what is due first: what waits, and what a dead process held. Who is asked first gets it. */
export async function claimConversion(db: Db, now: Date, heldUntil: Date): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update film_conversions c set state = 'working', tries = c.tries + 1, hold = gen_random_uuid(),
      held_until = ${heldUntil}, begun_at = ${now}, progress = 0, problem = null, retry_at = null
    from (
      select c.id, c.hold from film_conversions c join workspaces w on w.id = c.workspace_id
      where w.erase_at is null and (
        (c.state = 'waiting' and (c.retry_at is null or c.retry_at <= ${now}))
        or (c.state = 'working' and c.held_until < ${now}))
      order by c.due_at nulls last, c.created_at limit 1 for update of c skip locked
    ) next
    where c.id = next.id
    returning c.id, c.workspace_id as "workspaceId", c.media_id as "mediaId", c.rule,
      json_build_object('kind', c.kind, 'plan', c.plan) as ordered, c.tries, c.hold,
      next.hold as before, c.asked_by as "askedBy", c.asked_kind as "askedKind", c.asked_name as "askedName",
      c.due_at as "dueAt"`.execute(db)
  return rows[0]
}

type Held = Pick<Claimed, 'id' | 'workspaceId' | 'hold'>
type Change = Partial<{
  state: Conversion['state']
  progress: number
  problem: string | null
  heldUntil: Date | null
  retryAt: Date | null
  endedAt: Date | null
  resultId: string | null
  tries: number
}>

/** Only while it is ours: false when somebody cancelled it, or took it over. */
export async function changeHeld(db: Db, { id, workspaceId, hold }: Held, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('filmConversions')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('hold', '=', hold)
    .where('state', '=', 'working')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
