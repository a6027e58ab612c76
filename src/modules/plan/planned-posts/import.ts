import { CsvError, parse } from 'csv-parse/sync'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { resolveCivil } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { Appeal, PostCategory } from '../../create/posts/contract.ts'
import type { ImportBody, Imported, ImportFault, PlannedFields } from './contract.ts'
import { plannedError } from './errors.ts'
import { columns } from './export.ts'
import { findNames, findPlanned, insertPlanned, type Names, replacePlanned } from './queries.ts'
import { refuseFull } from './service.ts'

const needed = ['at', 'channel', 'category']
const mostRows = 2000
const mostThere = 5000

/**
 * Brings planned posts in from a table. All of it or nothing: while a line is wrong nothing is done, and each is told. What is
 * at the same time on the same channel already is changed, so that a table that was exported can be brought back.
 */
export async function importPlanned(ctx: Context, actor: Actor, body: ImportBody): Promise<Imported> {
  const rows = readRows(body.csv)
  return ctx.db.transaction().execute(async (tx) => {
    const names = await findNames(tx, actor)
    const read = rows.map((row) => readRow(row, names, ctx.clock.now()))
    const faults = [...read.flatMap((one) => ('fault' in one ? one.fault : [])), ...twins(read)]
    faults.sort((a, b) => a.line - b.line)
    const planned = read.flatMap((one) => ('planned' in one ? one.planned : []))
    const named = [...new Set(planned.map(({ channelId }) => channelId))]
    if (named.length > 0) await refuseBeyond(tx, actor, 'plan.manage', named)
    const { added, changed } = await against(tx, actor, planned)
    await refuseFull(tx, actor.workspaceId, added.length)
    const told = { added: added.length, changed: changed.length, faults }
    if (body.dryRun || faults.length > 0) return told
    await insertPlanned(
      tx,
      actor.workspaceId,
      added.map((one) => ({ ...one, fixed: true })),
    )
    await replacePlanned(tx, actor.workspaceId, changed)
    await audit(tx, actor, {
      action: 'planned_post.imported',
      subject: { kind: 'planned_post', id: null },
      after: { added: added.length, changed: changed.length },
    })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'plan', id: null })
    return told
  })
}

type Row = { line: number; cells: Record<string, string> }

function readRows(csv: string): Row[] {
  const heads = (names: string[]): string[] => {
    const found = names.map((name) => name.trim().toLowerCase())
    const strange = found.filter((name) => !columns.some((known) => known === name))
    const missing = needed.filter((name) => !found.includes(name))
    if (strange.length + missing.length > 0)
      throw plannedError('columns', { names: [...strange, ...missing].join(', '), known: columns.join(', ') })
    return found
  }
  // A cell may go over several lines: a row is told by the line on which it begins.
  const rows = parsed(csv, heads).map(({ record, raw, info }) => ({
    line: info.lines - (raw.trim().match(/\n/g)?.length ?? 0),
    cells: record,
  }))
  if (rows.length === 0) throw plannedError('no_rows')
  if (rows.length > mostRows) throw plannedError('many_rows', { count: rows.length, most: mostRows })
  return rows
}

type Parsed = { record: Record<string, string>; raw: string; info: { lines: number } }

function parsed(csv: string, heads: (names: string[]) => string[]): Parsed[] {
  try {
    const options = {
      bom: true,
      columns: heads,
      info: true,
      raw: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 1,
    }
    return parse(csv, options) as unknown as Parsed[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw plannedError('no_csv', { line: Number(error.lines), reason: error.message })
  }
}

type Fields = Omit<PlannedFields, 'rubricId' | 'occasion'>
type Read = { line: number } & ({ planned: Fields } | { fault: ImportFault })

/** Spreadsheets write a stroke before what they might take for a formula; it is none of the words. */
const plain = (cell: string | undefined): string => (cell ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim()

function readRow({ line, cells }: Row, names: Names, now: Date): Read {
  const at = (name: string) => plain(cells[name])
  const fault = (code: ImportFault['code'], value: string): Read => ({
    line,
    fault: {
      line,
      code,
      value: value.slice(0, 200),
      words: sentences[code].replace('{value}', value.slice(0, 200)),
    },
  })
  const channels = channelsNamed(at('channel'), at('network'), names)
  const [channel] = channels
  if (!channel) return fault('no_channel', at('channel'))
  if (channels.length > 1) return fault('two_channels', at('channel'))
  const civil = at('at').replace(' ', 'T').slice(0, 16)
  const instant = instantOf(civil, channel.zone)
  if (!instant) return fault('bad_time', at('at'))
  if (instant <= now) return fault('past', at('at'))
  const category = PostCategory.options.find((one) => one === at('category').toLowerCase())
  if (!category) return fault('bad_category', at('category'))
  const appeal = Appeal.options.find((one) => one === at('appeal').toLowerCase()) ?? null
  if (at('appeal') && !appeal) return fault('bad_appeal', at('appeal'))
  const pillarId = idNamed(at('pillar'), names.pillars)
  if (at('pillar') && !pillarId) return fault('no_pillar', at('pillar'))
  const campaignId = idNamed(at('campaign'), names.campaigns)
  if (at('campaign') && !campaignId) return fault('no_campaign', at('campaign'))
  const goalId = idNamed(at('goal'), names.goals)
  if (at('goal') && !goalId) return fault('no_goal', at('goal'))
  const personaId = idNamed(at('persona'), names.personas)
  if (at('persona') && !personaId) return fault('no_persona', at('persona'))
  if (at('hint').length > 1000) return fault('long_hint', at('hint'))
  return {
    line,
    planned: {
      channelId: channel.id,
      ...{ civil, zone: channel.zone, at: instant.toISOString() },
      ...{ category, pillarId, campaignId, goalId, personaId, appeal, hint: at('hint') },
    },
  }
}

const sentences: Record<ImportFault['code'], string> = {
  no_channel: 'There is no channel "{value}". Write its address as it stands under Channels.',
  two_channels: 'There are two channels "{value}". Say which by its network, or write its id.',
  bad_time: '"{value}" is no time. Write it as 2030-01-31T09:30.',
  past: '{value} has passed.',
  bad_category: '"{value}" is no category. Write engaging, brand, educational or promotional.',
  no_pillar: 'There is no pillar "{value}".',
  no_campaign: 'There is no campaign "{value}".',
  no_goal: 'There is no goal "{value}".',
  no_persona: 'There is no persona "{value}".',
  bad_appeal: '"{value}" is none of provocation, instruction, medal and laugh.',
  long_hint: 'The hint is longer than 1000 characters.',
  twice: 'The same channel stands at {value} twice.',
}

const lower = (text: string): string => text.toLowerCase()

function channelsNamed(name: string, network: string, { channels }: Names) {
  if (!name) return []
  const all = [...channels].map(([id, channel]) => ({ id, ...channel }))
  const byId = all.filter(({ id }) => id === lower(name))
  if (byId.length > 0) return byId
  return all
    .filter((one) => !network || lower(one.network) === lower(network))
    .filter((one) => lower(one.handle) === lower(name) || lower(one.name) === lower(name))
}

const idNamed = (name: string, names: ReadonlyMap<string, string>): string | null =>
  name ? ([...names].find(([, known]) => lower(known) === lower(name))?.[0] ?? null) : null

function instantOf(civil: string, zone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(civil)) return null
  try {
    return resolveCivil(civil, zone).at
  } catch {
    return null
  }
}

function twins(read: readonly Read[]): ImportFault[] {
  const seen = new Set<string>()
  return read.flatMap((one) => {
    if (!('planned' in one)) return []
    const place = placeOf(one.planned)
    if (!seen.has(place)) {
      seen.add(place)
      return []
    }
    const value = one.planned.civil
    return { line: one.line, code: 'twice' as const, value, words: sentences.twice.replace('{value}', value) }
  })
}

const placeOf = ({ channelId, civil }: { channelId: string; civil: string }): string =>
  `${channelId} ${civil}`

/** What is there at the same time on the same channel is changed, unless nothing about it is otherwise. */
async function against(tx: Db, actor: Actor, planned: readonly Fields[]) {
  const times = planned.map(({ at }) => at).sort()
  const [first, last] = [times[0], times.at(-1)]
  if (!first || !last) return { added: [], changed: [] }
  const to = new Date(Date.parse(last) + 1).toISOString()
  const open = await findPlanned(tx, actor, { from: first, to, written: false, limit: mostThere })
  const there = new Map(open.map((one) => [placeOf(one), one]))
  const added = planned
    .filter((one) => !there.has(placeOf(one)))
    .map((one) => ({ ...one, rubricId: null, occasion: null }))
  const changed = planned.flatMap((fields) => {
    const one = there.get(placeOf(fields))
    if (!one || says(one, fields)) return []
    const { rubricId, occasion } = one
    return { id: one.id, fields: { ...fields, rubricId, occasion }, fixed: true }
  })
  return { added, changed }
}

const says = (one: Fields, fields: Fields): boolean =>
  (['category', 'pillarId', 'campaignId', 'goalId', 'personaId', 'appeal', 'hint'] as const).every(
    (name) => one[name] === fields[name],
  )
