import type { Context, Tx } from '../../../app/context.ts'
import { type News, tellPerson } from './jobs.ts'
import { writeNews } from './letter.ts'
import * as queries from './queries.ts'

/** Asks for a letter to the person, when this house sends any. */
export async function tell(tx: Tx, ctx: Context, userId: string, news: News): Promise<void> {
  if (ctx.mail.ready) await ctx.jobs.add(tellPerson, { userId, news }, { tx })
}

export async function sendNews(ctx: Context, userId: string, news: News): Promise<void> {
  const reader = await queries.findReader(ctx.db, userId)
  if (!reader) return
  const state = await queries.findState(ctx.db, userId)
  const facts = { name: reader.name, left: state?.left ?? 0, url: `${ctx.config.appUrl}/account` }
  await ctx.mail.send({ to: reader.email, ...writeNews(reader.language, news, facts) })
}
