import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Enter,
  type Guide,
  type Label,
  type Place,
  type Row,
  saidOf,
} from '../../src/networks/kit/guide.ts'
import type { Manifest } from '../../src/networks/kit/manifest.ts'
import { networks } from '../../src/networks/registry.ts'
import { draw, type Line } from './drawing.ts'

const root = join(import.meta.dirname, '../..')
type Tree = { [key: string]: string | Tree }
const read = (path: string): Tree => JSON.parse(readFileSync(join(root, path), 'utf8'))
const words = read('src/web/messages/en/guides.json')

/** The words of the screen, in English: the manual says what the screen says. */
const say = (key: string, facts: Record<string, string> = {}): string =>
  Object.entries(facts).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    String(key.split('.').reduce<string | Tree>((tree, name) => (tree as Tree)[name] ?? key, words)),
  )

type Shown = { id: string; manifest: Manifest; guide: Guide; own: Tree }

const shown: Shown[] = await Promise.all(
  networks
    .filter(({ manifest }) => existsSync(join(root, `src/networks/${manifest.id}/guide.ts`)))
    .map(async ({ manifest }) => ({
      id: manifest.id,
      manifest,
      guide: ((await import(`../../src/networks/${manifest.id}/guide.ts`)) as { guide: Guide }).guide,
      own: (read(`src/networks/${manifest.id}/words/en.json`).guide ?? {}) as Tree,
    })),
)

/** What this house would give to copy; in the manual an example stands for it. */
const examples: Partial<Record<string, string>> = {
  back: 'https://carillon.example/connect/callback',
  home: 'https://carillon.example',
  host: 'carillon.example',
  files: 'https://carillon.example/fetched/',
}

/** What this house makes when it is asked to. */
const made: Partial<Record<string, string>> = {
  webhook: 'the address that Carillon shows',
  verify: 'the token that Carillon shows',
  secret: 'the secret that Carillon shows',
}

const name = (label: Label, own: Tree): string => {
  if (typeof label === 'object' && 'own' in label) return say(`own.${label.own}`)
  const means = typeof label === 'object' && label.means ? own[label.means] : undefined
  return means && means !== saidOf(label) ? `${saidOf(label)} (${means})` : saidOf(label)
}

const isUnsure = (label: Label): boolean =>
  typeof label === 'object' && 'unsure' in label && label.unsure === true

const told = (label: Label, own: Tree): string =>
  `${name(label, own)}${isUnsure(label) ? ` [${say('unsure')}]` : ''}`

/** What is to be copied as it stands, or what one writes oneself. */
function enteredLine(value: Enter, { own, manifest }: Shown): Line {
  if (typeof value === 'object')
    return 'text' in value
      ? { kind: 'box', text: value.text }
      : { kind: 'own', text: String(own[value.words]) }
  if (value === 'scopes')
    return { kind: 'box', text: (manifest.app?.scopes ?? []).map(({ scope }) => scope).join(', ') }
  const example = examples[value]
  return example
    ? { kind: 'box', text: example }
    : { kind: 'own', text: made[value] ?? say(`enter.${value}`) }
}

const optionsOf = (row: Extract<Row, { do: 'choose' }>, { manifest, own }: Shown) =>
  row.among === 'scopes'
    ? (manifest.app?.scopes ?? []).map(({ scope, optional }) => ({
        text: optional ? `${scope} (${say('optional')})` : scope,
        chosen: true,
      }))
    : row.among.map(({ name: label, chosen = false }) => ({ text: told(label, own), chosen }))

/** The fields of the form that a part of the guide stands beside. */
const fieldLabel = (row: Extract<Row, { do: 'copy' }>, manifest: Manifest): string =>
  [
    ...(manifest.app?.fields ?? []),
    ...(manifest.webhooks?.fields ?? []),
    ...manifest.ways.flatMap(({ fields }) => fields),
  ].find((field) => field.name === row.to)?.label ?? row.to

function linesOf(row: Row, of: Shown): Line[] {
  const verb = say(`do.${row.do === 'switch' ? row.to : row.do}`)
  const head: Line[] = [{ kind: 'verb', text: verb }]
  const strong: Line[] =
    'at' in row && row.do !== 'read' ? [{ kind: 'name', text: told(row.at, of.own) }] : []
  switch (row.do) {
    case 'fill':
      return [...head, ...strong, enteredLine(row.with, of)]
    case 'send':
      return [...head, enteredLine(row.with, of)]
    case 'read':
      return [...head, { kind: 'text', text: told(row.at, of.own) }]
    case 'press':
      return [...head, { kind: 'button', text: told(row.at, of.own) }]
    case 'switch':
      return [...head, { kind: row.to === 'on' ? 'on' : 'off', text: told(row.at, of.own) }]
    case 'copy':
      return [
        ...head,
        ...strong,
        { kind: 'taken', text: `into “${fieldLabel(row, of.manifest)}” at Carillon` },
      ]
    case 'choose':
      return [
        ...head,
        ...strong,
        ...optionsOf(row, of).map(({ text, chosen }): Line => ({ kind: chosen ? 'chosen' : 'other', text })),
      ]
  }
}

const sure = ({ source }: Place): boolean =>
  source.confidence === 'primary' || source.confidence === 'secondary'

const picture = (place: Place, of: Shown): string =>
  draw({
    title: alternative(place, of),
    page: place.kind === undefined,
    at: `${place.kind ? `${say(`kinds.${place.kind}`)} ` : ''}${told(place.at, of.own)}`,
    menus: (place.menus ?? []).map((menu) => told(menu, of.own)),
    rows: place.rows.map((row) => linesOf(row, of)),
    foot: [
      ...(sure(place) ? [] : [say('unsureAll')]),
      [
        say(place.inCode ? 'drawnCode' : 'drawn', { day: place.source.on }),
        ...(place.source.confidence === 'secondary' ? [say('partly')] : []),
      ].join(' '),
    ],
  })

/** The same in words, for those who do not see the picture. */
const alternative = (place: Place, of: Shown): string =>
  [
    [told(place.at, of.own), ...(place.menus ?? []).map((menu) => told(menu, of.own))].join(' › '),
    ...place.rows.map(
      (row, at) =>
        `${at + 1}. ${linesOf(row, of)
          .filter(({ kind }) => kind !== 'other')
          .map(({ text }) => text)
          .join(': ')}`,
    ),
  ]
    .join('; ')
    .replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')'))

type Drawn = { name: string; place: Place; of: Shown }

const drawnOf = (of: Shown, part: string, places: readonly Place[] = []): Drawn[] =>
  places.map((place, at) => ({ name: `${of.id}-${part}-${at + 1}.svg`, place, of }))

const partsOf = (of: Shown): { title: string; steps: { text: string; drawn: Drawn[] }[] }[] => {
  const { manifest, guide } = of
  const steps = (part: 'app' | 'webhooks') =>
    (manifest[part]?.steps ?? []).map((text, at) => ({
      text,
      drawn: drawnOf(of, `${part}-${at + 1}`, guide[part]?.[at]),
    }))
  return [
    ...(guide.app ? [{ title: 'Registering an app', steps: steps('app') }] : []),
    ...manifest.ways.flatMap(({ id, label, help }) => {
      const drawn = drawnOf(of, id, guide.ways?.[id])
      return drawn.length > 0 ? [{ title: label, steps: [{ text: help, drawn }] }] : []
    }),
    ...(guide.webhooks ? [{ title: 'Being told at once', steps: steps('webhooks') }] : []),
  ]
}

const sourceOf = ({ source: { from, on, confidence }, inCode }: Place): string =>
  `[${inCode ? 'source code' : 'documentation'}](${from}), ${on}${confidence === 'primary' ? '' : `, ${confidence}`}`

const drawnText = ({ name: file, place, of }: Drawn): string =>
  `   ![${alternative(place, of)}](../pictures/guides/${file})\n\n   From ${sourceOf(place)}.`

/** What is registered where, network by network, with a picture of each place. */
export const guidesList = (): string =>
  shown
    .map((of) =>
      [
        `## ${of.manifest.name}`,
        ...partsOf(of).flatMap(({ title, steps }) => [
          `### ${title}${partsOf(of).length > 0 ? ` (${of.manifest.name})` : ''}`,
          ...steps.map(({ text, drawn }, at) => [`${at + 1}. ${text}`, ...drawn.map(drawnText)].join('\n\n')),
        ]),
      ].join('\n\n'),
    )
    .join('\n\n')

/** The pictures, by the names of their files. */
export const guidePictures = (): { name: string; text: string }[] =>
  shown
    .flatMap((of) => partsOf(of).flatMap(({ steps }) => steps.flatMap(({ drawn }) => drawn)))
    .map(({ name: file, place, of }) => ({ name: file, text: picture(place, of) }))
