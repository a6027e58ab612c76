import { urlsByEnding } from './endings.ts'
import type { TextRule, Weights } from './manifest.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** A stretch of a text, in UTF-16 units; `end` is the first unit after it. */
export type Span = { start: number; end: number }

type Counting = Pick<TextRule, 'unit' | 'weights' | 'emoji' | 'urlLength' | 'urls' | 'mentionsCountLocally'>

// A host needs a dot and an ending of letters; a path may hold balanced brackets and does not end in a mark that
// belongs to the sentence. The same shape as the extractor that Mastodon and X count with.
const host = String.raw`(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})`
const brackets = String.raw`\((?:[^\s<>()?]|\([^\s<>()?]*\))*\)`
const pathEnd = String.raw`[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]`
const path = String.raw`/(?:(?:[^\s<>()?]|${brackets})*(?:${pathEnd}|${brackets}|/))?`
const query = String.raw`\?[^\s<>"「」]*[\p{L}\p{N}_&=#/-]`
const urlPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}@＠$#＃_])https?://${host}(?::\d+)?(?![\p{L}\p{N}@-])(?:${path})?(?:${query})?`,
  'giu',
)
// `@name@server`: the name is ASCII, the server may be written in any script.
const farMention =
  /(?<![\p{L}\p{M}\p{N}\p{Pc}=/])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*/giu
const nearMention = /(?<![\p{L}\p{M}\p{N}\p{Pc}=/])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*/giu

/** The URLs of a text with their place, in UTF-16 units: those that a network finds, where it does so in its own way. */
export function urlsIn(text: string, { urls }: Pick<TextRule, 'urls'> = {}): ({ url: string } & Span)[] {
  if (urls) return urlsByEnding(text, urls.endings)
  if (!text.includes('://')) return []
  return [...text.matchAll(urlPattern)].map((found) => ({ url: found[0], ...spanOf(found) }))
}

/** The mentions of a text, with and without a server, that do not lie inside a URL. */
export function mentionsIn(text: string): Span[] {
  if (!text.includes('@')) return []
  const urls = urlsIn(text)
  const far = [...text.matchAll(farMention)].map(spanOf)
  const near = [...text.matchAll(nearMention)].map(spanOf)
  return [...far, ...near.filter((span) => !far.some((other) => overlap(span, other)))]
    .filter((span) => !urls.some((url) => overlap(span, url)))
    .sort((a, b) => a.start - b.start)
}

const hashtag = /(?<![\p{L}\p{N}\p{M}_&/])[#＃][\p{L}\p{N}\p{M}_]+/gu

/** The hashtags of a text that do not lie inside a URL. */
export function hashtagsIn(text: string): Span[] {
  if (!/[#＃]/.test(text)) return []
  const urls = urlsIn(text)
  return [...text.matchAll(hashtag)].map(spanOf).filter((span) => !urls.some((url) => overlap(span, url)))
}

/** The length of a text as the network counts it. The same function runs in composer and server. */
export function textLength(text: string, rule: Counting): number {
  const counted = rule.mentionsCountLocally && text.includes('@') ? withoutServers(text) : text
  const { urlLength, weights } = rule
  const between = urlLength === undefined ? [counted] : besides(counted, urlsIn(counted, rule))
  let length = (between.length - 1) * (urlLength ?? 0)
  let weight = 0
  for (const piece of between) {
    const { words, emoji } = emojiApart(piece, rule)
    length += emoji
    for (const word of words)
      if (weights) weight += weightOf(word, weights)
      else length += countUnits(word, rule.unit)
  }
  return length + (weights ? Math.ceil(weight / weights.per) : 0)
}

/** What of a text lies between spans of it, one piece more than there are spans. */
function besides(text: string, spans: readonly Span[]): string[] {
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of spans) {
    pieces.push(text.slice(at, start))
    at = end
  }
  return [...pieces, text.slice(at)]
}

// Built when it is first asked for: an old browser that does not know the flag can still count for all other networks.
let emojiPattern: RegExp | null = null

/** What lies between the emoji, and the units that they count as. */
function emojiApart(text: string, { emoji }: Counting): { words: string[]; emoji: number } {
  if (emoji === undefined || plain.test(text)) return { words: [text], emoji: 0 }
  emojiPattern ??= /\p{RGI_Emoji}/gv
  const found = text.match(emojiPattern) ?? []
  const units = found.reduce((n, one) => n + (emoji === 'bytes' ? byteLength(one) : emoji), 0)
  return { words: text.split(emojiPattern), emoji: units }
}

function weightOf(text: string, { ranges, others }: Weights): number {
  let weight = 0
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0
    weight += ranges.find(([first, last]) => code >= first && code <= last)?.[2] ?? others
  }
  return weight
}

/** UTF-8 length, for networks that limit it beside the count. */
export const byteLength = (text: string): number => encoder.encode(text).length

/** What a reader would call the characters of a text, in order. */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

// A URL may hold an @: its path is not a mention.
function withoutServers(text: string): string {
  const urls = urlsIn(text)
  return text.replace(farMention, (whole: string, name: string, at: number) =>
    urls.some((url) => at >= url.start && at < url.end) ? whole : `@${name}`,
  )
}

// Texts of these letters alone have one grapheme, one code point and one unit each: Latin, Greek, Cyrillic,
// Armenian, Vietnamese in one piece, typographic marks, kana and the common Han. Everything else is segmented.
const plain =
  /^[\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d]*$/

function countUnits(text: string, unit: TextRule['unit']): number {
  if (plain.test(text)) return text.length
  let n = 0
  if (unit === 'graphemes') for (const _ of segmenter.segment(text)) n++
  else if (unit === 'codePoints') for (const _ of text.normalize('NFC')) n++
  else n = text.length
  return n
}

function spanOf(found: RegExpExecArray): Span {
  return { start: found.index, end: found.index + found[0].length }
}

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end
