import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { findEmbedded } from '../src/platform/db/embedded.ts'
import { carillon } from '../test/running/commands.ts'
import { type Figure, round } from './frame/figure.ts'
import { type BenchProgram, startBenchProgram } from './frame/program.ts'

export const names = ['restore-1gb-s'] as const

const gigabyte = 1e9
/** About 120 bytes each in their table; they fill 40 % of the gigabyte, as numbers do in a house that measures. */
const points = 3_300_000
const films = 20

/** Half a year of numbers of many posts. */
const fillPoints = `
  insert into metric_points (workspace_id, subject_kind, subject_id, metric, at, value, source)
  select $1::uuid, 'publication', md5((n / 300)::text)::uuid, 'likes', timestamptz '2026-01-01' + n % 300 * interval '1 hour', n % 977, 'network'
  from generate_series(1, $2::int) n`

export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-copy-'))
  try {
    const rows = await fill(program)
    const media = gigabyte - rows
    await addFilms(join(program.home, 'media/films'), media)
    const file = join(folder, 'backup')
    const backup = await timed(['backup', '--to', file], program.home)
    const { bytes } = JSON.parse(backup.out) as { bytes: number }
    await program.stop()
    const restore = await timed(['restore', file], join(folder, 'home'))
    return [
      {
        name: 'restore-1gb-s',
        value: round(restore.seconds),
        unit: 's',
        target: 180,
        better: 'less',
        peer: null,
        how: `\`carillon restore\` as a command, into an empty folder, the making of the embedded database and the check of every digest included: ${points} numbers (${mb(rows)} MB of rows, their index not counted) and ${films} films (${mb(media)} MB that cannot be made smaller), ${mb(bytes)} MB as a backup, which took ${round(backup.seconds)} s beside the running program.`,
      },
    ]
  } finally {
    await program.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Answers how many bytes the rows have. */
async function fill(program: BenchProgram): Promise<number> {
  const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
  await client.connect()
  try {
    await client.query(fillPoints, [program.workspaceId, points])
    await client.query('checkpoint')
    const { rows } = await client.query<{ bytes: string }>(
      "select pg_relation_size('metric_points') as bytes",
    )
    return Number(rows[0]?.bytes ?? 0)
  } finally {
    await client.end()
  }
}

async function addFilms(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  const piece = 1 << 20
  for (let n = 0; n < films; n++) {
    let left = Math.round(bytes / films)
    const noise = function* () {
      for (; left > 0; left -= piece) yield randomBytes(Math.min(piece, left))
    }
    await pipeline(Readable.from(noise()), createWriteStream(join(folder, `film-${n}`)))
  }
}

async function timed(words: string[], home: string): Promise<{ out: string; seconds: number }> {
  const started = performance.now()
  const { code, out, said } = await carillon(words, { CARILLON_HOME: home })
  if (code !== 0) throw new Error(said)
  return { out, seconds: (performance.now() - started) / 1000 }
}

const mb = (bytes: number): number => Math.round(bytes / 1e6)
