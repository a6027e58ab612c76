import type { Context } from '../../../app/context.ts'
import { findPersonById } from '../sign-in/index.ts'
import { writeHandOver } from './letter.ts'
import { findWorkspace } from './queries.ts'

type HandedOver = { workspaceId: string; giverId: string; takerId: string }

export async function sendLetters(
  ctx: Context,
  { workspaceId, giverId, takerId }: HandedOver,
): Promise<void> {
  const workspace = await findWorkspace(ctx.db, workspaceId)
  const [giver, taker] = [await findPersonById(ctx.db, giverId), await findPersonById(ctx.db, takerId)]
  if (!workspace || !giver || !taker) return
  const facts = {
    workspace: workspace.name,
    giver: giver.name,
    taker: taker.name,
    url: `${ctx.config.appUrl}/w/${workspaceId}/settings/members`,
  }
  for (const [reader, side] of [[giver, 'gave'] as const, [taker, 'took'] as const])
    await ctx.mail.send({ to: reader.email, ...writeHandOver(reader, workspace.language, side, facts) })
}
