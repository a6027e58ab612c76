import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import { thatForgetOthers } from '../../../networks/kit/others.ts'

const dayMs = 86_400_000

/**
 * Where the terms of a network say how long the data of others may be kept, what was not read there again since goes: profiles
 * and posts that a workspace watches, accounts that resemble ours, and the words of posts that an account passed on.
 */
export async function forgetOthers(ctx: Context): Promise<void> {
  for (const { id, days } of thatForgetOthers(ctx.networks)) {
    const before = new Date(ctx.clock.now().getTime() - days * dayMs)
    await sql`delete from competitor_posts p using competitor_profiles f
      where f.id = p.profile_id and f.network = ${id} and f.is_read and p.seen_at < ${before}`.execute(ctx.db)
    await sql`delete from competitor_profiles where network = ${id} and is_read
      and coalesce(collected_at, created_at) < ${before}`.execute(ctx.db)
    await sql`delete from suspects where network = ${id} and last_seen_at < ${before}`.execute(ctx.db)
    await sql`update publications p set text = '', url = null from channels c
      where c.id = p.channel_id and c.network = ${id} and p.kind = 'repost' and p.created_at < ${before}
        and (p.text <> '' or p.url is not null)`.execute(ctx.db)
  }
}
