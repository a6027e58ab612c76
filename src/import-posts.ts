/** `carillon posts import`: brings a table to a house over its API, tells each row, and makes the posts. */
import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Config } from './app/config.ts'
import { type Away, readAnswer, sendTo, uploadTo } from './app/edge/away.ts'
import { awayOf } from './by-key.ts'
import {
  type ImportRow,
  type ImportSettings,
  PostImport,
  RowList,
  TimeFormat,
} from './modules/create/imports/contract.ts'
import { Media } from './modules/create/media/contract.ts'
import { AppError } from './platform/errors.ts'
import { print } from './print.ts'

type Say = (words: string) => void

const text = { type: 'string' } as const
const yes = { type: 'boolean', default: false } as const

const options = {
  ...{ url: text, 'key-file': text, zone: text, days: text },
  ...{ json: yes, 'dry-run': yes, draft: yes, good: yes },
} as const

/** Answers the exit code: 1 when a row was bad. */
export async function posts(config: Config, words: string[], say: Say): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
  const [verb, file, ...rest] = positionals
  if (verb !== 'import' || !file || rest.length > 0)
    throw new AppError('invalid', 'cli.usage', 'carillon posts import needs the name of one file.')
  const house = await awayOf('posts', config, values)
  const path = resolve(file)
  const brought = readAnswer(
    await uploadTo(house, '/post-imports', await blobOf(path), basename(path)),
    PostImport,
  )
  const settings = settingsOf(brought, values)
  const strange = brought.header.filter((_, n) => settings.columns[n] === null)
  if (strange.length > 0) say(`These columns mean nothing here: ${strange.join(', ')}. They are left out.`)
  let checked = await check(house, brought, settings)
  const rows = await allRows(house, checked)
  if (await uploadNamed(house, rows, path)) checked = await check(house, checked, settings)
  const isBad = checked.counts.bad > 0
  const stops =
    values['dry-run'] || (isBad && !values.good) || checked.counts.good + checked.counts.warned === 0
  const last = stops ? checked : await run(house, checked)
  tell(last, await allRows(house, last), values, say)
  return last.counts.bad + last.counts.failed > 0 ? 1 : 0
}

async function blobOf(path: string): Promise<Blob> {
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('missing', 'cli.file', `The file ${path} cannot be read (${error.code}).`)
  })
  if (!there.isFile()) throw new AppError('missing', 'cli.file', `${path} is no file.`)
  return openAsBlob(path)
}

type Values = { zone?: string | undefined; days?: string | undefined; draft: boolean }

/** What the house has guessed, and what was said on the command line. */
function settingsOf({ settings, formats }: PostImport, { zone, days, draft }: Values): ImportSettings {
  const named = days === undefined ? undefined : TimeFormat.safeParse(days)
  if (named && !named.success)
    throw new AppError('invalid', 'cli.usage', `--days is one of ${TimeFormat.options.join(', ')}.`)
  if (formats.length > 1 && !named && settings.format === null)
    throw new AppError(
      'invalid',
      'cli.usage',
      `Days in this file can be read in several ways. Say which with --days: ${formats.join(' or ')}.`,
    )
  return {
    ...settings,
    format: named?.data ?? settings.format ?? 'ymd',
    zone: zone ?? settings.zone,
    withTime: draft ? 'draft' : 'scheduled',
    withoutTime: 'draft',
  }
}

const patienceMs = 200

/** Asks until the step is through. */
async function settled(house: Away, id: string): Promise<PostImport> {
  for (;;) {
    const found = readAnswer(await sendTo(house)({ method: 'GET', path: `/post-imports/${id}` }), PostImport)
    if (!['checking', 'running', 'undoing'].includes(found.state)) return found
    await sleep(patienceMs)
  }
}

async function check(
  house: Away,
  { id, version }: PostImport,
  settings: ImportSettings,
): Promise<PostImport> {
  const path = `/post-imports/${id}/settings`
  readAnswer(await sendTo(house)({ method: 'PUT', path, body: { ...settings, version } }), PostImport)
  return settled(house, id)
}

async function run(house: Away, { id, version }: PostImport): Promise<PostImport> {
  const path = `/post-imports/${id}/run`
  readAnswer(await sendTo(house)({ method: 'POST', path, body: { only: 'good', version } }), PostImport)
  return settled(house, id)
}

async function allRows(house: Away, { id }: PostImport): Promise<ImportRow[]> {
  const found: ImportRow[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/post-imports/${id}/rows?limit=200${cursor && `&cursor=${cursor}`}`
    const page: z.output<typeof RowList> = readAnswer(await sendTo(house)({ method: 'GET', path }), RowList)
    found.push(...page.items)
    cursor = page.next
  }
  return found
}

/** Files that the table names and the library does not have, seen from where the table lies. Answers whether there were any. */
async function uploadNamed(house: Away, rows: readonly ImportRow[], table: string): Promise<boolean> {
  const missing = rows.flatMap(({ notes }) => notes.filter(({ code }) => code === 'media_unknown'))
  const names = [...new Set(missing.map(({ facts }) => String(facts.name)))]
  let some = false
  for (const name of names) {
    const path = resolve(dirname(table), name)
    const isThere = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!isThere) continue
    readAnswer(await uploadTo(house, '/media', await openAsBlob(path), basename(path)), Media)
    some = true
  }
  return some
}

const wordsFor = ({ notes, postId }: ImportRow): string =>
  notes.length > 0 ? notes.map(({ detail }) => detail).join(' ') : (postId ?? '')

function tell(
  { counts, state }: PostImport,
  rows: readonly ImportRow[],
  { json, 'dry-run': dry }: { json: boolean; 'dry-run': boolean },
  say: Say,
): void {
  const { made, there, bad, failed } = counts
  const good = counts.good + counts.warned
  if (json) {
    print({
      ...{ made, there, good, bad: bad + failed },
      rows: rows.map((row) => ({ row: row.n, state: row.state, words: wordsFor(row), postId: row.postId })),
    })
    return
  }
  for (const row of rows) console.log([`row ${row.n}`, row.state, wordsFor(row)].join('  ').trim())
  if (dry) say('Nothing was made: this was a dry run.')
  else if (state === 'done') say(`${made} made, ${there} were there already, ${bad + failed} bad.`)
  else if (good > 0)
    say(
      `Nothing was made, although ${good} rows are good: mend the bad ones and give the file once more, or add --good.`,
    )
  else say(`0 made, ${there} were there already, ${bad} bad.`)
}
