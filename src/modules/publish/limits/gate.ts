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
  /** Of which only how much is left is new: for people, who look now and then. */
  private readonly heard = new Set<string>()
  private heardKept = Number.NEGATIVE_INFINITY

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

  /** An answer told what is left. What makes no sense is not heard. */
  learn(key: string, told: number, resetsAt: number): void {
    if (Number.isNaN(told) || !(resetsAt > 0)) return
    const known = this.of(key)
    known.remaining = leftOf(told)
    known.resetsAt = resetsAt
    if (known.remaining <= 0) this.changed.add(key)
    else this.heard.add(key)
  }

  /** An answer told us to stay away until then. */
  block(key: string, until: number): void {
    const known = this.of(key)
    if (until <= known.blockedUntil) return
    known.blockedUntil = until
    this.changed.add(key)
  }

  /** Writes what others must know at once, and what people may want to see now and then; true when there was something. */
  async write(db: Db): Promise<boolean> {
    const isTime = this.heard.size > 0 && performance.now() - this.heardKept >= heardEvery
    // Everybody takes the rows in the same order, so that nobody waits for somebody who waits for him.
    const keys = [...new Set([...this.changed, ...(isTime ? this.heard : [])])].sort()
    if (keys.length === 0) return false
    this.changed.clear()
    if (isTime) {
      this.heard.clear()
      this.heardKept = performance.now()
    }
    const facts = keys.map((key) => this.of(key))
    const until = facts.map(({ blockedUntil, remaining, resetsAt }) =>
      dateOf(Math.max(blockedUntil, remaining !== null && remaining <= 0 ? resetsAt : 0)),
    )
    try {
      await sql`
        insert into limits (scope, remaining, resets_at, blocked_until)
        select * from unnest(${keys}::text[], ${facts.map(({ remaining }) => remaining)}::int[],
          ${facts.map(({ resetsAt }) => dateOf(resetsAt))}::timestamptz[], ${until}::timestamptz[])
        on conflict (scope) do update set remaining = excluded.remaining, resets_at = excluded.resets_at, updated_at = now(),
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

/** As much as a column holds. Any server may say any number, and one that cannot be kept would keep those of all others from it. */
export const leftOf = (told: number): number => Math.min(Math.max(0, Math.floor(told)), 2 ** 31 - 1)

/** So often at most what is left is kept for people; that nothing is left is kept at once. */
const heardEvery = 5000

const dateOf = (ms: number): Date | null => (ms === 0 ? null : new Date(ms))

/** Of which it was kept not long ago; forgotten when there are many. */
const lately = new Map<string, number>()
const latelyMost = 10_000

/** For those who talk to a network outside the dispatcher (numbers, history): what an answer told, for all workers. */
export async function reportLimit(
  ctx: Context,
  subject: Subject,
  { scope, remaining, resetsAt }: { scope: Scope; remaining: number; resetsAt: Date },
): Promise<void> {
  const key = scopeKey(scope, subject)
  const now = performance.now()
  if (remaining > 0 && now - (lately.get(key) ?? Number.NEGATIVE_INFINITY) < heardEvery) return
  if (lately.size >= latelyMost) lately.clear()
  lately.set(key, now)
  const gate = new Gate()
  gate.learn(key, remaining, resetsAt.getTime())
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
