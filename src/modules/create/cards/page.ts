import { decodeHTML } from 'entities'
import { clip } from '../../../platform/clean.ts'

/** What the head of a page says of itself. */
export type PageFacts = { title: string; description: string; image: string | null }

/** What is looked at, so that a hostile page costs no more than a large one. */
const mostHead = 500_000
const mostTags = 400
const mostTag = 4_000

/**
 * Reads Open Graph, Twitter cards and plain meta tags (https://ogp.me), in that order of trust. Only the tags of the head
 * are looked at; nothing of the page is run or kept.
 */
export function readPage(html: string): PageFacts {
  const head = headOf(html)
  const meta = new Map<string, string>()
  for (const tag of tagsOf(head, '<meta')) {
    const attributes = attributesOf(tag)
    const name = (
      attributes.get('property') ??
      attributes.get('name') ??
      attributes.get('itemprop')
    )?.toLowerCase()
    const content = attributes.get('content')?.trim()
    if (name && content && !meta.has(name)) meta.set(name, content)
  }
  const first = (...names: string[]) => names.map((name) => meta.get(name)).find(Boolean)
  return {
    title: tidy(first('og:title', 'twitter:title') ?? titleOf(head), 300),
    description: tidy(first('og:description', 'twitter:description', 'description') ?? '', 1000),
    image: first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'image') ?? null,
  }
}

function headOf(html: string): string {
  const start = html.slice(0, mostHead)
  const end = start.search(/<\/head|<body/i)
  return end === -1 ? start : start.slice(0, end)
}

/** The tags of one name. A pattern would go over a tag that never ends once more for every tag in it. */
function tagsOf(head: string, opening: string): string[] {
  const lower = head.toLowerCase()
  const tags: string[] = []
  let looked = 0
  for (let at = lower.indexOf(opening); at !== -1 && looked < mostTags; at = lower.indexOf(opening, at + 1)) {
    looked++
    const end = endOfTag(head, at)
    if (end !== -1) tags.push(head.slice(at, end))
  }
  return tags
}

/** A `>` inside quotes does not end a tag. */
function endOfTag(head: string, from: number): number {
  let quote = ''
  for (let at = from; at < head.length && at < from + mostTag; at++) {
    const letter = head[at] ?? ''
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
  }
  return -1
}

function titleOf(head: string): string {
  const lower = head.toLowerCase()
  const open = lower.indexOf('<title')
  const start = open === -1 ? -1 : lower.indexOf('>', open)
  const end = start === -1 ? -1 : lower.indexOf('</title', start)
  return end === -1 ? '' : decodeHTML(head.slice(start + 1, end))
}

function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>()
  // Only where a name begins: a long one without a value would else be tried from each of its letters.
  for (const [, name = '', double, single, bare] of tag.matchAll(
    /(?<![a-z0-9:_-])([a-z][a-z0-9:_-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  ))
    found.set(name.toLowerCase(), decodeHTML(double ?? single ?? bare ?? ''))
  return found
}

/** Signs that turn the direction of what follows, or that nobody sees, could make a title say something else. */
const unseen = /[\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu

const tidy = (text: string, most: number): string =>
  clip(
    text
      .replace(unseen, '')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    most,
  ).trim()

/** A mark at the very beginning says more than any words. */
function markedAs([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

/** The text of a page in the character set that its mark, its header or its first kilobyte names. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const charset =
    markedAs(bytes) ??
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
    /<meta[^>]+charset=["']?([\w-]+)/i.exec(start)?.[1]
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}
