/** What is wrong with a guide, in sentences: it can only say what its manifest has. */
import {
  type Enter,
  type Guide,
  type GuidePart,
  knownValues,
  type Label,
  ownValues,
  type Place,
  type Row,
  saidOf,
} from './guide.ts'
import type { AppRule, Field, Manifest, WebhookRule } from './manifest.ts'

type Asking = Pick<Manifest, 'id' | 'ways'> & { app?: AppRule; webhooks?: WebhookRule }

type Told = { part: GuidePart; name: string; places: readonly Place[]; fields: readonly Field[] }

const mostRows = 9
const aDay = /^\d{4}-\d{2}-\d{2}$/
const aFileOfCode = /\/(blob|raw|tree)\//
const anAddress = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/

/** `words` are the network's English ones under `guide`. */
export function guideFaults(
  manifest: Asking,
  guide: Guide,
  words: Readonly<Record<string, unknown>> = {},
): string[] {
  const told = [
    ...stepsOf('app', manifest, guide),
    ...stepsOf('webhooks', manifest, guide),
    ...waysOf(manifest, guide),
  ]
  const used = new Set(told.flatMap(({ places }) => places.flatMap(wordsIn)))
  return [
    ...strangers(manifest, guide),
    ...told.flatMap((one) => one.places.flatMap((place) => placeFaults(one, place, manifest.app))),
    ...lacking(manifest, guide, told),
    ...[...used].filter((key) => typeof words[key] !== 'string').map((key) => `guide.${key} has no words`),
    ...Object.keys(words)
      .filter((key) => !used.has(key))
      .map((key) => `guide.${key} is said nowhere`),
  ]
}

const stepsOf = (part: 'app' | 'webhooks', manifest: Asking, guide: Guide): Told[] =>
  Object.entries(guide[part] ?? {}).map(([step, places]) => ({
    ...{ part, places },
    name: `${part}.${step}`,
    fields: manifest[part]?.fields ?? [],
  }))

const waysOf = ({ ways }: Asking, guide: Guide): Told[] =>
  Object.entries(guide.ways ?? {}).map(([id, places]) => ({
    ...({ part: 'ways', places } as const),
    name: `ways.${id}`,
    fields: ways.find((way) => way.id === id)?.fields ?? [],
  }))

/** Steps and ways that the manifest does not have. */
const strangers = (manifest: Asking, guide: Guide): string[] => [
  ...(['app', 'webhooks'] as const).flatMap((part) =>
    Object.keys(guide[part] ?? {})
      .filter((step) => manifest[part]?.steps[Number(step)] === undefined)
      .map((step) => `there is no step ${part}.${step}`),
  ),
  ...Object.keys(guide.ways ?? {})
    .filter((id) => !manifest.ways.some((way) => way.id === id))
    .map((id) => `there is no way ${id}`),
]

function placeFaults(
  { part, name, fields }: Told,
  { kind, at, menus = [], rows, source, inCode }: Place,
  app?: AppRule,
): string[] {
  const faults = [
    kind === undefined &&
      !(typeof at === 'object' && 'own' in at) &&
      !anAddress.test(saidOf(at)) &&
      `“${saidOf(at)}” is no address without its scheme`,
    rows.length + menus.length === 0 && 'there is nothing to do',
    rows.length > mostRows && `${rows.length} things to do are too many for one picture`,
    !aDay.test(source.on) && `${source.on} is no day`,
    !source.from.startsWith('https://') && `${source.from} is no address`,
    // Else the screen would call it documentation, which it is not, or code.
    (inCode ?? false) !== aFileOfCode.test(source.from) &&
      `${source.from} is ${inCode ? 'no' : 'a'} file of source code`,
    ...rows.map((row) => rowFault(part, row, fields, app)),
  ]
  return faults.filter((fault) => fault !== false).map((fault) => `${name}: ${fault}`)
}

function rowFault(part: GuidePart, row: Row, fields: readonly Field[], app?: AppRule): string | false {
  if (row.do === 'copy')
    return !fields.some(({ name }) => name === row.to) && `no field of ours is called ${row.to}`
  if (row.do === 'choose') {
    if (row.among === 'scopes') return !app?.scopes.length && 'the manifest asks for no permissions'
    return !row.among.some(({ chosen }) => chosen) && `nothing is chosen of “${saidOf(row.at)}”`
  }
  if ((row.do !== 'fill' && row.do !== 'send') || typeof row.with === 'object') return false
  const known: readonly string[] = [...knownValues[part], ...ownValues]
  return !known.includes(row.with) && `“${row.with}” is not known there`
}

/** Where a value of the form is found, and where each of ours goes, must be shown. */
function lacking(manifest: Asking, guide: Guide, told: readonly Told[]): string[] {
  const rows = (part: GuidePart) =>
    told.filter((one) => one.part === part).flatMap(({ places }) => places.flatMap((one) => one.rows))
  const entered = (part: GuidePart, value: Enter) =>
    rows(part).some((row) => 'with' in row && row.with === value)
  const copied = (part: GuidePart, name: string) =>
    rows(part).some((row) => row.do === 'copy' && row.to === name)
  const { app, webhooks } = manifest
  const given = ({ name, kind, required }: Field) =>
    required && kind !== 'choice' && (/^client|Key$/.test(name) || kind === 'secret')
  return [
    ...(app && guide.app && !entered('app', 'back') ? ['app: nothing says where people come back to'] : []),
    ...(app?.fields ?? [])
      .filter((field) => guide.app && given(field) && !copied('app', field.name))
      .map(({ name }) => `app: nothing says where ${name} is found`),
    ...(webhooks && guide.webhooks
      ? (['webhook', ...webhooks.copies] as const)
          .filter((value) => !entered('webhooks', value))
          .map((value) => `webhooks: nothing says where ${value} goes`)
      : []),
  ]
}

const wordsIn = ({ at, menus = [], rows }: Place): string[] =>
  [at, ...menus].flatMap(meaningOf).concat(rows.flatMap(wordsOfRow))

const meaningOf = (label: Label): string[] =>
  typeof label === 'object' && 'means' in label && label.means ? [label.means] : []

const wordsOfRow = (row: Row): string[] => [
  ...('at' in row ? meaningOf(row.at) : []),
  ...(row.do === 'choose' && row.among !== 'scopes' ? row.among.flatMap(({ name }) => meaningOf(name)) : []),
  ...('with' in row && typeof row.with === 'object' && 'words' in row.with ? [row.with.words] : []),
]
