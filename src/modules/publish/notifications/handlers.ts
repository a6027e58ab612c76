import { handle, type JobHandler } from '../../../app/handler.ts'
import { hookTrouble } from '../hooks/index.ts'
import { mailNotifications, purgeNotifications, pushNotifications, pushOne } from './jobs.ts'
import { sendMails } from './mail.ts'
import { notify, resolveNotification } from './notify.ts'
import { spreadPushes, tellDevice } from './push.ts'
import { deleteResolved, resolveNews } from './queries.ts'

/** How long something is told that has happened and cannot be undone, or that nobody puts right. */
const newsDays = 30

export const notificationHandlers: JobHandler[] = [
  handle(mailNotifications, (ctx, { workspaceId }) => sendMails(ctx, workspaceId)),
  handle(pushNotifications, (ctx, { workspaceId }) => spreadPushes(ctx, workspaceId)),
  handle(pushOne, tellDevice),
  handle(purgeNotifications, async (ctx) => {
    const { notificationsKeepDays: days } = ctx.config
    const now = ctx.clock.now()
    const daysAgo = (many: number) => new Date(now.getTime() - many * 86_400_000)
    await resolveNews(ctx.db, ['delivery.lacks', 'key.ended', 'series.ended'], daysAgo(newsDays), now)
    if (days > 0) await deleteResolved(ctx.db, daysAgo(days))
  }),
  handle(hookTrouble, (ctx, { workspaceId, hookId, failing, url, words }) =>
    ctx.db.transaction().execute(async (tx) => {
      const subject = { kind: 'hook', id: hookId }
      if (failing)
        await notify(tx, ctx, { workspaceId, kind: 'hook.failing', subject, facts: { url, words } })
      else await resolveNotification(tx, ctx, workspaceId, subject)
    }),
  ),
]
