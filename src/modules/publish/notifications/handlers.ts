import { handle, type JobHandler } from '../../../app/handler.ts'
import { hookTrouble } from '../hooks/index.ts'
import { mailNotifications } from './jobs.ts'
import { sendMails } from './mail.ts'
import { notify, resolveNotification } from './notify.ts'

export const notificationHandlers: JobHandler[] = [
  handle(mailNotifications, (ctx, { workspaceId }) => sendMails(ctx, workspaceId)),
  handle(hookTrouble, (ctx, { workspaceId, hookId, failing, url, words }) =>
    ctx.db.transaction().execute(async (tx) => {
      const subject = { kind: 'hook', id: hookId }
      if (failing)
        await notify(tx, ctx, { workspaceId, kind: 'hook.failing', subject, facts: { url, words } })
      else await resolveNotification(tx, ctx, workspaceId, subject)
    }),
  ),
]
