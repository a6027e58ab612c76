import type { Context } from '../../../app/context.ts'
import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeInvitationsJob, sendInvitation } from './jobs.ts'
import { writeInvitation } from './letter.ts'
import * as queries from './queries.ts'
import { linkOf, newToken, stateOf } from './service.ts'

/** How long one that nobody answered stays in the list, to be renewed. */
const keptMs = 60 * 86_400_000

export const invitationHandlers: JobHandler[] = [
  handle(sendInvitation, (ctx, { id, madeAt }) => mailInvitation(ctx, id, madeAt)),
  handle(purgeInvitationsJob, async (ctx) => {
    await queries.purgeInvitations(ctx.db, new Date(ctx.clock.now().getTime() - keptMs))
  }),
]

async function mailInvitation(ctx: Context, id: string, madeAt: string): Promise<void> {
  const open = await queries.findToMail(ctx.db, id)
  if (open?.createdAt.toISOString() !== madeAt || stateOf(open, ctx.clock.now()) !== 'waiting') return
  const reader = await queries.findReaderLanguage(ctx.db, open.email)
  const { token, digest } = newToken()
  await queries.setDigest(ctx.db, id, digest)
  const letter = writeInvitation(reader?.language ?? open.language, {
    workspace: open.workspaceName,
    invitedBy: open.makerName,
    url: linkOf(ctx, token),
    expiresAt: open.expiresAt,
    timeZone: open.timeZone,
  })
  await ctx.mail.send({ to: open.email, ...letter })
  await queries.setMailed(ctx.db, digest, ctx.clock.now())
}
