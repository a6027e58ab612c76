import pg from 'pg'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { type BenchProgram, startBenchProgram } from './frame/program.ts'

export const names = ['lists-1m-p95-ms'] as const

const posts = 1_000_000
/** Of them in the workspace that asks; the others lie in twenty more. */
const own = 300_000
const rounds = 12

/** Posts of three years on three channels: most are out, one in fifty failed, in doubt, missed or deleted, some are still to come. */
const fill = `
  with made as (
    select n, new_id() as id, c.workspace_id, c.id as channel_id, c.network, at,
      case when n % 50 = 1 then (array['failed', 'in_doubt', 'missed', 'cancelled'])[1 + (n / 50) % 4]
        when at > now() then 'scheduled' else 'published' end as state,
      format('{"title":"","parts":[{"text":"Post number %s. What we made this week, and why you will like it.","media":[],"poll":null,"link":null,"quote":null}],"firstReply":null,"languages":["en"]}', n)::jsonb as content
    from generate_series(1, $2::int) n
      cross join lateral (select now() + interval '60 days' - n * interval '1100 days' / $2::int as at) t
      join unnest($1::uuid[]) with ordinality as k (id, place) on k.place = 1 + n % cardinality($1::uuid[])
      join channels c on c.id = k.id
  ), kept as (
    insert into posts (id, workspace_id, content, search_text, stage, category, wish_at, wish_zone, created_at, deleted_at)
    select id, workspace_id, content, lower(content->'parts'->0->>'text'), case when n % 100 = 0 then 'draft' else 'scheduled' end,
      (array['engaging', 'brand', 'educational', 'promotional'])[1 + n % 4], at at time zone 'UTC', 'UTC', at - interval '2 days',
      case when n % 50 = 7 then at end
    from made
  ), varied as (
    insert into variants (workspace_id, post_id, channel_id) select workspace_id, id, channel_id from made
  ), sent as (
    insert into deliveries (workspace_id, post_id, channel_id, network, state, due_at, next_at, key, content, digest, parts,
      attempts, first_attempt_at, published_at, updated_at)
    select workspace_id, id, channel_id, network, state, at, at, id::text, content, 'd',
      case state when 'published' then '[{"remoteId":"r","url":null}]'::jsonb else '[]' end, 1,
      case when state <> 'scheduled' then at end, case state when 'published' then at end, at
    from made where n % 100 > 0
  )
  insert into publications (id, workspace_id, channel_id, post_id, remote_id, origin, published_at, text)
  select id, workspace_id, channel_id, id, id::text, 'ours', at, content->'parts'->0->>'text' from made where state = 'published'`

const measured = `
  insert into metric_latest (workspace_id, subject_kind, subject_id, metric, at, value)
  select workspace_id, 'publication', id, m, published_at + interval '9 days', (hashtext(id::text || m) & 63)
  from publications cross join unnest(array['likes', 'reposts', 'replies']) m
  on conflict do nothing`

const neighbours = `
  with o as (select organisation_id from workspaces where id = $1),
  w as (insert into workspaces (organisation_id, name) select organisation_id, 'Neighbour ' || n from o, generate_series(1, 20) n returning id)
  insert into channels (workspace_id, network, remote_id, server, handle, name, profile_url, time_zone, state, check_due_at)
  select id, 'feed', id::text, 'x', 'h', 'n', 'https://example.com', 'UTC', 'paused', now() + interval '1 year' from w returning id`

/** What people ask all day: the pages of the screen, as they open and as they are filtered. */
const questions = (channel: string, days: (n: number) => string): Record<string, string> => ({
  posts: '/posts',
  'posts, scheduled': '/posts?state=scheduled,claimed,sending,sent,waiting',
  'posts, drafts': '/posts?stage=draft',
  'posts, proposed': '/posts?stage=proposed',
  'posts, published': '/posts?state=published',
  'posts, in trouble': '/posts?state=failed,in_doubt,missed',
  'posts, deleted': '/posts?deleted=true',
  'posts of a channel': `/posts?channel=${channel}`,
  'posts by a frequent word': '/posts?text=made',
  'posts by a rare word': '/posts?text=number%20299999.',
  'posts by a word that nobody wrote': '/posts?text=xylophone',
  deliveries: '/deliveries',
  'deliveries that need somebody': '/deliveries?needs=people',
  'deliveries on their way': '/deliveries?state=sending,sent',
  'deliveries of a channel': `/deliveries?channel=${channel}`,
  channels: '/channels',
  'a week of 1,900 posts': `/calendar?from=${days(-7)}&to=${days(0)}`,
  publications: '/publications',
  'numbers of four weeks': `/numbers?from=${days(-28).slice(0, 10)}&to=${days(-1).slice(0, 10)}`,
  'best posts of four weeks': `/numbers/publications?from=${days(-28).slice(0, 10)}&to=${days(-1).slice(0, 10)}&sort=engagements`,
  'audit log': '/audit',
  notifications: '/notifications',
})

async function fillHouse(program: BenchProgram): Promise<string[]> {
  const channels = [await program.makeFeed(), await program.makeFeed(), await program.makeFeed()]
  const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
  await client.connect()
  try {
    await client.query("update channels set state = 'paused'")
    const others = await client.query<{ id: string }>(neighbours, [program.workspaceId])
    await client.query(fill, [channels, own])
    await client.query(fill, [others.rows.map(({ id }) => id), posts - own])
    await client.query(measured)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
  return channels
}

export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    const [channel = ''] = await fillHouse(program)
    const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
    const asked: [string, number][] = []
    for (const [name, path] of Object.entries(questions(channel, days))) {
      await program.ask(`GET ${path}`)
      const took: number[] = []
      for (let round = 0; round < rounds; round++) took.push((await program.ask(`GET ${path}`)).ms)
      asked.push([name, percentile(took, 0.95)])
    }
    asked.sort(([, a], [, b]) => b - a)
    const [slowest] = asked
    return [
      {
        name: 'lists-1m-p95-ms',
        value: round(slowest?.[1] ?? Number.NaN),
        unit: 'ms',
        target: 150,
        better: 'less',
        peer: null,
        how: `The slowest of ${asked.length} pages in a house of ${posts} posts, ${own} of them in the workspace that asks, ${rounds} times each over HTTP: ${asked.map(([name, ms]) => `${name} ${round(ms)}`).join(', ')}.`,
      },
    ]
  } finally {
    await program.remove()
  }
}
