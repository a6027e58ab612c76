/** A contest that a hundred thousand take part in: its list closed and drawn from, and a page of who takes part. */
import pg from 'pg'
import { z } from 'zod'
import { candidatesFor, drawFrom, leafOf, listHashOf } from '../src/modules/create/contests/plain/draw.ts'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { type BenchProgram, startBenchProgram } from './frame/program.ts'

export const names = ['contest-100k-draw-s', 'contest-100k-page-p95-ms'] as const

const many = 100_000
const rounds = 15

/** As the server does it: each person a digest, the list in its order and its digest, then a hundred winners. */
async function draw(): Promise<Figure> {
  const began = performance.now()
  const leaves: string[] = []
  for (let n = 0; n < many; n++) leaves.push(await leafOf(`salt ${n}`, `account:bluesky:did:plc:${n}`))
  const list = leaves.sort()
  const listHash = await listHashOf(list)
  const seed = 'ab'.repeat(32)
  const input = { commitment: 'cd'.repeat(32), round: 1, listHash, seed, beacon: '' }
  const winners = await drawFrom(candidatesFor(list, []), 100, input)
  const seconds = (performance.now() - began) / 1000
  return {
    ...{
      name: 'contest-100k-draw-s',
      value: round(seconds, 2),
      unit: 's',
      target: 10,
      better: 'less',
      peer: null,
    },
    how: `${many} people made into digests, sorted, their list digested, and ${winners.length} winners drawn, in one process.`,
  }
}

/** Everybody liked a post; one in ten answered as well, one in twenty is set aside. */
async function fill(program: BenchProgram): Promise<string> {
  const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `insert into contests (workspace_id, name, stage, facts, time_zone, opened_at, starts_at, ends_at)
     values ($1, 'Spring bread', 'open', '{}', 'UTC', now() - interval '9 days', now() - interval '9 days', now() + interval '1 day')
     returning id`,
    [program.workspaceId],
  )
  const id = rows[0]?.id ?? ''
  for (const words of [people, entries, comments, keys])
    await client.query(words, [program.workspaceId, id, many])
  await client.query('vacuum analyze')
  await client.end()
  return id
}

const people = `
  insert into contest_people (workspace_id, contest_id, state, signals, weight, created_at)
  select $1::uuid, $2::uuid, case when n % 20 = 0 then 'aside' else 'in' end,
    case when n % 20 = 0 then '[{"signal":"new_account","weight":2,"count":3},{"signal":"no_posts","weight":2,"count":null}]'::jsonb else '[]' end,
    case when n % 20 = 0 then 4 else 0 end, now() - interval '9 days' + n * interval '7 seconds'
  from generate_series(1, $3::int) n`
const entry = (way: string, words: string, where: string) => `
  insert into contest_entries (workspace_id, contest_id, person_id, way, network, same_key, account, handle, name, words, at, confirmed_at)
  select workspace_id, contest_id, id, '${way}', 'bluesky', 'account:bluesky:' || n, 'did:plc:' || n, 'person' || n || '.example', 'Person ' || n,
    ${words}, created_at, created_at
  from (select *, row_number() over (order by created_at) as n from contest_people where workspace_id = $1 and contest_id = $2) p
  where n <= $3::int and ${where}`
const entries = entry('like', "''", 'true')
const comments = entry('comment', "'I would like bread number ' || n", 'n % 10 = 0')
const keys = `
  insert into contest_keys (workspace_id, contest_id, key, person_id)
  select workspace_id, contest_id, same_key, person_id from contest_entries
  where workspace_id = $1 and contest_id = $2 and way = 'like' limit $3::int`

async function pages(): Promise<Figure> {
  const program = await startBenchProgram()
  try {
    const id = await fill(program)
    const at = `GET /contests/${id}` as const
    const { next } = z.object({ next: z.string() }).parse((await program.ask(`${at}/people?limit=50`)).body)
    const questions = [
      `${at}/people?limit=50`,
      `${at}/people?limit=50&cursor=${next}`,
      `${at}/people?limit=50&state=aside`,
      `${at}/people?limit=50&state=aside&signal=no_posts`,
      `${at}/people?limit=50&q=person77777`,
      at,
    ] as const
    for (const question of questions) await program.ask(question)
    const took: { question: string; ms: number }[] = []
    for (let n = 0; n < rounds; n++)
      for (const question of questions) took.push({ question, ms: (await program.ask(question)).ms })
    const middle = (question: string) =>
      round(
        percentile(
          took.filter((one) => one.question === question).map(({ ms }) => ms),
          0.5,
        ),
      )
    return {
      name: 'contest-100k-page-p95-ms',
      value: round(
        percentile(
          took.map(({ ms }) => ms),
          0.95,
        ),
      ),
      ...{ unit: 'ms', target: 500, better: 'less', peer: null },
      how: `${took.length} looks at a contest of ${many} people: a page of 50, the next, those set aside, by signal, by words, and the contest with its counts; one after the other over HTTP. In the middle ${questions.map(middle).join(', ')} ms.`,
    }
  } finally {
    await program.remove()
  }
}

export const run = async (): Promise<Figure[]> => [await draw(), await pages()]
