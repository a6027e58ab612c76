import { civilOf, isZone, resolveCivil } from '../../../platform/civil.ts'
import type { Named } from './cells.ts'
import type { ImportSettings, RowNote } from './contract.ts'
import { warning, wrong } from './notes.ts'
import { readClock, readWritten, type Written } from './times.ts'

/** When a row is wished: as the clock on the wall shows it and as an instant. Null: it names no time. */
export type RowTime = { civil: string; zone: string; at: Date } | null

const formatNames = {
  ymd: '2030-01-31 09:30',
  dmy: '31.01.2030 09:30',
  mdy: '01/31/2030 09:30',
  dmy_buddhist: '31/01/2573 09:30',
} as const

const tenYearsMs = 10 * 366 * 86_400_000

/** Every fault is added to the notes; the time is null then. */
export function readTime(named: Named, settings: ImportSettings, now: Date, notes: RowNote[]): RowTime {
  const zoneCell = named.fields.get('zone')
  const zone = zoneCell?.text.trim() || settings.zone
  const written = readCells(named, settings, notes)
  if (!written) return null
  if (!isZone(zone)) return refuse(notes, wrong('bad_zone', zoneCell?.column ?? null, { value: zone }))
  const { day, time, offset, column } = written
  if (offset) return ahead(instantOf(`${day}T${time}:00${offset}`, zone), { now, column, notes })
  return ahead(atCivil(`${day}T${time}`, zone, column, notes), { now, column, notes })
}

const refuse = (notes: RowNote[], note: RowNote): null => {
  notes.push(note)
  return null
}

type Read = { day: string; time: string; offset: string | null; column: number }

/** Day and time may stand in one cell or in two. */
function readCells({ fields }: Named, settings: ImportSettings, notes: RowNote[]): Read | null {
  const cell = fields.get('at') ?? fields.get('date')
  const timeCell = fields.get('time')
  if (!cell) return timeCell ? refuse(notes, wrong('day_missing', timeCell.column)) : null
  const written = readDay(cell.text, settings, cell.column, notes)
  if (!written) return null
  const { column } = cell
  if (!timeCell)
    return written.time
      ? { ...written, time: written.time, column }
      : refuse(notes, wrong('time_missing', column))
  const clock = readClock(timeCell.text)
  if (!clock) return refuse(notes, wrong('no_clock', timeCell.column, { value: timeCell.text.slice(0, 80) }))
  return { day: written.day, ...clock, column }
}

function readDay(text: string, { format }: ImportSettings, column: number, notes: RowNote[]): Written | null {
  const value = text.trim().slice(0, 80)
  const written = readWritten(value, format ?? 'ymd')
  if (typeof written !== 'string') return written
  if (format === null) return refuse(notes, wrong('which_format', column, { value }))
  return refuse(notes, wrong(written, column, { value, format: formatNames[format] }))
}

function instantOf(text: string, zone: string): RowTime {
  const at = new Date(text)
  return { civil: civilOf(at, zone), zone, at }
}

/** An hour that the clocks jump over does not exist; one that they show twice is the first, and that is told. */
function atCivil(civil: string, zone: string, column: number, notes: RowNote[]): RowTime {
  const found = resolveCivil(civil, zone)
  const at = civil.replace('T', ' ')
  if (found.kind === 'missing') {
    const [before, after] = [found.before, found.after].map((one) => one.replace('T', ' '))
    return refuse(
      notes,
      wrong('missing_hour', column, { zone, at, before: before ?? '', after: after ?? '' }),
    )
  }
  if (found.kind === 'ambiguous') notes.push(warning('ambiguous_hour', column, { zone, at }))
  return { civil, zone, at: found.at }
}

function ahead(
  time: RowTime,
  { now, column, notes }: { now: Date; column: number; notes: RowNote[] },
): RowTime {
  if (!time) return null
  const facts = { at: time.civil.replace('T', ' '), zone: time.zone }
  if (Number.isNaN(time.at.getTime())) return refuse(notes, wrong('no_day', column, { value: facts.at }))
  if (time.at <= now) return refuse(notes, wrong('passed', column, facts))
  if (time.at.getTime() > now.getTime() + tenYearsMs) return refuse(notes, wrong('too_far', column, facts))
  return time
}
