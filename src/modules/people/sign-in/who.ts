import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { SessionCaller } from '../../../app/edge/index.ts'
import { asRole } from '../../../app/rights.ts'
import { sessionMs } from './auth.ts'
import { readToken } from './cookie.ts'
import { findSession, prolongSession } from './queries.ts'

/** How often at most a session that is used is prolonged. */
const prolongMs = 10 * 60_000

/** Who a session belongs to; null when it is unknown, over or ended. */
export async function callerOfSession(
  ctx: Context,
  asked: { cookies: string; workspaceId: string | null; secure: boolean },
): Promise<SessionCaller | null> {
  const token = readToken(ctx, asked.cookies, asked.secure)
  if (!token) return null
  const now = ctx.clock.now()
  const row = await findSession(ctx.db, ctx.config, token, asked.workspaceId, now)
  if (!row) return null
  const { sessionId, userId, name, email } = row
  if (now.getTime() - row.updatedAt.getTime() > prolongMs)
    await prolongSession(ctx.db, sessionId, now, new Date(now.getTime() + sessionMs))
  const membership =
    row.workspaceId && row.organisationId && row.role
      ? {
          workspaceId: row.workspaceId,
          organisationId: row.organisationId,
          role: asRole(row.role),
          eraseAt: row.eraseAt,
          channels: asChannelRoles(row.channelRoles),
          secondStepDue: row.secondStepDue !== null && row.secondStepDue <= now,
        }
      : null
  return { kind: 'session', sessionId, userId, name, email, membership }
}
