/** `carillon draw verify FILE`: repeats the draw of a contest from what is published. It asks no database and no network. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DrawFile } from './modules/create/contests/contract.ts'
import { type DrawFault, type Verified, verifyDraw } from './modules/create/contests/plain/draw.ts'
import { AppError } from './platform/errors.ts'
import { print } from './print.ts'

/** A list of 50,000 has 3.5 MB. */
const mostBytes = 16 << 20

const faultWords: Record<DrawFault, string> = {
  list_not_sorted: 'The list is not in its order, or has somebody twice.',
  list_hash: 'The list is not the one whose digest was published.',
  commitment: 'The seed is not the one that was bound when the contest opened.',
  seed_chain: 'The seed does not belong to the one of the round before.',
  round_order: 'This is not the round that comes next.',
  beacon_missing: 'The public number is missing.',
  beacon_other: 'The public number is not the one of the first round, or none was named.',
  beacon_false: 'The public number is not the one that drand published for its round.',
  beacon_early: 'The public number could have been known before the list was closed, or was not known yet.',
  winners: 'Others should have been drawn.',
}

/** Answers the exit code: 1 when it does not hold. */
export async function draw(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [verb, file, more] = positionals
  if (verb !== 'verify' || !file || more)
    throw new AppError('invalid', 'cli.usage', 'Say carillon draw verify FILE, with the file of the draw.')
  const read = await readDraw(file)
  const verified = await verifyDraw(read)
  if (values.json) print(verified)
  else console.log(asLines(read, verified))
  return verified.ok ? 0 : 1
}

async function readDraw(file: string): Promise<DrawFile> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new AppError('missing', 'cli.no_file', `There is no file ${file}.`)
  if (found.size > mostBytes)
    throw new AppError('too_large', 'cli.large_file', `${file} is larger than any draw.`)
  try {
    return DrawFile.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    throw new AppError(
      'invalid',
      'cli.no_draw',
      `${file} is no draw of Carillon, or something is missing in it.`,
    )
  }
}

const asLines = ({ contest, rounds }: DrawFile, { ok, faults, entrants }: Verified): string =>
  [
    `${contest}: ${entrants} on the list, rounds drawn: ${rounds.length}.`,
    ...faults.map(({ fault, round }) => `  ${round === null ? '' : `Round ${round}: `}${faultWords[fault]}`),
    ok ? 'It holds: the same winners come out.' : 'It does not hold.',
    ...(ok ? rounds.flatMap(({ round, leaves }) => leaves.map((leaf) => `  Round ${round}: ${leaf}`)) : []),
  ].join('\n')
