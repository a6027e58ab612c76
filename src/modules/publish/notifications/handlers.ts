import { handle, type JobHandler } from '../../../app/handler.ts'
import { hookTrouble } from '../hooks/index.ts'
import { mailNotifications, purgeNotifications } from './jobs.ts'
import { sendMails } from './mail.ts'
import { notify, resolveNotification } from './notify.ts'
import { deleteResolved } from './queries.ts'

export const notificationHandlers: JobHandler[] = [
  handle(mailNotifications, (ctx, { workspaceId }) => sendMails(ctx, workspaceId)),
  handle(purgeNotifications, async (ctx) => {
    const { notificationsKeepDays: days } = ctx.config
    if (days > 0) await deleteResolved(ctx.db, new Date(ctx.clock.now().getTime() - days * 86_400_000))
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
