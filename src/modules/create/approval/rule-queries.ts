import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { AskableWork, AskedPart, Rule, RuleBody, StepBody } from './contract.ts'
import { approvesSomewhere } from './who.ts'

/** Two who change rules at once go one after the other. */
export const lockRules = (tx: Tx, workspaceId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`approval ${workspaceId}`}, 0))`.execute(tx)

export async function countRules(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('approvalRules')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return count
}

export async function findRules(db: Db, workspaceId: string): Promise<Rule[]> {
  const people = (escalates: boolean) => sql`coalesce((
    select json_agg(json_build_object('id', u.id, 'name', u.name) order by lower(u.name), u.id)
    from approval_seats s join users u on u.id = s.person_id where s.step_id = t.id and s.escalates = ${escalates}), '[]')`
  const byMatrix = sql`coalesce((
    select json_agg(json_build_object('workId', w.id, 'work', w.name, 'part', a.part) order by w.position, w.id, a.part)
    from approval_step_works a join team_works w on w.id = a.work_id
    where a.workspace_id = t.workspace_id and a.step_id = t.id), '[]')`
  const { rows } = await sql<Rule>`
    select r.id, r.name, r.enabled, r.channel_ids, r.categories, r.campaign_ids, r.sender_roles, r.own, r.version,
      (select count(distinct a.post_id)::int from approval_asks a
        where a.workspace_id = r.workspace_id and a.rule_id = r.id and a.state = 'open') as waiting,
      coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'how', t.how, 'roles', t.roles, 'clients', t.clients,
          'hours', t.hours, 'working', t.working, 'remindHours', t.remind_hours, 'atDeadline', t.at_deadline,
          'moveMinutes', t.move_minutes, 'people', ${people(false)}, 'escalateTo', ${people(true)},
          'team', ${byMatrix}, 'empty', (select count(*)::int from approval_seats s where s.step_id = t.id and s.person_id is null and not s.escalates))
          order by t.position)
        from approval_steps t where t.rule_id = r.id), '[]') as steps
    from approval_rules r where r.workspace_id = ${workspaceId} order by r.created_at, r.id`.execute(db)
  return rows
}

/** Kinds of work that a step can name, with those whom it would ask now. */
export async function findWorks(db: Db, workspaceId: string): Promise<AskableWork[]> {
  const named = (part: AskedPart) => sql`coalesce((
    select json_agg(json_build_object('name', coalesce(u.name, p.name), 'may', coalesce(${approvesSomewhere}, false))
      order by lower(coalesce(u.name, p.name)), p.id)
    from team_parts c join team_people p on p.id = c.person_id and p.archived_at is null
    left join users u on u.id = p.user_id
    left join members m on m.workspace_id = p.workspace_id and m.user_id = p.user_id
    where c.workspace_id = w.workspace_id and c.work_id = w.id and ${part} = any(c.parts)), '[]')`
  const { rows } = await sql<AskableWork>`
    select w.id, w.name, ${named('responsible')} as responsible, ${named('approves')} as approves
    from team_works w where w.workspace_id = ${workspaceId} and w.archived_at is null
    order by w.position, w.id`.execute(db)
  return rows
}

const columns = ({ name, enabled, channelIds, categories, campaignIds, senderRoles, own }: RuleBody) => ({
  ...{
    name,
    enabled,
    channelIds,
    categories: [...categories],
    campaignIds,
    senderRoles: [...senderRoles],
    own,
  },
})

export async function insertRule(tx: Tx, workspaceId: string, body: RuleBody): Promise<string> {
  const { id } = await tx
    .insertInto('approvalRules')
    .values({ workspaceId, ...columns(body) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateRule = (tx: Tx, workspaceId: string, id: string, body: RuleBody) =>
  tx
    .updateTable('approvalRules')
    .set({
      ...columns(body),
      version: sql<number>`version + 1`,
      updatedAt: sql<Date>`now()`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteRule = (tx: Tx, workspaceId: string, id: string) =>
  tx
    .deleteFrom('approvalRules')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()

/** Steps that are named by their id keep the yeses given in them; those left out go with theirs. */
export async function saveSteps(
  tx: Tx,
  workspaceId: string,
  ruleId: string,
  steps: readonly StepBody[],
): Promise<void> {
  const there = await tx
    .selectFrom('approvalSteps')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('ruleId', '=', ruleId)
    .execute()
  const known = new Set(there.map(({ id }) => id))
  const kept: string[] = []
  for (const [position, { id, people, escalateTo, team, ...step }] of steps.entries()) {
    const values = { ...step, roles: [...step.roles], position }
    // One that is named twice, or is of another rule, is a new one.
    const mine = id !== undefined && known.has(id) && !kept.includes(id)
    const stepId = mine ? id : await insertStep(tx, { workspaceId, ruleId, ...values })
    if (mine)
      await tx
        .updateTable('approvalSteps')
        .set(values)
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', stepId)
        .execute()
    kept.push(stepId)
    await setSeats(tx, workspaceId, stepId, people, escalateTo)
    await setWorks(tx, workspaceId, stepId, team)
  }
  await tx
    .deleteFrom('approvalSteps')
    .where('workspaceId', '=', workspaceId)
    .where('ruleId', '=', ruleId)
    .where('id', 'not in', kept)
    .execute()
}

type StepRow = Omit<StepBody, 'id' | 'people' | 'escalateTo' | 'team'> & {
  workspaceId: string
  ruleId: string
  position: number
}

async function insertStep(tx: Tx, step: StepRow): Promise<string> {
  const { id } = await tx.insertInto('approvalSteps').values(step).returning('id').executeTakeFirstOrThrow()
  return id
}

async function setSeats(
  tx: Tx,
  workspaceId: string,
  stepId: string,
  people: readonly string[],
  escalateTo: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('approvalSeats')
    .where('workspaceId', '=', workspaceId)
    .where('stepId', '=', stepId)
    .execute()
  const seats = [
    ...[...new Set(people)].map((personId) => ({ workspaceId, stepId, personId, escalates: false })),
    ...[...new Set(escalateTo)].map((personId) => ({ workspaceId, stepId, personId, escalates: true })),
  ]
  if (seats.length > 0) await tx.insertInto('approvalSeats').values(seats).execute()
}

async function setWorks(tx: Tx, workspaceId: string, stepId: string, team: StepBody['team']): Promise<void> {
  await tx
    .deleteFrom('approvalStepWorks')
    .where('workspaceId', '=', workspaceId)
    .where('stepId', '=', stepId)
    .execute()
  if (team.length > 0)
    await tx
      .insertInto('approvalStepWorks')
      .values(team.map(({ workId, part }) => ({ workspaceId, stepId, workId, part })))
      .onConflict((on) => on.doNothing())
      .execute()
}

/** Posts about which steps ask, or asked, whoever the matrix names for a kind of work. */
export async function postsAskedBy(
  db: Db,
  workspaceId: string,
  workIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.post_id as id from approval_step_works w
    join approval_asks a on a.workspace_id = w.workspace_id and a.step_id = w.step_id and a.state <> 'idle'
    where w.workspace_id = ${workspaceId} and w.work_id = any(${workIds}::uuid[])
    order by 1`.execute(db)
  return rows.map((row) => row.id)
}

/** Posts that came under a rule and are not out. */
export async function postsUnder(db: Db, workspaceId: string, ruleId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from approval_subjects s join posts p on p.id = s.post_id
    where s.workspace_id = ${workspaceId} and s.rule_id = ${ruleId} and p.deleted_at is null
      and p.stage in ('proposed', 'scheduled')
    order by p.id`.execute(db)
  return rows.map((row) => row.id)
}

/** Posts with something that has not left, of which it is known what they say. */
export async function postsWaiting(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct v.post_id as id from approval_versions v join posts p on p.id = v.post_id
    where v.workspace_id = ${workspaceId} and v.current and p.deleted_at is null
      and (p.stage = 'proposed' or exists (
        select from deliveries d where d.workspace_id = v.workspace_id and d.post_id = v.post_id
          and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed'))
        or exists (select from publication_changes x where x.workspace_id = v.workspace_id and x.post_id = v.post_id))
    order by 1`.execute(db)
  return rows.map((row) => row.id)
}

/** What is on its way without having been put before anybody: its frozen words are what is asked about. Answers the posts. */
export async function adoptScheduled(
  tx: Tx,
  workspaceId: string,
  now: Date,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ postId: string }>`
    with strange as (
      select distinct on (d.post_id, d.channel_id) d.post_id, d.channel_id, d.digest, d.content
      from deliveries d
      where d.workspace_id = ${workspaceId} and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed')
        and not exists (select from approval_versions v
          where v.workspace_id = d.workspace_id and v.post_id = d.post_id and v.channel_id = d.channel_id
            and v.digest = d.digest and v.current)
      order by d.post_id, d.channel_id, d.created_at desc limit ${most}
    ), past as (
      update approval_versions v set current = false from strange s
      where v.workspace_id = ${workspaceId} and v.post_id = s.post_id and v.channel_id = s.channel_id and v.current
    )
    select post_id from strange`.execute(tx)
  const posts = [...new Set(rows.map((row) => row.postId))]
  await sql`
    insert into approval_versions (workspace_id, post_id, channel_id, digest, content, created_at)
    select distinct on (d.post_id, d.channel_id) d.workspace_id, d.post_id, d.channel_id, d.digest, d.content, ${now}::timestamptz
    from deliveries d
    where d.workspace_id = ${workspaceId} and d.post_id = any(${posts}::uuid[])
      and d.state in ('scheduled', 'claimed', 'waiting', 'failed', 'missed', 'handed')
      and not exists (select from approval_versions v
        where v.workspace_id = d.workspace_id and v.post_id = d.post_id and v.channel_id = d.channel_id and v.current)
    order by d.post_id, d.channel_id, d.created_at desc
    on conflict (workspace_id, post_id, channel_id, digest) do update set current = true`.execute(tx)
  return posts
}
