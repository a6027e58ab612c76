import type { Context } from '../../../app/context.ts'
import { findPersonById } from '../sign-in/index.ts'
import type { News } from './jobs.ts'
import { writeClosing } from './letter.ts'
import { findClosing, findReaders } from './queries.ts'

type Told = { workspaceId: string; news: News; by: string }

/** Whoever took it back in the meantime has sent a letter of their own. */
export async function sendLetters(ctx: Context, { workspaceId, news, by }: Told): Promise<void> {
  const workspace = await findClosing(ctx.db, workspaceId)
  if (!workspace || (news === 'asked') !== (workspace.eraseAt !== null)) return
  const facts = {
    workspace: workspace.name,
    by: (await findPersonById(ctx.db, by))?.name ?? null,
    eraseAt: workspace.eraseAt,
    timeZone: workspace.timeZone,
    url: `${ctx.config.appUrl}/w/${workspaceId}/settings`,
  }
  for (const reader of await findReaders(ctx.db, workspaceId))
    await ctx.mail.send({ to: reader.email, ...writeClosing(reader, workspace.language, news, facts) })
}
