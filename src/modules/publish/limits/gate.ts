import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Db } from '../../../platform/db/index.ts'

export type Scope = 'account' | 'app' | 'server'
/** What a limit can be about. `appId` null: the account did not sign in by an app of ours, and its server stands for it. */
export type Subject = { channelId: string; network: string; server: string; appId: string | null }

/** The names under which limits are kept, from the narrowest to the widest. */
export const scopeKey = (scope: Scope, { channelId, network, server, appId }: Subject): string => {
  if (scope === 'account') return `account:${channelId}`
  return scope === 'app' ? `app:${network}:${appId ?? server}` : `server:${network}:${server}`
}

export const scopeKeys = (subject: Subject): string[] =>
  (['account', 'app', 'server'] as const).map((scope) => scopeKey(scope, subject))

type Known = { blockedUntil: number; remaining: number | null; resetsAt: number }

/**
 * What is known of limits, in memory; the table `limits` is the same for all workers. Told by answers (`report`,
 * 429 with Retry-After), asked before each request, written back in one statement for many.
 */
export class Gate {
  private readonly known = new Map<string, Known>()
  private readonly changed = new Set<string>()

  /** The instant (ms) before which nothing may be sent for it; 0 when it may be now. */
  blockedUntil(subject: Subject, now: number): number {
    let until = 0
    if (this.known.size === 0) return until
    for (const key of scopeKeys(subject)) {
      const known = this.known.get(key)
      if (!known) continue
      if (known.blockedUntil > now) until = Math.max(until, known.blockedUntil)
      if (known.remaining !== null && known.remaining <= 0 && known.resetsAt > now)
        until = Math.max(until, known.resetsAt)
    }
    return until
  }

  /** A request leaves: one less of what answers said is left. */
  spend(subject: Subject, now: number): void {
    if (this.known.size === 0) return
    for (const key of scopeKeys(subject)) {
      const known = this.known.get(key)
      if (known && known.remaining !== null && known.resetsAt > now) known.remaining--
    }
  }

  /** An answer told what is left. */
  learn(key: string, remaining: number, resetsAt: number): void {
    const known = this.of(key)
    known.remaining = remaining
    known.resetsAt = resetsAt
    if (remaining <= 0) this.changed.add(key)
  }

  /** An answer told us to stay away until then. */
  block(key: string, until: number): void {
    const known = this.of(key)
    if (until <= known.blockedUntil) return
    known.blockedUntil = until
    this.changed.add(key)
  }

  /** Writes what others must know; true when there was something. */
  async write(db: Db): Promise<boolean> {
    const keys = [...this.changed]
    if (keys.length === 0) return false
    this.changed.clear()
    const until = keys.map((key) => {
      const { blockedUntil, remaining, resetsAt } = this.of(key)
      return new Date(Math.max(blockedUntil, remaining !== null && remaining <= 0 ? resetsAt : 0))
    })
    try {
      await sql`
        insert into limits (scope, remaining, blocked_until)
        select * from unnest(${keys}::text[], ${keys.map((key) => this.of(key).remaining)}::int[], ${until}::timestamptz[])
        on conflict (scope) do update set remaining = excluded.remaining, updated_at = now(),
          blocked_until = greatest(limits.blocked_until, excluded.blocked_until)`.execute(db)
    } catch (error) {
      for (const key of keys) this.changed.add(key)
      throw error
    }
    return true
  }

  /** Reads what other workers learned. */
  async read(db: Db, now: number): Promise<void> {
    const rows = await db
      .selectFrom('limits')
      .select(['scope', 'blockedUntil'])
      .where('blockedUntil', '>', new Date(now))
      .execute()
    for (const { scope, blockedUntil } of rows) {
      const known = this.of(scope)
      known.blockedUntil = Math.max(known.blockedUntil, blockedUntil?.getTime() ?? 0)
    }
    for (const [key, known] of this.known)
      if (known.blockedUntil < now && known.resetsAt < now) this.known.delete(key)
  }

  private of(key: string): Known {
    const there = this.known.get(key)
    if (there) return there
    const made: Known = { blockedUntil: 0, remaining: null, resetsAt: 0 }
    this.known.set(key, made)
    return made
  }
}

/** For those who talk to a network outside the dispatcher (numbers, history): what an answer told, for all workers. */
export async function reportLimit(
  ctx: Context,
  subject: Subject,
  limit: { scope: Scope; remaining: number; resetsAt: Date },
): Promise<void> {
  if (limit.remaining > 0) return
  const gate = new Gate()
  gate.learn(scopeKey(limit.scope, subject), 0, limit.resetsAt.getTime())
  await gate.write(ctx.db)
}

/** Until when a limit stops requests for it; null when none does. */
export async function blockedUntil(ctx: Context, subject: Subject): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('limits')
    .select((eb) => eb.fn.max('blockedUntil').as('until'))
    .where('scope', 'in', scopeKeys(subject))
    .where('blockedUntil', '>', ctx.clock.now())
    .executeTakeFirst()
  return row?.until ?? null
}
