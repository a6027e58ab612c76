/** An answer as text that may be shown to a person. The same in composer and server: who cancels keeps what had come by then. */
import { mentionsIn, urlsIn } from '../../../../networks/kit/text.ts'
import { clean } from '../../../../platform/clean.ts'
import type { RunNote } from '../contract.ts'

/** What a model thinks aloud before it answers; some servers send it along. */
const thought = /^\s*<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/

/** What may be shown of an answer that is still coming. */
export const visible = (raw: string): string => {
  const start = raw.trimStart()
  if ('<thinking>'.startsWith(start) || '<think>'.startsWith(start)) return ''
  // The half of a sign whose other half is still to come.
  const whole = raw.replace(/[\ud800-\udbff]$/, '')
  return withoutHidden(whole.replace(thought, '')).trimStart()
}

// Flags of regions are written with signs that show nothing by themselves; elsewhere these hide messages.
const tagSigns = /\u{1F3F4}[\u{E0020}-\u{E007F}]+|[\u{E0000}-\u{E0FFF}]/gu
const hiddenSigns = /[\p{Cc}\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]/gu
const keptSigns = new Set(['\n', '\t'])

/** Without signs that nobody sees, and that turn or hide what is read. */
export const withoutHidden = (text: string): string =>
  clean(text)
    .replace(/\r\n?/g, '\n')
    .replace(tagSigns, (signs) => (signs.startsWith('\u{1F3F4}') ? signs : ''))
    .replace(hiddenSigns, (sign) => (keptSigns.has(sign) ? sign : ''))

/** Markup that networks would show as signs, each with what is left of it. */
const markups: readonly [sign: RegExp, left: string][] = [
  [/!\[([^\]\n]{0,300})\]\([^)\s]{0,2000}\)/g, '$1'],
  [/\[([^\]\n]{1,300})\]\((https?:\/\/[^)\s]{1,2000})\)/g, '$1 $2'],
  [/\*\*(?=\S)([^*\n]{1,500})\*\*/g, '$1'],
  [/__(?=\S)([^_\n]{1,500})__/g, '$1'],
  [/^#{1,6} +(?=\S)/gm, ''],
  [/<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,500})?\/?>/gi, ''],
]

const quotes: Record<string, string> = { '"': '"', '“': '”', '«': '»', '„': '“' }

/** A whole answer that stands in a fence or in quotation marks is what stands in them. */
function unwrapped(text: string, given: string): string {
  const fenced = /^```[\w-]{0,20}\n([\s\S]*?)\n?```$/.exec(text)
  const bare = (fenced?.[1] ?? text).trim()
  const close = quotes[bare.charAt(0)]
  const isQuoted = close !== undefined && bare.length > 2 && bare.endsWith(close)
  if (!isQuoted || given.trimStart().startsWith(bare.charAt(0))) return bare
  const inner = bare.slice(1, -1)
  return inner.includes(close) || inner.includes(bare.charAt(0)) ? bare : inner.trim()
}

/**
 * What a model answered, as text that may be shown to a person: it is as untrusted as what strangers write. `given` is what
 * it was given; what stood there already is no news.
 */
export function tidy(raw: string, given: string): { text: string; notes: RunNote[] } {
  const spoken = raw.replace(thought, '')
  const seen = withoutHidden(spoken)
  let text = unwrapped(seen.trim(), given)
  for (const [sign, left] of markups) {
    // A person who writes so themselves may have it so.
    if (given.search(sign) < 0) text = text.replace(sign, left)
  }
  const isPlain = text === unwrapped(seen.trim(), given)
  text = text.replace(/\n{3,}/g, '\n\n').trim()
  return {
    text,
    notes: [
      ...(seen.length < spoken.replace(/\r/g, '').length ? [note('hidden_removed')] : []),
      ...(isPlain ? [] : [note('markup_removed')]),
      ...news(text, given),
    ],
  }
}

export const note = (code: RunNote['code'], word = ''): RunNote => ({ code, word })

const mostNews = 10

/** Links and names in an answer that were in nothing that it was given: a person looks at them before they take it. */
export function news(text: string, given: string): RunNote[] {
  const known = new Set(linksIn(given).map(plain))
  const links = linksIn(text).filter((link) => !known.has(plain(link)))
  const names = new Set(namesIn(given))
  const mentions = namesIn(text).filter((name) => !names.has(name))
  return [
    ...[...new Set(links)].slice(0, mostNews).map((link) => note('new_link', link.slice(0, 300))),
    ...[...new Set(mentions)].slice(0, mostNews).map((name) => note('new_mention', name.slice(0, 300))),
  ]
}

// Endings that networks make links of, also without https://.
const endings =
  'com|net|org|info|biz|eu|io|co|app|dev|shop|store|online|site|xyz|me|tv|ly|to|gg|link|click|top|club|live|ai|gl|cc|uk|us|de|fr|es|it|pl|lt|lv|ee|ru|su|ua|by|th|vn|in|cn|jp|kr|br|mx|ca|au|рф'
const bareLink = new RegExp(
  String.raw`(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,4}(?:${endings})(?![\p{L}\p{N}-])(?:/[^\s<>"']{0,500}[^\s<>"'.,;:!?)\]])?`,
  'giu',
)

// What our own networks make no link of others do: numbers for a host, another scheme, letters right before it.
const anyScheme = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s<>"']{1,500}/giu

export function linksIn(text: string): string[] {
  const whole = urlsIn(text)
  const rest = whole.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
  const others = rest.match(anyScheme) ?? []
  return [...whole.map(({ url }) => url), ...others, ...(rest.replace(anyScheme, ' ').match(bareLink) ?? [])]
}

/** Hosts are the same in any case; what stands behind them is not: a short link with another letter leads elsewhere. */
const plain = (link: string): string =>
  link
    .replace(/^(?:https?:\/\/)?[^/?#]*/i, (start) => start.toLowerCase())
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '')

const namesIn = (text: string): string[] =>
  mentionsIn(text).map(({ start, end }) => text.slice(start, end).toLowerCase())
