import pg from 'pg'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { type BenchProgram, startBenchProgram } from './frame/program.ts'

export const names = ['library-20k-p95-ms'] as const

const files = 20_000
const rounds = 12

/** Twenty thousand pictures in forty folders, each with two tags of thirty and a name of a few words; a third stand in a post. */
async function fillLibrary(program: BenchProgram): Promise<string[]> {
  const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `insert into media_folders (workspace_id, name) select $1::uuid, 'Folder ' || n from generate_series(1, 40) n returning id`,
    [program.workspaceId],
  )
  const folders = rows.map(({ id }) => id)
  await client.query(fill, [program.workspaceId, files, folders])
  await client.query(show, [program.workspaceId])
  await client.query('vacuum analyze')
  await client.end()
  return folders
}

const fill = `
  insert into media (workspace_id, digest, upload_digest, kind, mime, bytes, width, height, file_name, alt, storage_key,
    folder_id, tags, created_at)
  select $1::uuid, md5(n::text), md5(n::text), case when n % 20 = 0 then 'video' else 'image' end, 'image/jpeg',
    100000 + n % 977 * 1000, 1600, 1200,
    format('%s %s %s.jpg', (array['harbour','rye bread','morning','staff','oven','window','market'])[1 + n % 7],
      (array['red','blue','old','new','warm'])[1 + n % 5], n),
    case when n % 3 = 0 then '' else format('A %s seen from the %s side', (array['loaf','street','cup'])[1 + n % 3],
      (array['left','right','upper'])[1 + n % 4 % 3]) end,
    'bench/' || n, ($3::uuid[])[1 + n % 40],
    array['tag ' || n % 30, 'season ' || n % 4], now() - n * interval '17 minutes'
  from generate_series(1, $2::int) n`

const show = `
  with post as (insert into posts (workspace_id, content) values ($1::uuid, '{"title":"","parts":[{"text":"","media":[]}],"firstReply":null,"languages":[]}') returning id)
  insert into post_media (workspace_id, post_id, media_id)
  select $1::uuid, post.id, media.id from post, media where media.workspace_id = $1::uuid and media.bytes % 3000 = 0`

export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    const folders = await fillLibrary(program)
    const asked = [
      'text=rye bread',
      'text=harbour blue loaf',
      'text=17',
      'text=nothing has this name',
      'tags=tag 3,season 3',
      'sort=name',
      'sort=largest&kind=image',
      'unused=true&unnamed=true',
      `folder=${folders[7]}`,
      `folder=${folders[3]}&tags=season 1&text=seen`,
      `folder=${folders[5]}&text=market warm&sort=name`,
      'folder=none',
    ]
    const questions = [
      ...asked.map((query) => `GET /media?limit=100&${encodeURI(query)}` as const),
      'GET /media-folders' as const,
    ]
    for (const question of questions) await program.ask(question)
    const took: { question: `GET ${string}`; ms: number }[] = []
    for (let round = 0; round < rounds; round++)
      for (const question of questions) took.push({ question, ms: (await program.ask(question)).ms })
    const all = took.map(({ ms }) => ms)
    const slowest = questions
      .map((question) => ({
        question,
        ms: percentile(
          took.filter((one) => one.question === question).map(({ ms }) => ms),
          0.5,
        ),
      }))
      .sort((a, b) => b.ms - a.ms)[0]
    return [
      {
        name: 'library-20k-p95-ms',
        value: round(percentile(all, 0.95)),
        unit: 'ms',
        target: 100,
        better: 'less',
        peer: null,
        how: `${all.length} looks into a library of ${files} (words, tags, folders, sorted four ways, folders with their counts), 100 a page, one after the other over HTTP until the last byte; p50 ${round(percentile(all, 0.5))} ms; slowest ${decodeURI(slowest?.question ?? '')}, ${round(slowest?.ms ?? 0)} ms.`,
      },
    ]
  } finally {
    await program.remove()
  }
}
