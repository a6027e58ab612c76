import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import { digest } from './brake.ts'

/** A whole company may come from one address in the morning; nobody needs more to sign in. */
const most = 600
/** How soon one of them counts no more: so many in an hour go on for ever. */
const refillMs = 6000

const keyOf = (ip: string): string => `visit-address:${digest(ip)}`

/**
 * Counts one who is sent to the provider, or given something to sign. Answers the seconds to wait, 0 for none. A bucket, not
 * a brake: here nothing was wrong, so nobody waits longer each time.
 */
export async function brakeVisit(ctx: Context, ip: string): Promise<number> {
  const key = keyOf(ip)
  const now = ctx.clock.now()
  // Whole ones, and the clock goes on by as much: what has run of the next is not lost.
  const gone = sql`greatest(0, floor(extract(epoch from ${now}::timestamptz - b.last_at) * 1000 / ${refillMs}))::int`
  const left = sql`greatest(0, b.failures - ${gone})`
  const { rows } = await sql`
    insert into sign_in_brakes as b (key, failures, last_at) values (${key}, 1, ${now}::timestamptz)
    on conflict (key) do update set
      failures = ${left} + 1,
      last_at = case when ${left} = 0 then ${now}::timestamptz
        else b.last_at + make_interval(secs => ${gone} * ${refillMs / 1000}::float8) end
    where ${left} < ${most}
    returning b.failures`.execute(ctx.db)
  return rows.length === 1 ? 0 : secondsLeft(ctx, key, now)
}

async function secondsLeft(ctx: Context, key: string, now: Date): Promise<number> {
  const { lastAt } = await ctx.db
    .selectFrom('signInBrakes')
    .select('lastAt')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return Math.max(1, Math.ceil((lastAt.getTime() + refillMs - now.getTime()) / 1000))
}

/** Whoever has come in was no flood: theirs counts no more. */
export async function forgiveVisit(ctx: Context, ip: string): Promise<void> {
  await ctx.db
    .updateTable('signInBrakes')
    .set(({ eb, fn }) => ({ failures: fn<number>('greatest', [eb('failures', '-', 1), eb.val(0)]) }))
    .where('key', '=', keyOf(ip))
    .execute()
}
