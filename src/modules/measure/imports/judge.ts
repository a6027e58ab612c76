import type { RawMetric } from '../../../networks/kit/manifest.ts'
import { resolveCivil } from '../../../platform/civil.ts'
import type { RowNote } from '../../create/imports/contract.ts'
import { readWritten } from '../../create/imports/index.ts'
import { isMetric } from './columns.ts'
import type { MetricImportSettings, NumberFormat, Place } from './contract.ts'
import { warning, wrong } from './notes.ts'
import { readNumber } from './numbers.ts'
import { between, findByUrl, type KnownPost, type Shelf } from './posts.ts'

export type Row = { n: number; cells: readonly string[] }

/** What the rows are judged by. */
export type Ground = {
  channelId: string
  settings: MetricImportSettings
  /** Empty where rows are days. */
  shelf: Shelf
  now: Date
  today: string
}

export type Value = { metric: RawMetric; value: number; column: number }

/** A row that was read by itself: of what, of which day, and which values. */
export type Read = {
  n: number
  subjectId: string | null
  post: KnownPost | null
  day: string | null
  at: Date | null
  values: Value[]
  notes: RowNote[]
}

type Cell = { text: string; column: number }

const formatNames = {
  ymd: '2030-01-31',
  dmy: '31.01.2030',
  mdy: '01/31/2030',
  dmy_buddhist: '31/01/2573',
} as const

const short = (text: string): string => text.trim().slice(0, 80)

/** One row by itself; what rows say to each other comes after (`among.ts`). */
export function readRow({ n, cells }: Row, ground: Ground): Read {
  const { settings, channelId } = ground
  const notes: RowNote[] = []
  const named = new Map<Place, Cell>()
  const numbers: { metric: RawMetric; cell: Cell }[] = []
  for (const [column, target] of settings.columns.entries()) {
    const text = cells[column] ?? ''
    if (!target) continue
    if (isMetric(target)) numbers.push({ metric: target, cell: { text, column } })
    else if (text.trim() !== '') named.set(target as Place, { text, column })
  }
  if (
    cells.length > settings.columns.length &&
    cells.slice(settings.columns.length).some((one) => one.trim())
  )
    notes.push(wrong('extra_cells', null, { count: cells.length - settings.columns.length }))
  const post = settings.of === 'posts' ? postOf(named, ground, notes) : null
  const when = dayOfRow(named.get('day'), ground, notes)
  if (post && when && when.at < post.publishedAt) notes.push(wrong('before_post', null, { day: when.day }))
  const values = numbers.flatMap(({ metric, cell }) => {
    const value = countOf(cell, settings, notes)
    return value === null ? [] : [{ metric, value, column: cell.column }]
  })
  const subjectId = settings.of === 'posts' ? (post?.id ?? null) : channelId
  return { n, subjectId, post, day: when?.day ?? null, at: when?.at ?? null, values, notes }
}

function postOf(named: ReadonlyMap<Place, Cell>, ground: Ground, notes: RowNote[]): KnownPost | null {
  const { shelf } = ground
  const ways: [Place, (text: string) => KnownPost | null | undefined][] = [
    ['publication', (text) => shelf.byId.get(text.toLowerCase())],
    ['remoteId', (text) => shelf.byRemoteId.get(text)],
    ['url', (text) => findByUrl(shelf, text)],
  ]
  let unknown: RowNote | null = null
  for (const [place, find] of ways) {
    const cell = named.get(place)
    if (!cell) continue
    const found = find(cell.text.trim())
    if (found) return found
    unknown ??= wrong('post_unknown', cell.column, { value: short(cell.text) })
  }
  const time = named.get('publishedAt')
  if (time) return postAt(time, ground, notes)
  notes.push(unknown ?? wrong('no_place', null))
  return null
}

/** By when it came out, where just one did: in that minute, or on that day where no time is written. */
function postAt({ text, column }: Cell, { shelf, settings }: Ground, notes: RowNote[]): KnownPost | null {
  const written = readWritten(short(text), settings.format ?? 'ymd')
  if (typeof written === 'string') {
    notes.push(wrong(written, column, { value: short(text), format: formatNames[settings.format ?? 'ymd'] }))
    return null
  }
  const { day, time, offset } = written
  const from = offset
    ? new Date(`${day}T${time}:00${offset}`)
    : resolveCivil(`${day}T${time ?? '00:00'}`, settings.zone).at
  const until = time ? new Date(from.getTime() + 60_000) : startOf(dayAfter(day), settings.zone)
  const [found, ...others] = between(shelf, from, until)
  if (!found) notes.push(wrong('post_unknown', column, { value: short(text) }))
  else if (others.length > 0)
    notes.push(wrong('post_many', column, { value: short(text), count: others.length + 1 }))
  else if (!time) notes.push(warning('by_day', column))
  return others.length > 0 ? null : (found ?? null)
}

const dayMs = 86_400_000
const dayAfter = (day: string): string => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)

const starts = new Map<string, Date>()

/** When a day begins in a zone. Rows of a file are of few days, so each is worked out once. */
export function startOf(day: string, zone: string): Date {
  const key = `${day} ${zone}`
  const known = starts.get(key)
  if (known) return known
  const at = resolveCivil(`${day}T00:00`, zone).at
  if (starts.size > 5000) starts.clear()
  starts.set(key, at)
  return at
}

/** The last second of a day; of today, now. */
export function endOf(
  day: string,
  { settings, now, today }: Pick<Ground, 'settings' | 'now' | 'today'>,
): Date {
  return day === today ? now : new Date(startOf(dayAfter(day), settings.zone).getTime() - 1000)
}

export const boundsOf = (day: string, zone: string): { from: Date; until: Date } => ({
  from: startOf(day, zone),
  until: startOf(dayAfter(day), zone),
})

function dayOfRow(
  cell: Cell | undefined,
  ground: Ground,
  notes: RowNote[],
): { day: string; at: Date } | null {
  const { settings, today } = ground
  if (!cell) {
    const { asOf } = settings
    if (asOf && !settings.columns.includes('day')) return { day: asOf, at: endOf(asOf, ground) }
    if (asOf && settings.of === 'posts' && settings.counting === 'total')
      return { day: asOf, at: endOf(asOf, ground) }
    notes.push(wrong('day_missing', null))
    return null
  }
  const written = readWritten(short(cell.text), settings.format ?? 'ymd')
  if (typeof written === 'string') {
    const format = formatNames[settings.format ?? 'ymd']
    notes.push(wrong(written, cell.column, { value: short(cell.text), format }))
    return null
  }
  const { day } = written
  if (day <= today) return { day, at: endOf(day, ground) }
  notes.push(wrong('future', cell.column, { day, zone: settings.zone }))
  return null
}

const greatest = 1e12

function countOf({ text, column }: Cell, settings: MetricImportSettings, notes: RowNote[]): number | null {
  const facts = { value: short(text) }
  const format: NumberFormat = settings.numbers ?? 'plain'
  const read = readNumber(text, format, settings.rounded)
  const refuse = (note: RowNote): null => {
    notes.push(note)
    return null
  }
  if (typeof read === 'string') return refuse(wrong(read, column, facts))
  if (read.value === null) return null
  // On one day more can go than come.
  if (read.value < 0 && settings.counting !== 'daily') return refuse(wrong('negative', column, facts))
  if (Math.abs(read.value) > greatest) return refuse(wrong('too_great', column, facts))
  if (read.shortened) notes.push(warning('rounded', column, facts))
  return read.value
}
