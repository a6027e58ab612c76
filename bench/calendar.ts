import pg from 'pg'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { type BenchProgram, startBenchProgram } from './frame/program.ts'

export const names = ['calendar-10k-p95-ms'] as const

const posts = 10_000
const rounds = 20
const year = new Date().getUTCFullYear() + 1

/** Posts evenly over next year on one to three channels, every tenth a draft with a wish. */
export async function fillYear(program: BenchProgram, count: number): Promise<void> {
  const channels = [await program.makeFeed(), await program.makeFeed(), await program.makeFeed()]
  const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
  await client.connect()
  await client.query(fill, [program.workspaceId, count, channels, `${year}-01-01T00:00:00Z`])
  await client.query('vacuum analyze')
  await client.end()
}

const fill = `
  with made as (
    select n, new_id() as id, $4::timestamptz + n * interval '365 days' / $2::int as at,
      format('{"title":"","parts":[{"text":"Post number %s. What we made this week, and why we think you will like it.","media":[],"poll":null,"link":null,"quote":null}],"firstReply":null,"languages":["en"]}', n)::jsonb as content
    from generate_series(0, $2::int - 1) n
  ), kept as (
    insert into posts (id, workspace_id, content, search_text, stage, category, wish_at, wish_zone)
    select id, $1::uuid, content, content::text, case when n % 10 = 0 then 'draft' else 'scheduled' end,
      (array['engaging', 'brand', 'educational', 'promotional'])[1 + n % 4], at at time zone 'UTC', 'UTC' from made
  ), placed as (
    select made.*, c.channel from made cross join lateral unnest(($3::uuid[])[1:1 + n % 3]) c (channel)
  ), varied as (
    insert into variants (workspace_id, post_id, channel_id) select $1::uuid, id, channel from placed
  )
  insert into deliveries (workspace_id, post_id, channel_id, network, due_at, next_at, key, content, digest)
  select $1::uuid, id, channel, 'feed', at, at, gen_random_uuid()::text, content, 'd' from placed where n % 10 > 0`

const windowOf = (month: number, length: number): string =>
  new URLSearchParams({
    from: new Date(Date.UTC(year, month, 1)).toISOString(),
    to: new Date(Date.UTC(year, month + length, 1)).toISOString(),
  }).toString()

export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    await fillYear(program, posts)
    const months = Array.from({ length: 12 }, (_, month) => windowOf(month, 1))
    for (const month of months) await program.ask(`GET /calendar?${month}`)
    const took: number[] = []
    let entries = 0
    for (let round = 0; round < rounds; round++)
      for (const month of months) {
        const { ms, body } = await program.ask(`GET /calendar?${month}`)
        took.push(ms)
        entries += Array.isArray(body.items) ? body.items.length : 0
      }
    if (entries !== posts * rounds)
      throw new Error(`The months hold ${entries / rounds} entries, not ${posts}`)
    const whole = await program.ask(`GET /calendar?${windowOf(0, 12)}`)
    return [
      {
        name: 'calendar-10k-p95-ms',
        value: round(percentile(took, 0.95)),
        unit: 'ms',
        target: 50,
        better: 'less',
        peer: null,
        how: `${took.length} windows of a month over a year of ${posts} posts on one to three channels, one after the other over HTTP until the last byte; p50 ${round(percentile(took, 0.5))} ms; the whole year at once ${round(whole.ms, 0)} ms and ${round(whole.bytes / 1e6)} MB.`,
      },
    ]
  } finally {
    await program.remove()
  }
}
