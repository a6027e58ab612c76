import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenPost, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { TaskBody, TaskQuery } from './contract.ts'

export type TaskRow = {
  id: string
  title: string
  note: string
  postId: string | null
  postText: string | null
  assigneeId: string | null
  assignee: string | null
  madeById: string | null
  madeBy: string | null
  dueOn: string | null
  today: string
  doneAt: Date | null
  doneBy: string | null
  version: number
  createdAt: Date
}

/** Where the workspace is, it is this day. */
export const todayOf = (now: Date) => sql`(${now}::timestamptz at time zone w.time_zone)::date`

const taskFields = (now: Date) => sql`
  t.id, t.title, t.note, t.post_id, t.assignee_id, a.name as assignee, t.made_by as made_by_id, m.name as made_by,
  t.due_on::text as due_on, ${todayOf(now)}::text as today, t.done_at, d.name as done_by, t.version, t.created_at,
  left(coalesce(nullif(p.content ->> 'title', ''), p.content -> 'parts' -> 0 ->> 'text', ''), 140) as post_text`

const joined = sql`
  join workspaces w on w.id = t.workspace_id
  left join posts p on p.id = t.post_id
  left join users a on a.id = t.assignee_id left join users m on m.id = t.made_by left join users d on d.id = t.done_by`

/** A task of a post is seen by who sees the post; one that stands for itself by the whole team. */
function isSeen(viewer: Viewer): RawBuilder<SqlBool> {
  const sight = sightOf(viewer)
  const there = sql<SqlBool>`(t.post_id is null or p.deleted_at is null)`
  return sight === null ? there : sql`${there} and (t.post_id is null or ${isSeenPost(sight, 'p')})`
}

export async function findTask(
  db: Db,
  viewer: Viewer,
  id: string,
  now: Date,
  options: { deleted?: boolean } = {},
): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${taskFields(now)} from tasks t ${joined}
    where t.workspace_id = ${viewer.workspaceId} and t.id = ${id}
      and t.deleted_at is ${options.deleted ? sql`not null` : sql`null`} and ${isSeen(viewer)}`.execute(db)
  return rows[0]
}

export const lockTask = (tx: Tx, workspaceId: string, id: string) =>
  sql`select from tasks where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx)

export type Place = readonly [key: string, id: string]
type Filter = Omit<TaskQuery, 'cursor' | 'whose'> & {
  /** Whose list it is, where it is somebody's. */
  assigneeId: string | null
  makerId: string | null
  after: Place | null
}

const orders = {
  open: { key: sql`coalesce(t.due_on, 'infinity'::date)`, type: sql`date`, down: false },
  done: { key: sql`t.done_at`, type: sql`timestamptz`, down: true },
  all: { key: sql`t.created_at`, type: sql`timestamptz`, down: true },
} as const

/** A page of tasks, each with its place in the list. */
export async function findTasks(
  db: Db,
  viewer: Viewer,
  filter: Filter,
  now: Date,
): Promise<(TaskRow & { key: string })[]> {
  const { key, type, down } = orders[filter.state]
  const way = down ? sql`desc` : sql`asc`
  const { after } = filter
  const beyond = after
    ? sql`and (${key}, t.id) ${down ? sql`<` : sql`>`} (${after[0]}::${type}, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<TaskRow & { key: string }>`
    select ${taskFields(now)}, (${key})::text as key from tasks t ${joined}
    where t.workspace_id = ${viewer.workspaceId} and t.deleted_at is null and ${isSeen(viewer)}
      ${sql.join(conditions(filter, now), sql` `)} ${beyond}
    order by ${key} ${way}, t.id ${way} limit ${filter.limit + 1}`.execute(db)
  return rows
}

function conditions(filter: Filter, now: Date): RawBuilder<SqlBool>[] {
  const { state, assigneeId, makerId, assignee, due, post, text } = filter
  const found: RawBuilder<SqlBool>[] = []
  const and = (condition: RawBuilder<unknown>) => found.push(sql`and ${condition}`)
  if (state === 'open') and(sql`t.done_at is null`)
  if (state === 'done') and(sql`t.done_at is not null`)
  if (assigneeId !== null) and(sql`t.assignee_id = ${assigneeId}`)
  if (makerId !== null) and(sql`t.made_by = ${makerId}`)
  if (assignee) and(assignee === 'nobody' ? sql`t.assignee_id is null` : sql`t.assignee_id = ${assignee}`)
  if (post) and(sql`t.post_id = ${post}`)
  if (due) and(dueIn[due](todayOf(now)))
  if (text) {
    const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    and(sql`(lower(t.title) like ${like} or lower(t.note) like ${like})`)
  }
  return found
}

const dueIn = {
  overdue: (today: RawBuilder<unknown>) => sql`t.due_on < ${today}`,
  today: (today: RawBuilder<unknown>) => sql`t.due_on = ${today}`,
  week: (today: RawBuilder<unknown>) => sql`t.due_on between ${today} and ${today} + 7`,
  none: () => sql`t.due_on is null`,
}

/** What is given to somebody and due until tomorrow, and how much is open at all. */
export async function findWaiting(db: Db, viewer: Viewer, personId: string, now: Date, limit: number) {
  const theirs = sql`from tasks t join workspaces w on w.id = t.workspace_id left join posts p on p.id = t.post_id
    where t.workspace_id = ${viewer.workspaceId} and t.assignee_id = ${personId} and t.done_at is null
      and t.deleted_at is null and ${isSeen(viewer)}`
  const [due, open] = await Promise.all([
    sql<{
      id: string
      title: string
      dueOn: string
      overdue: boolean
      postId: string | null
      version: number
    }>`
      select t.id, t.title, t.due_on::text as due_on, t.due_on < ${todayOf(now)} as overdue, t.post_id, t.version
      ${theirs} and t.due_on <= ${todayOf(now)} + 1 order by t.due_on, t.id limit ${limit}`.execute(db),
    sql<{ open: number }>`select count(*)::int as open from (select 1 ${theirs} limit 1000) counted`.execute(
      db,
    ),
  ])
  return { items: due.rows, open: open.rows[0]?.open ?? 0 }
}

export async function countOpen(db: Db, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from tasks
    where workspace_id = ${workspaceId} and done_at is null and deleted_at is null`.execute(db)
  return rows[0]?.open ?? 0
}

export async function insertTask(
  tx: Tx,
  workspaceId: string,
  { title, note, postId, assigneeId, dueOn }: TaskBody,
  madeBy: string | null,
  now: Date,
): Promise<string> {
  const { id } = await tx
    .insertInto('tasks')
    .values({
      ...{ workspaceId, title, note, postId, assigneeId, dueOn, madeBy },
      ...{ createdAt: now, updatedAt: now },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Patch = Partial<{
  title: string
  note: string
  assigneeId: string | null
  dueOn: string | null
  doneAt: Date | null
  doneBy: string | null
  deletedAt: Date | null
}>

export const updateTask = (tx: Tx, workspaceId: string, id: string, patch: Patch, now: Date) =>
  tx
    .updateTable('tasks')
    .set({ ...patch, updatedAt: now })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export async function isPostSeen(db: Db, viewer: Viewer, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select from posts p where p.workspace_id = ${viewer.workspaceId} and p.id = ${postId} and p.deleted_at is null
      and ${isSeenPost(sightOf(viewer), 'p')}`.execute(db)
  return rows.length > 0
}

/** From this hour of its day on, by the clock of the workspace, a task is told to be due. */
const tellingHour = 8

/** Tasks that have come due, each taken once for its day. What was due long ago, such as what came along in a file, is not told. */
export async function takeDue(tx: Tx, now: Date, most: number) {
  const { rows } = await sql<{
    workspaceId: string
    id: string
    title: string
    dueOn: string
    personId: string | null
  }>`
    with due as (
      select t.id, t.due_on, t.due_on >= ${todayOf(now)} - 7 as fresh from tasks t
      join workspaces w on w.id = t.workspace_id
      where t.done_at is null and t.deleted_at is null and w.erase_at is null
        and t.due_on <= (${now}::timestamptz + interval '1 day')::date and t.told_of is distinct from t.due_on
        and (t.due_on + make_interval(hours => ${tellingHour})) <= ${now}::timestamptz at time zone w.time_zone
        and not exists (select from posts p where p.id = t.post_id and p.deleted_at is not null)
      order by t.id limit ${most} for update of t skip locked
    ), told as (
      update tasks t set told_of = due.due_on from due where t.id = due.id
      returning t.workspace_id, t.id, t.title, t.due_on::text as due_on, coalesce(t.assignee_id, t.made_by) as person_id,
        due.fresh)
    select workspace_id, id, title, due_on, person_id from told where fresh and person_id is not null`.execute(
    tx,
  )
  return rows
}

/** Deletes for good what was deleted before an instant. */
export const purgeTasks = (db: Db, before: Date) =>
  db.deleteFrom('tasks').where('deletedAt', '<', before).execute()
