import { sql } from 'kysely'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import { asRole } from '../../../app/rights.ts'
import { mayOn } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { findTold, type Told } from '../deliveries/index.ts'

/** A delivery that is given into somebody's hands. */
export type Giving = {
  id: string
  workspaceId: string
  channelId: string
  network: string
  dueAt: Date
  takenBy: string | null
}

/**
 * Writes down that they are in people's hands now. What was so before begins anew; not where one takes up what another had: that
 * one may have put it there, which is looked for from then on.
 */
export async function insertHandovers(tx: Tx, given: readonly Giving[], now: Date): Promise<void> {
  const anothers = sql<boolean>`excluded.taken_by is not null and handovers.taken_by is distinct from excluded.taken_by`
  await sql`
    insert into handovers (workspace_id, delivery_id, handed_at, taken_by, taken_at, remind_at)
    select g.workspace_id, g.id, ${now}::timestamptz, g.taken_by, case when g.taken_by is not null then ${now}::timestamptz end,
      greatest(g.due_at, ${now}::timestamptz) + c.remind_minutes * interval '1 minute'
    from unnest(${given.map((one) => one.workspaceId)}::uuid[], ${given.map((one) => one.id)}::uuid[],
      ${given.map((one) => one.channelId)}::uuid[], ${given.map((one) => one.takenBy)}::text[],
      ${given.map((one) => one.dueAt)}::timestamptz[]) g (workspace_id, id, channel_id, taken_by, due_at)
    join channels c on c.id = g.channel_id
    on conflict (delivery_id) do update set taken_by = excluded.taken_by,
      handed_at = case when ${anothers} then handovers.handed_at else excluded.handed_at end,
      changed_at = case when ${anothers} then handovers.changed_at end,
      taken_at = excluded.taken_at, remind_at = excluded.remind_at, reminders = 0, reason = null`.execute(tx)
}

export type Hand = { workspaceId: string; channelId: string; userId: string; name: string }

/** Members who may publish on these channels; `chosen`: of them those who look after one by hand. */
export async function findHands(
  db: Db,
  channels: readonly { workspaceId: string; channelId: string }[],
): Promise<(Hand & { chosen: boolean })[]> {
  const wanted = new Map(channels.map((one) => [one.channelId, one]))
  const { rows } = await sql<Hand & { role: string; channelRoles: unknown; chosen: boolean }>`
    select w.workspace_id, w.channel_id, m.user_id, u.name, m.role, m.channel_roles, h.user_id is not null as chosen
    from unnest(${[...wanted.values()].map((one) => one.workspaceId)}::uuid[], ${[...wanted.keys()]}::uuid[]) w (workspace_id, channel_id)
    join members m on m.workspace_id = w.workspace_id
    join users u on u.id = m.user_id
    left join channel_hands h on h.workspace_id = w.workspace_id and h.channel_id = w.channel_id and h.user_id = m.user_id
    order by u.name, u.id`.execute(db)
  return rows.filter(({ role, channelRoles, channelId }) =>
    mayOn({ role: asRole(role), channels: asChannelRoles(channelRoles) }, 'post.publish', [channelId]),
  )
}

export const findRule = (db: Db, workspaceId: string, channelId: string) =>
  db
    .selectFrom('channels')
    .select(['leadMinutes', 'remindMinutes', 'network'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .where('state', '!=', 'removed')
    .executeTakeFirst()

export async function saveRule(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  rule: { leadMinutes?: number; remindMinutes?: number | null },
): Promise<void> {
  await tx
    .updateTable('channels')
    .set(rule)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .execute()
}

/** What waits for its time is taken up so much earlier from now on; what failed before keeps the time of its next try. */
export async function moveLead(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
  await sql`
    update deliveries d set next_at = d.due_at - c.lead_minutes * interval '1 minute', updated_at = now(),
      worker_id = null, state = 'scheduled'
    from channels c
    where d.workspace_id = ${workspaceId} and d.channel_id = ${channelId} and c.id = d.channel_id
      and d.state in ('scheduled', 'claimed') and d.attempts = 0`.execute(tx)
}

export async function replaceHands(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  people: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('channelHands')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .execute()
  if (people.length === 0) return
  await tx
    .insertInto('channelHands')
    .values([...new Set(people)].map((userId) => ({ workspaceId, channelId, userId })))
    .execute()
}

/** Takes it into somebody's hands. False: it is in nobody's any more. */
export async function takeHandover(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  userId: string,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update handovers h set taken_by = ${userId}, taken_at = ${now}
    from deliveries d
    where h.workspace_id = ${workspaceId} and h.delivery_id = ${id} and d.id = h.delivery_id and d.state = 'handed'`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

export async function keepReason(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  reason: string,
): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({ reason: reason || null })
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', '=', id)
    .execute()
}

export type Reminding = Told & { reminders: number; overdue: boolean }

/** Those of which people are to be reminded, each once in its time. Of what lacks a yes nobody is: it is taken back. */
export async function takeReminders(tx: Tx, now: Date, most: number): Promise<Reminding[]> {
  const { rows } = await sql<{ id: string; reminders: number; takenBy: string | null; overdue: boolean }>`
    with due as (
      select h.delivery_id as id from handovers h join deliveries d on d.id = h.delivery_id and d.state = 'handed'
      join workspaces w on w.id = h.workspace_id
      where h.remind_at <= ${now} and w.erase_at is null and not w.demo
      order by h.remind_at limit ${most} for no key update of h, d skip locked
    )
    update handovers h set reminders = h.reminders + case when d.due_at < ${now} then 1 else 0 end,
      remind_at = case when h.reminders + 1 >= ${mostReminders} then null
        else greatest(d.due_at, ${now}::timestamptz) + c.remind_minutes * interval '1 minute' * (h.reminders + 1) end
    from due, deliveries d, channels c
    where h.delivery_id = due.id and d.id = due.id and c.id = d.channel_id
    returning h.delivery_id as id, h.reminders, h.taken_by, d.due_at < ${now} as overdue`.execute(tx)
  const told = new Map(
    (
      await findTold(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  )
  return rows.flatMap((row) => {
    const facts = told.get(row.id)
    return facts ? [{ ...facts, ...row }] : []
  })
}

/** After so many nobody is reminded any more; it still stands where people look. */
const mostReminders = 5

export type Why = 'not_approved' | 'media_withdrawn' | 'media_ended'

export type Back = { id: string; workspaceId: string; channelId: string; dueAt: Date; why: Why }

/**
 * What lacks a yes by now, or shows what may not be shown, is in nobody's hands any more. What has got other words or another time
 * while it was looked at has its turn with the next look.
 */
export async function takeBack(tx: Tx, now: Date, words: Record<Why, string>, most: number): Promise<Back[]> {
  const { rows } = await sql<Back>`
    with standing as (
      select d.id, d.digest, d.due_at,
        case when shows_barred(d.workspace_id, d.content, greatest(d.due_at, ${now}::timestamptz))
            then case when shows_barred(d.workspace_id, d.content, '-infinity') then 'media_withdrawn' else 'media_ended' end
          when lacks_approval(d.workspace_id, d.post_id, d.channel_id, d.digest, d.due_at) then 'not_approved' end as why
      from deliveries d where d.state = 'handed'
    ), back as (
      select d.id, s.why from standing s
      join deliveries d on d.id = s.id and d.state = 'handed' and d.digest = s.digest and d.due_at = s.due_at
      where s.why is not null order by d.id limit ${most} for no key update of d skip locked
    )
    update deliveries d set updated_at = ${now}, failure_code = back.why, failure_words = ${JSON.stringify(words)}::jsonb ->> back.why,
      state = case when back.why = 'not_approved' then 'missed' else 'failed' end,
      failure_kind = case when back.why = 'not_approved' then 'later' else 'rejected' end
    from back where d.id = back.id
    returning d.id, d.workspace_id, d.channel_id, d.due_at, back.why`.execute(tx)
  return rows
}

/** Told for a day; where it stands is told with its delivery. */
export async function endRecalls(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    update notifications set resolved_at = now()
    where kind = 'delivery.recalled' and resolved_at is null and created_at < ${before}
    returning workspace_id`.execute(db)
  return [...new Set(rows.map(({ workspaceId }) => workspaceId))]
}
