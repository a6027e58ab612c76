import { sql } from 'kysely'
import type { Context } from '../src/app/context.ts'
import { drain } from './drain.ts'
import { type Channel, makeCrowd } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

const before = 100_000
const posts = 5000

/** Posts that went out over the last two years, and every tenth still to come: what a large house has gathered. */
async function addHistory(ctx: Context, channels: readonly Channel[], count: number): Promise<void> {
  const ids = channels.map(({ id }) => id)
  await sql`
    with made as (
      insert into posts (workspace_id, content, stage, created_at)
      select c.workspace_id, '{}', 'scheduled', now() - random() * interval '730 days'
      from generate_series(1, ${count}::int) n join channels c on c.id = (${ids}::uuid[])[1 + n % ${ids.length}::int]
      returning id, workspace_id, created_at
    ), placed as (
      select made.*, row_number() over () as n from made
    )
    insert into deliveries (workspace_id, post_id, channel_id, network, state, due_at, next_at, key, content, digest,
      parts, attempts, first_attempt_at, published_at)
    select c.workspace_id, p.id, c.id, c.network, case when p.n % 10 = 0 then 'scheduled' else 'published' end, at, at,
      -- Keys sort by time, as ours do.
      lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '-' || p.n, '{"parts":[{"text":"Something that was said long ago, about as long as posts are."}]}', 'd',
      case when p.n % 10 = 0 then '[]'::jsonb else '[{"remoteId":"r","url":null}]' end, 1,
      case when p.n % 10 = 0 then null else at end, case when p.n % 10 = 0 then null else at end
    from placed p join channels c on c.id = (
        select (array_agg(x.id order by x.id))[1 + p.n % count(*)] from channels x where x.workspace_id = p.workspace_id)
      cross join lateral (
        select case when p.n % 10 = 0 then now() + interval '1 day' + random() * interval '365 days' else p.created_at end as at) t`.execute(
    ctx.db,
  )
  await sql`
    insert into attempts (workspace_id, delivery_id, number, worker_id, key, digest, started_at, finished_at, outcome)
    select workspace_id, id, 1, 'w', key, 'd', due_at, due_at, 'published' from deliveries d
    where state = 'published' and digest = 'd' and not exists (select from attempts a where a.delivery_id = d.id)`.execute(
    ctx.db,
  )
  await sql`
    insert into publications (workspace_id, channel_id, post_id, delivery_id, remote_id, origin, published_at)
    select workspace_id, channel_id, post_id, id, id::text, 'native', due_at from deliveries d
    where state = 'published' and digest = 'd'
    on conflict do nothing`.execute(ctx.db)
  await ctx.database.pool.query('vacuum analyze')
}

const rounds = 5

/** A drain lasts two seconds, and what else the machine does in them weighs as much as the house: the middle of several. */
async function typical(measure: () => Promise<number>): Promise<number> {
  const measured: number[] = []
  for (let round = 0; round < rounds; round++) measured.push(await measure())
  return percentile(measured, 0.5)
}

export const names = ['growth-10x'] as const

export async function run(): Promise<Figure[]> {
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, 20, 10)
    await addHistory(ctx, channels, before)
    const small = await typical(() => drain(ctx, fake, channels, posts))
    await addHistory(ctx, channels, before * 9)
    const large = await typical(() => drain(ctx, fake, channels, posts))
    return [
      {
        name: 'growth-10x',
        value: round(small / large, 2),
        unit: 'times the cost per post',
        target: 1.5,
        better: 'less',
        peer: null,
        how: `Draining ${posts} posts, the middle of ${rounds} times, with ${before} deliveries in the house (${Math.round(small)} a second) and with ten times as many (${Math.round(large)} a second).`,
      },
    ]
  } finally {
    await close()
  }
}
