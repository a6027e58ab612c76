import { mostCues } from './contract.ts'
import { filmError } from './errors.ts'

type Cue = { from: number; to: number; words: string }

/** What is said, as it is kept: WebVTT of plain words, whatever stood around them. */
export type Spoken = { vtt: string; cues: number; lastMs: number }

/** SubRip or WebVTT as it came; refuses in a sentence what is neither. */
export function readCaptions(bytes: Uint8Array): Spoken {
  const lines = textOf(bytes).split(/\r\n|\r|\n/)
  const cues = cuesIn(lines)
  const last = cues.reduce((most, { to }) => Math.max(most, to), 0)
  const body = cues.map(({ from, to, words }) => `${clock(from)} --> ${clock(to)}\n${words}\n`)
  return { vtt: `WEBVTT\n\n${body.join('\n')}`, cues: cues.length, lastMs: last }
}

function textOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null
  try {
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '')
  } catch {
    throw filmError('captions_encoding')
  }
}

const timing =
  /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$/

function cuesIn(lines: readonly string[]): Cue[] {
  const cues: Cue[] = []
  let before = 0
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (!line.includes('-->')) continue
    const found = line.length < 300 ? timing.exec(line) : null
    if (!found) throw filmError('captions_type', { why: `line ${at + 1} holds no times that can be read.` })
    const [from, to] = [msOf(found[1] ?? ''), msOf(found[2] ?? '')]
    if (from < before || to <= from) throw filmError('captions_order', { line: at + 1 })
    before = from
    const said: string[] = []
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== '' && !lines[at + 1]?.includes('-->'))
      said.push(plain(lines[++at] ?? ''))
    const words = said.filter(Boolean).join('\n')
    if (words === '') continue
    cues.push({ from, to, words })
    if (cues.length > mostCues) throw filmError('captions_many', { most: mostCues })
  }
  if (cues.length > 0) return cues
  throw lines.some((line) => line.trim() !== '' && !/^\uFEFF?WEBVTT/.test(line))
    ? filmError('captions_type', { why: 'there is no line of times (00:00:01,000 --> 00:00:02,000) in it.' })
    : filmError('captions_empty')
}

function msOf(text: string): number {
  const [whole = '', part = ''] = text.split(/[.,]/)
  const seconds = whole.split(':').reduce((sum, piece) => sum * 60 + Number(piece), 0)
  return seconds * 1000 + Number(part.padEnd(3, '0'))
}

function clock(ms: number): string {
  const pad = (value: number, places = 2) => String(value).padStart(places, '0')
  const seconds = Math.floor(ms / 1000)
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(ms % 1000, 3)}`
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

/** Words without marks: what stands between < and > is none of them, and what is left is written so that it stays words. */
function plain(line: string): string {
  let words = ''
  for (let at = 0; at < line.length; ) {
    const open = line.indexOf('<', at)
    const close = open < 0 ? -1 : line.indexOf('>', open)
    words += line.slice(at, close < 0 ? undefined : open)
    at = close < 0 ? line.length : close + 1
  }
  return words
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => named[name] ?? '')
    .replace(/\{\\[^}]{0,100}\}/g, '')
    .replace(/[\p{Cc}]/gu, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
