import type { TextRule } from './manifest.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
const urlPattern = /https?:\/\/[^\s<>"'）】」』]+[^\s<>"'.,;:!?()[\]{}）】」』。、]/giu
const farMention =
  /(^|[^\w@/])(@[\p{L}\p{N}_]+(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_]+)?)@[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]+/giu

/** The URLs of a text with their place, in UTF-16 units. */
export function urlsIn(text: string): { url: string; start: number; end: number }[] {
  return [...text.matchAll(urlPattern)].map((m) => ({
    url: m[0],
    start: m.index,
    end: m.index + m[0].length,
  }))
}

/** The length of a text as the network counts it. The same function runs in composer and server. */
export function textLength(
  text: string,
  rule: Pick<TextRule, 'unit' | 'urlLength' | 'mentionsCountLocally'>,
): number {
  let counted = text.normalize('NFC')
  const { urlLength } = rule
  if (urlLength !== undefined) counted = counted.replace(urlPattern, 'u'.repeat(urlLength))
  if (rule.mentionsCountLocally) counted = counted.replace(farMention, '$1$2')
  return countUnits(counted, rule.unit)
}

/** UTF-8 length, for networks that limit it beside the count. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length

function countUnits(text: string, unit: TextRule['unit']): number {
  if (unit === 'utf16') return text.length
  let n = 0
  if (unit === 'codePoints') for (const _ of text) n++
  else for (const _ of segmenter.segment(text)) n++
  return n
}
