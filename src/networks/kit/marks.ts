import { urlsIn } from './text.ts'

/** What stands out of a text, by UTF-16 units of what is left when its marks are taken out. */
export type Marked = { kind: MarkKind; offset: number; length: number; url?: string }
export type MarkKind = 'bold' | 'italic' | 'strikethrough' | 'spoiler' | 'code' | 'link' | 'quote'

const pairs = [
  ['**', 'bold'],
  ['__', 'italic'],
  ['~~', 'strikethrough'],
  ['||', 'spoiler'],
] as const

/** Longer lines are left as they stand, so that nobody's text keeps us busy. */
const longestLine = 5000

/**
 * A text without its marks, and what they mark: `**bold**`, `__italic__`, `~~struck~~`, `||hidden||`, `code` between backticks,
 * `[words](https://…)`, and lines that begin with `> `. A backslash keeps the mark behind it. What is opened and never closed in
 * its line is no mark, nor is what stands in an address, nor two underlines within a word, as in `two__words`.
 */
export function readMarks(text: string): { text: string; marked: Marked[] } {
  let plain = ''
  const marked: Marked[] = []
  let quote: Marked | null = null
  for (const [nth, line] of text.split('\n').entries()) {
    const quoted = line.startsWith('> ')
    if (nth > 0) plain += '\n'
    if (!quoted) quote = null
    const read = inLine(quoted ? line.slice(2) : line, plain.length)
    if (quoted && quote) quote.length += 1 + read.text.length
    else if (quoted && read.text !== '') {
      quote = { kind: 'quote', offset: plain.length, length: read.text.length }
      marked.push(quote)
    }
    plain += read.text
    marked.push(...read.marked)
  }
  return { text: plain, marked }
}

function inLine(line: string, offset: number): { text: string; marked: Marked[] } {
  if (line.length > longestLine) return { text: line, marked: [] }
  const addresses = addressesIn(line)
  let text = ''
  const marked: Marked[] = []
  for (let at = 0; at < line.length; ) {
    const found = markAt(line, at, addresses)
    if (!found) {
      text += line[at]
      at++
      continue
    }
    const { kind, inner, url, end } = found
    const place = offset + text.length
    const read = kind === null || kind === 'code' ? { text: inner, marked: [] } : inLine(inner, place)
    if (kind !== null)
      marked.push({ kind, offset: place, length: read.text.length, ...(url !== undefined && { url }) })
    marked.push(...read.marked)
    text += read.text
    at = end
  }
  return { text, marked }
}

type Found = { kind: MarkKind | null; inner: string; url?: string; end: number }

const markAt = (line: string, at: number, addresses: Uint8Array): Found | null =>
  addresses[at] ? null : (kept(line, at) ?? code(line, at) ?? link(line, at) ?? pair(line, at, addresses))

function kept(line: string, at: number): Found | null {
  const next = line[at + 1]
  const keeps = line[at] === '\\' && next !== undefined && '\\*_~|`[>'.includes(next)
  return keeps ? { kind: null, inner: next, end: at + 2 } : null
}

function code(line: string, at: number): Found | null {
  if (line[at] !== '`') return null
  const end = line.indexOf('`', at + 1)
  return end > at + 1 ? { kind: 'code', inner: line.slice(at + 1, end), end: end + 1 } : null
}

/** Which letters belong to an address that is written out; two underlines at its end close what it stands in. */
function addressesIn(line: string): Uint8Array {
  const within = new Uint8Array(line.length)
  for (const { start, end } of urlsIn(line)) within.fill(1, start, line.endsWith('__', end) ? end - 2 : end)
  return within
}

function link(line: string, at: number): Found | null {
  if (line[at] !== '[') return null
  const middle = line.indexOf('](', at + 1)
  const end = middle < 0 ? -1 : closing(line, middle + 2)
  const inner = line.slice(at + 1, middle)
  const url = line.slice(middle + 2, end)
  if (middle <= at + 1 || end < 0 || /[[\]]/.test(inner) || /\s/.test(url)) return null
  const address = /^https?:\/\//i.test(url) ? URL.parse(url) : null
  return address && inner.trim() !== '' ? { kind: 'link', inner, url: address.href, end: end + 1 } : null
}

/** Where the bracket closes that opens before `from`; an address may have brackets of its own. */
function closing(line: string, from: number): number {
  let open = 1
  for (let at = from; at < line.length && line[at] !== ' '; at++) {
    if (line[at] === '(') open++
    if (line[at] === ')' && --open === 0) return at
  }
  return line.indexOf(')', from)
}

function pair(line: string, at: number, addresses: Uint8Array): Found | null {
  const [mark, kind] = pairs.find(([one]) => line.startsWith(one, at)) ?? []
  if (!mark || !kind || (mark === '__' && isLetter(line[at - 1]))) return null
  let end = line.indexOf(mark, at + 2)
  while (end >= 0 && (addresses[end] || isKept(line, end) || (mark === '__' && isLetter(line[end + 2]))))
    end = line.indexOf(mark, end + 1)
  const inner = line.slice(at + 2, end)
  return end < 0 || inner === '' || inner.trim() !== inner ? null : { kind, inner, end: end + 2 }
}

/** Of scripts that have no space between words, any letter may stand before a mark. */
const isLetter = (letter: string | undefined): boolean => letter !== undefined && /^[a-z0-9]$/i.test(letter)

/** Behind a backslash that is not kept itself. */
function isKept(line: string, at: number): boolean {
  let slashes = 0
  while (line[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}
