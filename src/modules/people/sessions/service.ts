import type { Person } from '../../../app/actor.ts'
import { auditPerson } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { Session } from './contract.ts'
import { sessionError } from './errors.ts'
import * as queries from './queries.ts'

export async function listSessions(ctx: Context, person: Person): Promise<{ items: Session[]; next: null }> {
  const rows = await queries.listSessions(ctx.db, person.userId, ctx.clock.now())
  const items = rows.map((row) => ({
    id: row.id,
    current: row.id === person.sessionId,
    address: row.ipAddress,
    agent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
  return { items, next: null }
}

type Ended = { id: string; person: Person } | { token: string }

/** Ends one session, by its person or by the token that a browser brought; streams that it opened are told. */
export async function endSession(ctx: Context, ended: Ended): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const by = 'token' in ended ? ended : { id: ended.id, userId: ended.person.userId }
    const gone = await queries.deleteSession(tx, by)
    if (!gone) {
      if ('person' in ended) throw sessionError('missing')
      return
    }
    if ('person' in ended)
      await auditPerson(tx, ended.person, {
        action: 'session.ended',
        subject: { kind: 'session', id: gone.id },
      })
    await tellStreams(tx, ctx, gone.userId)
  })
}

/** Ends all sessions of a person but the one that asks. Answers how many. */
export async function endOtherSessions(tx: Tx, ctx: Context, person: Person): Promise<number> {
  const gone = await queries.deleteOtherSessions(tx, person.userId, person.sessionId)
  if (gone.length === 0) return 0
  await auditPerson(tx, person, {
    action: 'session.others_ended',
    subject: { kind: 'user', id: person.userId },
    after: { ended: gone.length },
  })
  await tellStreams(tx, ctx, person.userId)
  return gone.length
}

/** Ends every session of a person. Answers how many. */
export async function endAllSessions(tx: Tx, ctx: Context, userId: string): Promise<number> {
  const gone = await queries.deleteSessions(tx, userId)
  if (gone.length > 0) await tellStreams(tx, ctx, userId)
  return gone.length
}

async function tellStreams(tx: Tx, ctx: Context, userId: string): Promise<void> {
  for (const { workspaceId } of await queries.listWorkspaceIds(tx, userId))
    await ctx.events.emit(tx, { workspaceId, topic: 'sessions', id: null })
}
