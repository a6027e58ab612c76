import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { notifyAll } from '../../publish/notifications/index.ts'
import { purgeDeletedTasks, remindOfTasks } from './jobs.ts'
import { purgeTasks, takeDue } from './queries.ts'

/** How long a deleted task can be brought back. */
const keepDeletedDays = 30
/** So many in one transaction; what is left follows at once. */
const most = 500

export const taskHandlers: JobHandler[] = [
  handle(remindOfTasks, remind),
  handle(purgeDeletedTasks, async (ctx) => {
    await purgeTasks(ctx.db, new Date(ctx.clock.now().getTime() - keepDeletedDays * 86_400_000))
  }),
]

/** Tells who is to do it, or who wanted it done, in the morning of the day on which it is due; once for each day. */
export async function remind(ctx: Context): Promise<void> {
  while ((await remindSome(ctx)) === most);
}

const remindSome = (ctx: Context): Promise<number> =>
  ctx.db.transaction().execute(async (tx) => {
    const due = await takeDue(tx, ctx.clock.now(), most)
    await notifyAll(
      tx,
      ctx,
      due.map(({ workspaceId, id, title, dueOn, personId }) => ({
        ...{ workspaceId, kind: 'task.due' as const, subject: { kind: 'task', id } },
        facts: { title, day: dueOn },
        forPeople: personId === null ? [] : [personId],
      })),
    )
    return due.length
  })
