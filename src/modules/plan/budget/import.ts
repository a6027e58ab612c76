import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { costOf } from '../money/contract.ts'
import type { ImportBody, Imported, KeptRate, LineOnly } from './contract.ts'
import { mostEntries, personOf } from './entries.ts'
import { budgetError } from './errors.ts'
import { mostRates } from './kept-rates.ts'
import * as queries from './queries.ts'
import { tell } from './service.ts'
import { amountIn, currencyIn, dayIn, Faults, minutesIn, type Row, rateIn, rowsOf } from './table.ts'

/** What was spent, from a table: all of it, or nothing and what is wrong line by line. */
export async function importEntries(
  ctx: Context,
  actor: Actor,
  { csv, dryRun }: ImportBody,
): Promise<Imported> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const faults = new Faults()
    const rows = entryRows(csv, faults)
    const names = namesOf(await queries.findLines(tx, workspaceId, false))
    const read = rows.flatMap((row) => readEntry(row, names, faults) ?? [])
    const days = read.map(({ day }) => day).sort()
    const there = days.length > 0 ? await knownOf(tx, workspaceId, days[0] ?? '', days.at(-1) ?? '') : []
    const fresh = without(read, there)
    const told = { added: fresh.length, known: read.length - fresh.length, faults: faults.all }
    if ((await queries.countEntries(tx, workspaceId)) + fresh.length > mostEntries)
      throw budgetError('many_entries', { most: mostEntries })
    if (dryRun || faults.all.length > 0 || fresh.length === 0) return told
    await queries.insertEntries(tx, workspaceId, fresh, personOf(actor), ctx.clock.now())
    await audit(tx, actor, {
      action: 'budget.entries_imported',
      subject: { kind: 'budget', id: workspaceId },
      after: { added: fresh.length },
    })
    await tell(tx, ctx, actor, null)
    return told
  })
}

const entryColumns = ['day', 'line', 'amount', 'currency', 'hours', 'note', 'kind', 'entered by']

function entryRows(csv: string, faults: Faults): Row[] {
  const { names, rows } = rowsOf(csv, faults)
  const strange = names.filter((name) => !entryColumns.includes(name))
  const missing = ['day', 'line'].filter((name) => !names.includes(name))
  if (!names.includes('amount') && !names.includes('hours')) missing.push('amount')
  if (faults.all.length > 0) return []
  if (strange.length + missing.length > 0) {
    faults.say(1, 'no_columns', [...strange, ...missing].join(', '))
    return []
  }
  return rows
}

type Names = Map<string, LineOnly[]>

function namesOf(lines: readonly LineOnly[]): Names {
  const names: Names = new Map(lines.map((line) => [line.id, [line]]))
  for (const line of lines) {
    const name = line.name.toLowerCase()
    names.set(name, [...(names.get(name) ?? []), line])
  }
  return names
}

function readEntry({ line, cells }: Row, names: Names, faults: Faults): queries.NewEntry | null {
  const at = (name: string): string => cells[name] ?? ''
  const found = names.get(at('line').toLowerCase()) ?? []
  const [of] = found
  if (!of || found.length > 1) {
    faults.say(line, of ? 'two_lines' : 'no_line', at('line'))
    return null
  }
  const day = dayIn(at('day'))
  if (!day) return say(faults, line, 'bad_day', at('day'))
  const currency = at('currency') === '' ? of.currency : currencyIn(at('currency'))
  if (!currency) return say(faults, line, 'no_currency', at('currency'))
  const minutes = at('hours') === '' ? null : minutesIn(at('hours'))
  if (at('hours') !== '' && (minutes === null || of.hourly === null))
    return say(faults, line, 'bad_hours', at('hours'))
  const note = at('note').slice(0, 500)
  const entry = { lineId: of.id, day, minutes, note }
  if (at('amount') === '') {
    if (minutes === null || of.hourly === null) return say(faults, line, 'no_amount')
    return { ...entry, minor: costOf(minutes, of.hourly), currency: of.currency }
  }
  const minor = amountIn(at('amount'), currency)
  if (minor === 'bad') return say(faults, line, 'bad_amount', at('amount'))
  if (minor === 'doubtful') return say(faults, line, 'doubtful_amount', at('amount'))
  if (minor === 'too_much') return say(faults, line, 'too_much', at('amount'))
  return { ...entry, minor, currency }
}

function say(faults: Faults, ...fault: Parameters<Faults['say']>): null {
  faults.say(...fault)
  return null
}

const nameOf = ({ lineId, day, minor, currency, minutes, note }: queries.NewEntry): string =>
  JSON.stringify([lineId, day, minor, currency, minutes, note])

const knownOf = (
  tx: Parameters<typeof queries.findEntries>[0],
  workspaceId: string,
  from: string,
  to: string,
) => queries.findEntries(tx, workspaceId, { from, to, limit: mostEntries, after: null })

/** A table that is brought a second time adds nothing; two alike in one table are two. */
function without(read: readonly queries.NewEntry[], there: readonly queries.NewEntry[]): queries.NewEntry[] {
  const left = new Map<string, number>()
  for (const one of there) left.set(nameOf(one), (left.get(nameOf(one)) ?? 0) + 1)
  return read.filter((one) => {
    const count = left.get(nameOf(one)) ?? 0
    left.set(nameOf(one), count - 1)
    return count <= 0
  })
}

/**
 * Rates from a table: a row each (`day, from, to, rate`), or as the European Central Bank gives them, where a column is a
 * currency and a cell says how many of it one euro is. Of these only currencies that are used here are taken.
 */
export async function importRates(
  ctx: Context,
  actor: Actor,
  { csv, dryRun }: ImportBody,
): Promise<Imported> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const faults = new Faults()
    const used = new Set(await queries.findCurrencies(tx, workspaceId))
    const read = readRates(csv, used, faults)
    const told = { added: read.length, known: 0, faults: faults.all }
    if ((await queries.countRates(tx, workspaceId)) + read.length > mostRates)
      throw budgetError('many_rates', { most: mostRates })
    if (faults.all.length > 0) return { ...told, added: 0 }
    if (dryRun || read.length === 0) return told
    const added = await queries.saveRates(tx, workspaceId, read, ctx.clock.now())
    await audit(tx, actor, {
      action: 'budget.rates_imported',
      subject: { kind: 'budget', id: workspaceId },
      after: { added },
    })
    await tell(tx, ctx, actor, null)
    return { ...told, added, known: read.length - added }
  })
}

const mostRateRows = 20_000

function readRates(csv: string, used: ReadonlySet<string>, faults: Faults): KeptRate[] {
  const { names, rows } = rowsOf(csv, faults, mostRateRows)
  if (faults.all.length > 0) return []
  const dayName = names.includes('day') ? 'day' : 'date'
  if (!names.includes(dayName)) return none(faults, 'day')
  const narrow = ['from', 'to', 'rate'].filter((name) => !names.includes(name))
  const codes = names.filter((name) => used.has(name.toUpperCase()) && name !== 'eur')
  if (narrow.length > 0 && codes.length === 0) return none(faults, narrow.join(', '))
  const seen = new Set<string>()
  return rows.flatMap(({ line, cells }) => {
    const day = dayIn(cells[dayName] ?? '')
    if (!day) return say(faults, line, 'bad_day', cells[dayName]) ?? []
    const pairs =
      narrow.length === 0
        ? [{ from: cells.from ?? '', to: cells.to ?? '', rate: cells.rate ?? '' }]
        : codes.map((code) => ({ from: 'EUR', to: code, rate: cells[code] ?? '' }))
    return pairs.flatMap((pair) => {
      // The Central Bank writes N/A where there is none.
      if (narrow.length > 0 && (pair.rate === '' || pair.rate === 'N/A')) return []
      const [from, to, rate] = [currencyIn(pair.from), currencyIn(pair.to), rateIn(pair.rate)]
      if (!from || !to) return say(faults, line, 'no_currency', from ? pair.to : pair.from) ?? []
      if (from === to) return say(faults, line, 'same_currency', from) ?? []
      if (!rate) return say(faults, line, 'bad_rate', pair.rate) ?? []
      const name = `${from} ${to} ${day}`
      if (seen.has(name)) return say(faults, line, 'twice', name) ?? []
      seen.add(name)
      return { from, to, day, rate, source: 'imported' as const }
    })
  })
}

function none(faults: Faults, value: string): [] {
  faults.say(1, 'no_columns', value)
  return []
}
