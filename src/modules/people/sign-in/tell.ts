import { readAgent } from '../../../app/agent.ts'
import type { Context } from '../../../app/context.ts'
import { tellSignIn } from './jobs.ts'
import { writeAlert } from './letter.ts'
import * as queries from './queries.ts'
import type { From } from './session.ts'

/** Asks for a letter to the person, when this house sends any. */
export async function alert(ctx: Context, userId: string, { ip, agent }: From): Promise<void> {
  if (!ctx.mail.ready) return
  const at = ctx.clock.now().toISOString()
  await ctx.jobs.add(tellSignIn, { userId, at, ip, agent: agent.slice(0, 400) })
}

type Alert = { userId: string; at: string; ip: string; agent: string }

export async function sendAlert(ctx: Context, { userId, at, ip, agent }: Alert): Promise<void> {
  const reader = await queries.findReader(ctx.db, userId)
  if (!reader) return
  const { browser, system } = readAgent(agent)
  const facts = {
    name: reader.name,
    at: new Date(at),
    ip,
    browser: [browser, system].filter(Boolean).join(', ') || agent.slice(0, 100) || '?',
    url: `${ctx.config.appUrl}/account`,
  }
  await ctx.mail.send({ to: reader.email, ...writeAlert(reader.language, facts) })
}
