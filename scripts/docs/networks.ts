import { aroundCan, type Can, canOf, kindsOf, postCan } from '../../src/networks/kit/can.ts'
import type { Ability, Manifest, Source } from '../../src/networks/kit/manifest.ts'
import { row } from './row.ts'

const number = new Intl.NumberFormat('en').format
const units = { graphemes: 'characters', codePoints: 'code points', utf16: 'UTF-16 units' } as const

/** What an operator does before anybody can join an account. */
export const setupTable = (manifests: readonly Manifest[]): string =>
  [
    row('network', 'ways to join', 'what an operator does'),
    row('---', '---', '---'),
    ...manifests.map(({ id, name, ways, setup }) =>
      row(`[${name}](../../src/networks/${id}/README.md)`, ways.map(({ label }) => label).join('; '), setup),
    ),
  ].join('\n')

/** What can be done where: one table for what stands in a post, one for what is around it. */
export const abilitiesTable = (manifests: readonly Manifest[]): string =>
  [postCan, aroundCan].map((names) => canTable(manifests, names)).join('\n\n')

const canTable = (manifests: readonly Manifest[], names: readonly Can[]): string =>
  [
    row('network', ...names.map((name) => canWords[name] ?? name)),
    row('---', ...names.map(() => '---')),
    ...manifests.map((manifest) => {
      const can = canOf(manifest)
      const kinds = kindsOf(manifest).join(', ')
      return row(
        manifest.name,
        ...names.map((name) => (!can.includes(name) ? '' : name === 'several kinds of post' ? kinds : '✓')),
      )
    }),
  ].join('\n')

const canWords: Partial<Record<Can, string>> = {
  'several kinds of post': 'kinds of post',
  edit: 'changed afterwards',
  remove: 'taken back',
  insights: 'numbers',
  history: 'earlier posts',
  find: 'looked for after a lost answer',
  people: 'its own profile, for audits',
  'look-alikes': 'accounts that resemble it',
  mentions: 'accounts to mention',
  publicProfiles: 'profiles of others',
  reactions: 'who reacted',
}

/** What each network takes, as Carillon knows it, and where that is known from. */
export const limitsList = (manifests: readonly Manifest[]): string =>
  manifests.map((manifest) => [`### ${manifest.name}`, limitsTable(manifest)].join('\n\n')).join('\n\n')

const limitsTable = (manifest: Manifest): string =>
  [
    row('of', 'limit', 'known from'),
    row('---', '---', '---'),
    row('text', textOf(manifest), sourceOf(manifest.text.source)),
    ...markRows(manifest),
    ...titleRow(manifest),
    ...imageRow(manifest),
    ...videoRow(manifest),
    ...pollRow(manifest),
    row('threads', manifest.threadMax > 1 ? `up to ${manifest.threadMax} posts` : 'none', ''),
    ...manifest.rates.map((rate) =>
      row(
        rate.of === 'publish' ? 'posts' : 'requests',
        `${number(rate.most)} in ${span(rate.perSeconds)} per ${rate.scope}`,
        sourceOf(rate.source),
      ),
    ),
    ...(manifest.dailyCap === null
      ? []
      : [
          row(
            'posts in 24 hours',
            `${manifest.dailyCap} per channel`,
            'Carillon’s own guard; each channel may set another',
          ),
        ]),
    ...costRow(manifest),
    row('publishing once', `${manifest.guarantee}: ${manifest.guaranteeWords}`, ''),
    ...(manifest.listsLate
      ? [
          row(
            'lists',
            `up to ${span(manifest.listsLate.seconds)} late; nothing is sent again before`,
            sourceOf(manifest.listsLate.source),
          ),
        ]
      : []),
    row('afterwards', abilitiesOf(manifest), ''),
  ].join('\n')

function textOf({ text }: Manifest): string {
  if (text.max === null && text.maxBytes === undefined) return 'no limit'
  return [
    text.max !== null &&
      `${number(text.max)} ${text.weights ? 'characters, which weigh unequally' : units[text.unit]}`,
    text.maxWithFilm !== undefined && `${number(text.maxWithFilm)} beside a film`,
    text.maxBytes && `${number(text.maxBytes)} bytes`,
    text.without && `without ${[...text.without].map((letter) => `\`${letter}\``).join(' ')}`,
    text.urlLength && `each address counts as ${text.urlLength}`,
    text.fold !== null && `folded after ${number(text.fold)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

const markRows = ({ text: { hashtags, mentions } }: Manifest): string[] => [
  ...(hashtags ? [row('hashtags', `${hashtags.max} in a post`, sourceOf(hashtags.source))] : []),
  ...(mentions ? [row('mentions', `${mentions.max} in a post`, sourceOf(mentions.source))] : []),
]

const titleRow = ({ text }: Manifest): string[] =>
  text.title
    ? [
        row(
          'title',
          `${number(text.title.max)}${text.title.required ? ', needed' : ', optional'}`,
          sourceOf(text.source),
        ),
      ]
    : []

function imageRow({ media: { images } }: Manifest): string[] {
  if (!images) return [row('pictures', 'none', '')]
  const limit = [
    `${images.max} in a post`,
    endings(images.mime),
    `${bytes(images.maxBytes)} each`,
    images.maxSide && `sent with at most ${number(images.maxSide)} px a side`,
    `alt text ${number(images.alt.max)}${images.alt.required ? ', needed' : ''}`,
  ]
  return [row('pictures', limit.filter(Boolean).join(', '), sourceOf(images.source))]
}

function videoRow({ media: { videos } }: Manifest): string[] {
  if (!videos) return [row('films', 'none', '')]
  const limit = [
    `${videos.max} in a post`,
    endings(videos.mime),
    bytes(videos.maxBytes),
    videos.maxSeconds && span(videos.maxSeconds),
    videos.videoCodecs?.join(' or ').toUpperCase(),
    videos.maxFrameRate && `${number(videos.maxFrameRate)} frames a second`,
    videos.maxPixels && `${number(videos.maxPixels)} pixels`,
    videos.captions && 'captions',
    videos.cover && 'a cover',
  ]
  return [row('films', limit.filter(Boolean).join(', '), sourceOf(videos.source))]
}

function pollRow({ poll }: Manifest): string[] {
  if (!poll) return [row('polls', 'none', '')]
  const [least, most] = poll.options
  const [shortest, longest] = poll.minutes
  const limit = `${least} to ${most} answers of ${poll.optionMax} characters, open ${span(shortest * 60)} to ${span(longest * 60)}`
  return [row('polls', limit, sourceOf(poll.source))]
}

const costRow = ({ cost }: Manifest): string[] =>
  cost
    ? [
        row(
          'cost',
          `${cost.post} ${cost.currency} a post, ${cost.postWithUrl} with a link`,
          sourceOf(cost.source),
        ),
      ]
    : []

const abilityWords = {
  publish: null,
  find: null,
  edit: 'change what is published',
  remove: 'take it back',
  insights: 'read its numbers',
  history: 'read earlier posts of the account',
  people: 'look for accounts that resemble it',
  mentions: 'look for accounts to mention while you write',
  publicProfiles: 'read profiles of others, for comparison',
  reactions: 'read who likes, answers and passes on a post, for contests',
} satisfies Record<Ability, string | null>

/** Where accounts are reported, they are looked for; elsewhere our own profile alone is read. */
const wordsOf = (ability: Ability, { presence }: Manifest): string | null =>
  ability === 'people' && !presence?.report ? 'read its own profile, for audits' : abilityWords[ability]

const abilitiesOf = (manifest: Manifest): string =>
  manifest.abilities.flatMap((ability) => wordsOf(ability, manifest) ?? []).join(', ') || 'nothing'

/** Where it was read, when, and how sure it is; an address becomes a link. */
function sourceOf({ from, on, confidence, note }: Source): string {
  const linked = from.replace(/https:\/\/[^\s;,]+/g, (url) => `<${url}>`)
  const sure = confidence === 'primary' ? '' : `, ${confidence}`
  return `${linked}, ${on}${sure}${note ? `. ${note}` : ''}`
}

const endings = (mime: readonly string[]): string => mime.map((type) => type.split('/')[1]).join(', ')

const bytes = (size: number): string =>
  size < 10_000_000_000
    ? `${number(Math.round(size / 100_000) / 10)} MB`
    : `${number(Math.round(size / 100_000_000) / 10)} GB`

const steps: [seconds: number, name: string][] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** A time in the largest unit that it fills evenly; about, where none does. */
function span(seconds: number): string {
  const [size, name] = steps.find(([size]) => seconds % size === 0) ?? [1, 'second']
  const count = seconds / size
  return count > 1000
    ? `about ${Math.round(seconds / 86_400)} days`
    : `${number(count)} ${name}${count === 1 ? '' : 's'}`
}
