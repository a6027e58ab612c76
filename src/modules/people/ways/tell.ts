import type { Context, Tx } from '../../../app/context.ts'
import { findPersonById } from '../sign-in/index.ts'
import { type Named, type News, tellWays } from './jobs.ts'
import { writeNews } from './letter.ts'

type Told = { userId: string; news: News; named: Named }

/** Asks for a letter to the person, when this house sends any. */
export async function tellOfWays(tx: Tx, ctx: Context, told: Told): Promise<void> {
  if (ctx.mail.ready) await ctx.jobs.add(tellWays, told, { tx })
}

export async function sendNews(ctx: Context, { userId, news, named }: Told): Promise<void> {
  const reader = await findPersonById(ctx.db, userId)
  if (!reader) return
  const facts = { ...named, name: reader.name, url: `${ctx.config.appUrl}/account` }
  await ctx.mail.send({ to: reader.email, ...writeNews(reader.language, news, facts) })
}
