import type { Context, Tx } from '../../../app/context.ts'
import { findPersonById } from '../sign-in/index.ts'
import { type Told, tellWays } from './jobs.ts'
import { writeNews } from './letter.ts'

type Wish = Pick<Told, 'userId' | 'news'> & Partial<Told>

/** Asks for a letter to the person, when this house sends any. */
export async function tellOfWays(tx: Tx, ctx: Context, wish: Wish): Promise<void> {
  const told = { what: '', passkeys: 0, accounts: 0, programs: 0, ...wish }
  if (ctx.mail.ready) await ctx.jobs.add(tellWays, told, { tx })
}

export async function sendNews(ctx: Context, { userId, news, ...named }: Told): Promise<void> {
  const reader = await findPersonById(ctx.db, userId)
  if (!reader) return
  const facts = { ...named, name: reader.name, url: `${ctx.config.appUrl}/account` }
  await ctx.mail.send({ to: reader.email, ...writeNews(reader.language, news, facts) })
}
