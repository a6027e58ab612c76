/** Reads the tables that people bring of profiles that no network tells us of, line by line. Pure. */
import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { resolveCivil } from '../../../platform/civil.ts'
import { Format, type TableFault, type TableKind, tableColumns } from './contract.ts'
import type { Kept } from './due.ts'
import { excerptOf } from './excerpt.ts'

export const mostRows = 2000
const mostFaults = 100

type Line = { line: number; cells: string[] }
type Code = TableFault['code']
type Say = (line: number, code: Code, found: string) => void

const details: Record<Code, string> = {
  no_columns: 'The first line names the columns, among them those that the template begins with.',
  unclosed: 'This line is no CSV: quotes are opened and not closed, or stand in the middle.',
  no_rows: 'There is no line below the names of the columns.',
  many_rows: `A table has at most ${mostRows} lines. Cut it in two.`,
  bad_day: 'This is no day. Write it as 2030-01-31.',
  bad_time: 'This is no time. Write it as 2030-01-31T09:30, or only the day.',
  in_the_future: 'This has not come yet.',
  not_a_number: 'This is no whole number. Write 1200, or leave it empty where you do not know.',
  too_much: 'A count is at most a thousand billion, and not negative.',
  no_figure: 'This line tells nothing but its day. Write a figure, or take the line out.',
  bad_format: 'Write text, link, image, video, poll, quote or other, or leave it empty.',
  bad_kind: 'Write post, reply or repost, or leave it empty.',
  bad_url: 'An address begins with http:// or https:// and has at most 2000 characters.',
  twice: 'The same stands in an earlier line.',
}

export type DayLine = { day: string; followers?: number; following?: number; posts?: number }

export type ReadTable = { rows: number; days: DayLine[]; posts: Kept[]; faults: TableFault[] }

/** `now` and `zone`: what lies in the future, and where a time without an offset is meant. */
export function readTable(
  kind: TableKind,
  csv: string,
  { now, zone }: { now: Date; zone: string },
): ReadTable {
  const faults: TableFault[] = []
  const say: Say = (line, code, found) => {
    if (faults.length < mostFaults)
      faults.push({ line, code, detail: details[code], found: found.slice(0, 80) })
  }
  const [head, ...rest] = linesOf(csv, say)
  const read = { rows: rest.length, days: [], posts: [], faults }
  if (faults.length > 0) return read
  const columns = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const [needed] = tableColumns[kind]
  if (!columns.includes(needed)) say(1, 'no_columns', columns.join(', '))
  else if (rest.length === 0) say(2, 'no_rows', '')
  else if (rest.length > mostRows) say(mostRows + 2, 'many_rows', '')
  if (faults.length > 0) return read
  const seen = new Set<string>()
  const lines = rest.map((line) => new Cells(line, columns, say, { now, zone }))
  return kind === 'days'
    ? { ...read, days: lines.flatMap((line) => dayIn(line, seen) ?? []) }
    : { ...read, posts: lines.flatMap((line) => postIn(line, seen) ?? []) }
}

/** One line by the names of its columns; says what is wrong with a cell and answers null. */
class Cells {
  private readonly cells: readonly string[]
  private readonly columns: readonly string[]
  private readonly say: Say
  readonly line: number
  readonly now: Date
  readonly zone: string
  faults = 0

  constructor(
    { line, cells }: Line,
    columns: readonly string[],
    say: Say,
    when: { now: Date; zone: string },
  ) {
    this.cells = cells
    this.columns = columns
    this.say = say
    this.line = line
    this.now = when.now
    this.zone = when.zone
  }

  /** Spreadsheets write a stroke before what they might take for a formula; it is none of the words. */
  at(name: string): string {
    return (this.cells[this.columns.indexOf(name)] ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim()
  }

  wrong(code: Code, found: string): null {
    this.faults++
    this.say(this.line, code, found)
    return null
  }

  /** `1200`, `1 200`, `1,200`, `1.200`; null for an empty cell, and for a wrong one, which is told. */
  count(name: string): number | null {
    const found = this.at(name)
    if (found === '' || /^[–—-]$/.test(found)) return null
    const plain = found.replace(/(?<=\d)[,.\s'’](?=\d{3}(?!\d))/g, '')
    if (!/^-?\d{1,16}$/.test(plain)) return this.wrong('not_a_number', found)
    const value = Number(plain)
    return value < 0 || value > 1e12 ? this.wrong('too_much', found) : value
  }

  instant(name: string): Date | null {
    const found = this.at(name)
    const at = instantIn(found, this.zone)
    if (!at) return this.wrong('bad_time', found)
    return at > this.now ? this.wrong('in_the_future', found) : at
  }
}

function dayIn(line: Cells, seen: Set<string>): DayLine | null {
  const day = line.at('day')
  const at = isDay(day) ? instantIn(day, line.zone) : null
  if (!at) return line.wrong('bad_day', day)
  if (at > line.now) return line.wrong('in_the_future', day)
  const told = (['followers', 'following', 'posts'] as const).flatMap((name) => {
    const value = line.count(name)
    return value === null ? [] : [[name, value] as const]
  })
  if (line.faults > 0) return null
  if (told.length === 0) return line.wrong('no_figure', day)
  if (seen.has(day)) return line.wrong('twice', day)
  seen.add(day)
  return { day, ...Object.fromEntries(told) }
}

function postIn(line: Cells, seen: Set<string>): Kept | null {
  const publishedAt = line.instant('published_at')
  const format = Format.safeParse(line.at('format').toLowerCase() || 'unknown').data
  if (!format) line.wrong('bad_format', line.at('format'))
  const kind = ['post', 'reply', 'repost'].find((one) => one === (line.at('kind').toLowerCase() || 'post'))
  if (!kind) line.wrong('bad_kind', line.at('kind'))
  const url = line.at('url')
  if (url !== '' && (url.length > 2000 || !/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)))
    line.wrong('bad_url', url)
  const [likes, reposts, replies, quotes, saves] = [
    line.count('likes'),
    line.count('reposts'),
    line.count('replies'),
    line.count('quotes'),
    line.count('saves'),
  ]
  if (line.faults > 0 || !publishedAt || !format || !kind) return null
  const words = excerptOf(line.at('text'))
  const remoteId = url || digestOf(publishedAt, line.at('text'))
  if (seen.has(remoteId)) return line.wrong('twice', url || line.at('published_at'))
  seen.add(remoteId)
  const answers = kind === 'reply' ? 'others' : null
  return {
    ...{ remoteId, publishedAt, kind, format, answers, words, url: url || null },
    timed: !isDay(line.at('published_at')),
    ...{ likes, reposts, replies, quotes, saves },
  }
}

/** A line without an address is known again by its time and words. */
const digestOf = (at: Date, text: string): string =>
  `line:${createHash('sha256').update(`${at.toISOString()}\n${text}`).digest('hex').slice(0, 40)}`

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

/** A day begins where the workspace is; a time with an offset means that one. */
function instantIn(text: string, zone: string): Date | null {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text)
  if (!found) return null
  const [, day = '', time = '00:00', offset] = found
  try {
    const at = offset ? new Date(`${day}T${time}${offset}`) : resolveCivil(`${day}T${time}`, zone).at
    return Number.isFinite(at.getTime()) && at.getUTCFullYear() > 1970 ? at : null
  } catch {
    return null
  }
}

/** The cells of each line that is not empty, with the number of the line on which it begins. */
function linesOf(csv: string, say: Say): Line[] {
  try {
    const records = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: mostRows + 2,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
    return records.map(({ record, raw, info }) => ({
      line: info.lines - (raw.trim().match(/\n/g)?.length ?? 0),
      cells: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    say(typeof error.lines === 'number' ? error.lines : 1, 'unclosed', '')
    return []
  }
}

/** Whichever of the usual three stands most often in the first line. */
function delimiterOf(csv: string): string {
  const [first = ''] = csv.split('\n', 1)
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign
}
