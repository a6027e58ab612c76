import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { clean } from '../../../platform/clean.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { notify, resolveNotification } from '../../publish/notifications/index.ts'
import { judgeCalled } from '../company/index.ts'
import type { WaitingTasks } from '../tasks-waiting/contract.ts'
import {
  mostOpenTasks,
  type Task,
  type TaskBody,
  type TaskChange,
  type TaskList,
  type TaskQuery,
} from './contract.ts'
import { taskError } from './errors.ts'
import {
  countOpen,
  findTask,
  findTasks,
  findWaiting,
  insertTask,
  isPostSeen,
  lockTask,
  type TaskRow,
  updateTask,
} from './queries.ts'

const Place = z.tuple([z.string().regex(/^(infinity|[\d :.+-]{10,40})$/), Id])
const mostWaiting = 20

const idOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null)

function tell(row: TaskRow, actor: Actor): Task {
  const { id, title, note, postId, postText, assigneeId, assignee, madeBy, dueOn, doneBy, version } = row
  return {
    ...{ id, title, note, madeBy, dueOn, doneBy, version },
    post: postId === null ? null : { id: postId, text: postText ?? '' },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assignee ?? '' },
    overdue: row.doneAt === null && dueOn !== null && dueOn < row.today,
    mine: assigneeId !== null && assigneeId === idOf(actor),
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

export async function pageTasks(ctx: Context, actor: Actor, query: TaskQuery): Promise<TaskList> {
  const { whose, cursor, ...filter } = query
  const me = idOf(actor)
  if (whose !== 'everybody' && me === null) throw taskError('people_only')
  const after = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (after === undefined || (after && filter.state !== 'open' && after[0] === 'infinity'))
    throw taskError('bad_cursor')
  const asked = { assigneeId: whose === 'mine' ? me : null, makerId: whose === 'made' ? me : null, after }
  const rows = await findTasks(ctx.db, actor, { ...filter, ...asked }, ctx.clock.now())
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return { items: page.map((row) => tell(row, actor)), next: last ? encodeCursor([last.key, last.id]) : null }
}

export async function readTask(ctx: Context, actor: Actor, id: string): Promise<Task> {
  const row = await findTask(ctx.db, actor, id, ctx.clock.now())
  if (!row) throw taskError('not_found')
  return tell(row, actor)
}

export async function readWaiting(ctx: Context, actor: Actor): Promise<WaitingTasks> {
  const me = idOf(actor)
  if (me === null) return { items: [], open: 0 }
  return findWaiting(ctx.db, actor, me, ctx.clock.now(), mostWaiting)
}

export async function addTask(ctx: Context, actor: Actor, body: TaskBody): Promise<Task> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    if (body.postId !== null && !(await isPostSeen(tx, actor, body.postId))) throw taskError('no_post')
    await refuseAssignee(tx, workspaceId, body.assigneeId, body.postId)
    if ((await countOpen(tx, workspaceId)) >= mostOpenTasks)
      throw taskError('too_many', { most: mostOpenTasks })
    const said = { ...body, title: clean(body.title), note: clean(body.note) }
    const id = await insertTask(tx, workspaceId, said, idOf(actor), ctx.clock.now())
    const task = await told(tx, ctx, actor, id, 'task.added')
    await tellAssignee(tx, ctx, actor, task)
    return task
  })
}

export async function changeTask(ctx: Context, actor: Actor, id: string, change: TaskChange): Promise<Task> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const before = await lockedTask(tx, ctx, actor, id)
    const { version, done, ...fields } = change
    if (version !== undefined && version !== before.version)
      throw taskError('changed', { task: tell(before, actor) })
    const patch = {
      ...(fields.title !== undefined && fields.title !== before.title && { title: clean(fields.title) }),
      ...(fields.note !== undefined && fields.note !== before.note && { note: clean(fields.note) }),
      ...(fields.assigneeId !== undefined &&
        fields.assigneeId !== before.assigneeId && { assigneeId: fields.assigneeId }),
      ...(fields.dueOn !== undefined && fields.dueOn !== before.dueOn && { dueOn: fields.dueOn }),
      ...doneness(before, done, idOf(actor), ctx.clock.now()),
    }
    if (Object.keys(patch).length === 0) return tell(before, actor)
    if (patch.assigneeId !== undefined) await refuseAssignee(tx, workspaceId, patch.assigneeId, before.postId)
    await updateTask(tx, workspaceId, id, patch, ctx.clock.now())
    const task = await told(tx, ctx, actor, id, actionOf(patch), tell(before, actor))
    await tellChange(tx, ctx, actor, task, patch)
    return task
  })
}

function doneness(before: TaskRow, done: boolean | undefined, by: string | null, now: Date) {
  if (done === undefined || done === (before.doneAt !== null)) return {}
  return { doneAt: done ? now : null, doneBy: done ? by : null }
}

const actionOf = (patch: { doneAt?: Date | null }): AuditAction =>
  patch.doneAt ? 'task.done' : patch.doneAt === null ? 'task.reopened' : 'task.changed'

/** It can be had back for 30 days. */
export const deleteTask = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const before = await lockedTask(tx, ctx, actor, id)
    await updateTask(tx, actor.workspaceId, id, { deletedAt: ctx.clock.now() }, ctx.clock.now())
    await endWord(tx, ctx, actor.workspaceId, id)
    await record(tx, ctx, actor, id, 'task.deleted', tell(before, actor))
  })

export const restoreTask = (ctx: Context, actor: Actor, id: string): Promise<Task> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockTask(tx, actor.workspaceId, id)
    const known = await findTask(tx, actor, id, ctx.clock.now())
    if (known) return tell(known, actor)
    if (!(await findTask(tx, actor, id, ctx.clock.now(), { deleted: true }))) throw taskError('not_found')
    await updateTask(tx, actor.workspaceId, id, { deletedAt: null }, ctx.clock.now())
    return told(tx, ctx, actor, id, 'task.restored')
  })

async function lockedTask(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<TaskRow> {
  await lockTask(tx, actor.workspaceId, id)
  const row = await findTask(tx, actor, id, ctx.clock.now())
  if (!row) throw taskError('not_found')
  return row
}

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: Task,
): Promise<Task> {
  const row = await findTask(tx, actor, id, ctx.clock.now())
  if (!row) throw taskError('not_found')
  const task = tell(row, actor)
  await record(tx, ctx, actor, id, action, before, task)
  return task
}

async function record(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: Task,
  after?: Task,
): Promise<void> {
  await audit(tx, actor, {
    action,
    subject: { kind: 'task', id },
    ...(before && { before: said(before) }),
    ...(after && { after: said(after) }),
  })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'tasks', id })
}

const said = ({ title, post, assignee, dueOn, doneAt }: Task) => ({
  title,
  post: post?.id ?? null,
  assignee: assignee?.id ?? null,
  dueOn,
  done: doneAt !== null,
})

/** Whoever is to do it must be there, of the team, and see the post that it is about. */
async function refuseAssignee(
  tx: Tx,
  workspaceId: string,
  assigneeId: string | null,
  postId: string | null,
): Promise<void> {
  if (assigneeId === null) return
  const { strangers, outside, blind } = await judgeCalled(tx, workspaceId, [assigneeId], { postId })
  if (strangers.length > 0) throw taskError('no_assignee')
  if (outside.length > 0) throw taskError('assignee_outside', { names: outside.join(', ') })
  if (blind.length > 0) throw taskError('assignee_blind', { names: blind.join(', ') })
}

async function tellChange(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  task: Task,
  patch: { assigneeId?: string | null; dueOn?: string | null; doneAt?: Date | null },
): Promise<void> {
  const isMoved = patch.assigneeId !== undefined
  if (isMoved || task.doneAt !== null) await endWord(tx, ctx, actor.workspaceId, task.id)
  else if (patch.dueOn !== undefined)
    await resolveNotification(tx, ctx, actor.workspaceId, { kind: 'task', id: task.id }, ['task.due'])
  if (isMoved && task.doneAt === null) await tellAssignee(tx, ctx, actor, task)
}

const endWord = (tx: Tx, ctx: Context, workspaceId: string, id: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, { kind: 'task', id }, ['task.assigned', 'task.due'])

async function tellAssignee(tx: Tx, ctx: Context, actor: Actor, task: Task): Promise<void> {
  if (!task.assignee || task.assignee.id === idOf(actor)) return
  await notify(tx, ctx, {
    workspaceId: actor.workspaceId,
    kind: 'task.assigned',
    subject: { kind: 'task', id: task.id },
    facts: { by: actor.name, title: task.title, ...(task.dueOn && { day: task.dueOn }) },
    forPeople: [task.assignee.id],
  })
}
