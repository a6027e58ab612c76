/** Figures as a table for a spreadsheet, and back. */
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  Confidence,
  Dimension,
  type Figure,
  FigureBody,
  type ImportAnswer,
  type ImportBody,
  type ImportFault,
  isGroup,
  isShare,
  Measure,
  mostLines,
  placeOf,
} from './contract.ts'
import { choiceError } from './errors.ts'
import { allFigures, isBeside, isNetwork, isOverWhole, mostFigures } from './figures.ts'
import { saveFigures } from './queries.ts'

export const columns = [
  'network',
  'country',
  'measure',
  'dimension',
  'value',
  'number',
  'source',
  'url',
  'known_on',
  'confidence',
] as const
type Column = (typeof columns)[number]

/** A cell that begins so is a formula to a spreadsheet. */
const plainCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export async function exportFigures(ctx: Context, actor: Actor): Promise<string> {
  const figures = await allFigures(ctx.db, actor.workspaceId)
  return stringify(figures.map(rowOf), { header: true, columns: [...columns], bom: true })
}

const rowOf = (figure: Figure): string[] => [
  ...[figure.network, figure.country, figure.measure, figure.dimension, figure.value],
  figure.number === null ? '' : String(figure.number),
  plainCell(figure.source),
  figure.url ?? '',
  ...[figure.knownOn, figure.confidence],
]

/** All of a table, or nothing and what is wrong line by line. Lines that say what holds already change nothing. */
export async function importFigures(
  ctx: Context,
  actor: Actor,
  { csv, dry }: ImportBody,
): Promise<ImportAnswer> {
  const { workspaceId } = actor
  const { bodies, faults } = readFigures(csv)
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const now = new Map((await allFigures(tx, workspaceId)).map((figure) => [placeOf(figure), figure]))
    const changed = bodies.filter(({ body }) => !isSame(body, now.get(placeOf(body))))
    const all = new Map<string, FigureBody | Figure>(now)
    for (const { body } of changed) all.set(placeOf(body), body)
    if (faults.length === 0) faults.push(...overWhole(changed, [...all.values()]))
    const answer = { rows: bodies.length, changes: changed.length, faults: faults.slice(0, 100) }
    if (dry || faults.length > 0 || changed.length === 0) return answer
    const own = new Set([...now.values()].filter((one) => one.own).map(placeOf))
    for (const { body } of changed) own.add(placeOf(body))
    if (own.size > mostFigures) throw choiceError('too_many', { most: mostFigures })
    const by = { authorId: actor.kind === 'person' ? actor.id : null, at: ctx.clock.now() }
    await saveFigures(
      tx,
      workspaceId,
      changed.map(({ body }) => body),
      by,
    )
    await audit(tx, actor, {
      action: 'choice.figures_imported',
      subject: { kind: 'choice', id: workspaceId },
      after: { figures: changed.length },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'choice', id: null })
    return answer
  })
}

/** The whole table is judged, and each group once: what a line alone would break the next may mend. */
function overWhole(changed: Read['bodies'], all: readonly (FigureBody | Figure)[]): ImportFault[] {
  const profiles = all.filter(({ measure }) => measure === 'profile')
  const last = new Map(
    changed
      .filter(({ body }) => body.measure === 'profile')
      .map((one) => [`${one.body.network}|${one.body.country}|${one.body.dimension}`, one]),
  )
  return [...last.values()].flatMap(({ body, line }) =>
    isOverWhole(profiles.filter((one) => isBeside(one, body)))
      ? { line, code: 'over_whole' as const, found: body.value }
      : [],
  )
}

const isSame = (body: FigureBody, figure: Figure | undefined): boolean =>
  figure !== undefined &&
  figure.number === body.number &&
  figure.source === body.source &&
  (figure.url ?? null) === (body.url ?? null) &&
  figure.knownOn === body.knownOn &&
  figure.confidence === body.confidence

type Read = { bodies: { line: number; body: FigureBody }[]; faults: ImportFault[] }

export function readFigures(csv: string): Read {
  const faults: ImportFault[] = []
  const bodies: Read['bodies'] = []
  const say = (line: number, code: ImportFault['code'], found: string) =>
    void faults.push({ line, code, found: found.slice(0, 80) })
  const [head, ...lines] = linesOf(csv, say)
  if (!head) return { bodies, faults }
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const needed: Column[] = ['network', 'measure', 'dimension', 'number']
  if (needed.some((name) => !names.includes(name))) {
    say(1, 'no_columns', head.cells.join(', '))
    return { bodies, faults }
  }
  const seen = new Set<string>()
  for (const { line, cells } of lines) {
    const cell = (name: Column): string => cells[names.indexOf(name)]?.trim() ?? ''
    const read = readLine(cell)
    if (Array.isArray(read)) say(line, ...read)
    else if (seen.has(placeOf(read))) say(line, 'twice', read.value)
    else {
      seen.add(placeOf(read))
      bodies.push({ line, body: read })
    }
  }
  return { bodies, faults }
}

type Wrong = [code: ImportFault['code'], found: string]

function readLine(cell: (name: Column) => string): FigureBody | Wrong {
  const network = cell('network').toLowerCase()
  if (!isNetwork(network)) return ['unknown_network', cell('network')]
  const measure = Measure.safeParse(cell('measure').toLowerCase()).data
  if (!measure) return ['unknown_word', cell('measure')]
  const dimension = Dimension.safeParse(cell('dimension').toLowerCase()).data
  if (!dimension) return ['unknown_word', cell('dimension')]
  const value =
    dimension === 'country' ? cell('value').toUpperCase() : cell('value').toLowerCase().replace('–', '-')
  if (!isGroup(dimension, value)) return ['group', cell('value')]
  const country = cell('country').toUpperCase()
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) return ['group', cell('country')]
  const number = numberOf(cell('number'), measure)
  if (number === undefined) return ['not_a_number', cell('number')]
  if (number !== null && (number < 0 || number > (isShare(measure) ? 1 : 1440)))
    return ['too_much', cell('number')]
  const source = cell('source')
    .replace(/^'(?=[=+\-@])/, '')
    .slice(0, 300)
  if (source === '' && number !== null) return ['no_source', '']
  const confidence = Confidence.safeParse(cell('confidence').toLowerCase() || 'low').data
  if (!confidence) return ['unknown_word', cell('confidence')]
  const url = cell('url') || null
  const body = FigureBody.safeParse({
    ...{ network, country, measure, dimension, value, number, source, url, confidence },
    knownOn: cell('known_on'),
  })
  if (body.success) return body.data
  return body.error.issues.some(({ path }) => path[0] === 'knownOn')
    ? ['no_day', cell('known_on')]
    : ['unknown_word', cell('url')]
}

/** `31 %`, `0,31`, `0.31`; nothing is null, which takes the figure of the reference away. */
function numberOf(text: string, measure: Measure): number | null | undefined {
  if (text === '') return null
  const plain = text.replace('%', '').trim().replace(',', '.')
  if (!/^-?\d{1,6}(\.\d{1,10})?$/.test(plain)) return undefined
  const read = Number(plain)
  return isShare(measure) && text.includes('%') ? Math.round(read * 1e8) / 1e10 : read
}

type Line = { line: number; cells: string[] }

function linesOf(csv: string, say: (line: number, code: ImportFault['code'], found: string) => void): Line[] {
  const [first = ''] = csv.split('\n', 1)
  const delimiter = [',', ';', '\t'].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  )
  try {
    const records = parse(csv, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: mostLines + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    if (records.length > mostLines + 1) say(mostLines + 2, 'many_lines', '')
    return records.slice(0, mostLines + 1).map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    say(typeof error.lines === 'number' ? error.lines : 1, 'unclosed', '')
    return []
  }
}
