import { sql } from 'kysely'
import pg from 'pg'
import type { Context } from '../src/app/context.ts'
import { collectFrom } from '../src/modules/measure/collection/service.ts'
import type { Network } from '../src/networks/kit/network.ts'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { countingNetwork } from '../test/factories/measure.ts'
import { drain } from './drain.ts'
import { makeCrowd } from './frame/crowd.ts'
import { type Figure, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'
import { processorBelow } from './frame/processes.ts'
import { startBenchProgram } from './frame/program.ts'

/** What docs/scaling.md reckons with: what a post, a look at the numbers and a workspace at rest cost. */
export const names = [
  'cpu-ms-per-post',
  'bytes-per-post',
  'cpu-ms-per-look',
  'bytes-per-look',
  'bytes-per-workspace',
  'idle-cpu-10k-percent',
] as const

const own = { better: 'less', peer: null } as const
const thousandths = (seconds: number, of: number): number => round((seconds * 1000) / of, 2)

/** Seconds of processor time that `work` took, here and in PostgreSQL. */
async function processorOf(work: () => Promise<unknown>): Promise<{ carillon: number; postgres: number }> {
  const before = await processorBelow(process.pid)
  await work()
  const after = await processorBelow(process.pid)
  const took = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  return { carillon: took('Carillon'), postgres: took('PostgreSQL') }
}

/** Bytes of everything that is kept, with indexes, when nothing is loose. */
async function keptBytes(ctx: Context): Promise<number> {
  await ctx.database.pool.query('vacuum full')
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(ctx.db)
  return rows[0]?.bytes ?? Number.NaN
}

async function ofPosts(): Promise<Figure[]> {
  const posts = 20_000
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, 20, 10)
    await drain(ctx, fake, channels, posts / 2)
    const before = await keptBytes(ctx)
    const { carillon, postgres } = await processorOf(() => drain(ctx, fake, channels, posts))
    const bytes = ((await keptBytes(ctx)) - before) / posts
    return [
      {
        name: 'cpu-ms-per-post',
        value: thousandths(carillon + postgres, posts),
        unit: 'ms of one core',
        target: 2,
        ...own,
        how: `${posts} posts planned and published over 200 channels: Carillon ${thousandths(carillon, posts)} ms, PostgreSQL ${thousandths(postgres, posts)} ms each.`,
      },
      {
        name: 'bytes-per-post',
        value: Math.round(bytes),
        unit: 'bytes',
        target: 8000,
        ...own,
        how: `What one of them leaves for good, indexes included: post, delivery, attempt, publication, line of the audit log. Its text has 140 characters; pictures come on top.`,
      },
    ]
  } finally {
    await close()
  }
}

const postsAtOnce = 25

/** A network whose numbers are asked for over HTTP, like a real one. */
const counted = (url: () => string): Network =>
  countingNetwork('counted', ['likes', 'reposts', 'replies'], {
    insights: {
      postsAtOnce,
      posts: async (tools, _, ids) => {
        await (await tools.fetch(`${url()}/posts?account=nobody&since=0`)).json()
        return new Map(
          ids.map((id, n) => [
            id,
            (['likes', 'reposts', 'replies'] as const).map((metric) => ({ metric, value: n })),
          ]),
        )
      },
      account: async (tools) => {
        await (await tools.fetch(`${url()}/posts?account=nobody&since=0`)).json()
        return [{ metric: 'followers', value: 100 }]
      },
    },
  })

/** Posts of every channel, of which all numbers are due now. */
const planLooks = (ctx: Context, each: number) =>
  sql`
    with made as (
      insert into publications (workspace_id, channel_id, remote_id, origin, published_at, text)
      select c.workspace_id, c.id, c.id || '-' || n, 'ours', now() - interval '2 days', 'A post'
      from channels c cross join generate_series(1, ${each}::int) n
      returning id, workspace_id, channel_id)
    insert into collections (subject_kind, subject_id, workspace_id, channel_id, next_at)
    select 'publication', id, workspace_id, channel_id, now() - interval '1 minute' from made
    union all
    select 'channel', id, workspace_id, id, now() - interval '1 minute' from channels`.execute(ctx.db)

async function ofLooks(): Promise<Figure[]> {
  let url = ''
  const network = counted(() => url)
  const { ctx, fake, close } = await openBenchHouse([network])
  try {
    url = fake.url
    const channels = await makeCrowd(ctx, fake.url, 20, 20, 'counted')
    await planLooks(ctx, postsAtOnce)
    const [warm, measured] = [channels.slice(0, 100), channels.slice(100)]
    for (const { id } of warm) await collectFrom(ctx, id)
    const before = await keptBytes(ctx)
    const { carillon, postgres } = await processorOf(async () => {
      for (const { id } of measured) await collectFrom(ctx, id)
    })
    const looks = measured.length * (postsAtOnce + 1)
    const left = await sql<{ n: number }>`
      select count(*)::int as n from collections where collected_at is not null`.execute(ctx.db)
    if (left.rows[0]?.n !== channels.length * (postsAtOnce + 1))
      throw new Error(`Only ${left.rows[0]?.n} looks were taken`)
    const bytes = ((await keptBytes(ctx)) - before) / looks
    const what = `${measured.length} channels, of each its account and ${postsAtOnce} posts in one request, three numbers a post`
    return [
      {
        name: 'cpu-ms-per-look',
        value: thousandths(carillon + postgres, looks),
        unit: 'ms of one core',
        target: 2,
        ...own,
        how: `${what}: Carillon ${thousandths(carillon, looks)} ms, PostgreSQL ${thousandths(postgres, looks)} ms each.`,
      },
      {
        name: 'bytes-per-look',
        value: Math.round(bytes),
        unit: 'bytes',
        target: 2000,
        ...own,
        how: `What the first look at each leaves, indexes included: the points, and the newest of each beside them, which later looks write over.`,
      },
    ]
  } finally {
    await close()
  }
}

const workspaces = 10_000
const idleSeconds = 120

/** Workspaces at rest, three channels with seven slots each. */
const fill = `
  with o as (insert into organisations (name) select 'Agency ' || n from generate_series(1, 1000) n returning id),
  w as (insert into workspaces (organisation_id, name)
    select (array(select id from o))[1 + n % 1000], 'Brand ' || n from generate_series(1, ${workspaces}) n returning id),
  c as (insert into channels (workspace_id, network, remote_id, server, handle, name, profile_url, time_zone, check_due_at)
    select id, 'feed', id::text || n, 'x', 'handle', 'Name of a channel', 'https://example.com', 'UTC', now() + interval '1 year'
    from w cross join generate_series(1, 3) n returning id, workspace_id)
  insert into slots (workspace_id, channel_id, weekday, at_time)
  select workspace_id, id, n, time '09:00' from c cross join generate_series(1, 7) n`

/** Answers by how many bytes the database has grown, when nothing is loose. */
async function fillWith(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const size = async () =>
      (await client.query('select pg_database_size(current_database())::float8 as bytes')).rows[0].bytes
    const before = await size()
    await client.query(fill)
    await client.query('vacuum full')
    const bytes = (await size()) - before
    await client.query('vacuum analyze')
    return bytes
  } finally {
    await client.end()
  }
}

async function ofWorkspaces(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    const bytes = (await fillWith((await findEmbedded(`${program.home}/postgres`)) ?? '')) / workspaces
    const at = await processorBelow(program.pid)
    await new Promise((done) => setTimeout(done, idleSeconds * 1000))
    const later = await processorBelow(program.pid)
    const percent = (name: string) =>
      round((((later.get(name) ?? 0) - (at.get(name) ?? 0)) / idleSeconds) * 100, 1)
    return [
      {
        name: 'bytes-per-workspace',
        value: Math.round(bytes),
        unit: 'bytes',
        target: 8000,
        ...own,
        how: `${workspaces} workspaces that nobody uses, with three channels of seven slots each, indexes included.`,
      },
      {
        name: 'idle-cpu-10k-percent',
        value: round(percent('Carillon') + percent('PostgreSQL'), 1),
        unit: '% of one core',
        target: 10,
        ...own,
        how: `The program with these workspaces and nothing to do, over ${idleSeconds} s: Carillon ${percent('Carillon')} %, PostgreSQL ${percent('PostgreSQL')} %.`,
      },
    ]
  } finally {
    await program.remove()
  }
}

export const run = async (): Promise<Figure[]> => [
  ...(await ofPosts()),
  ...(await ofLooks()),
  ...(await ofWorkspaces()),
]
