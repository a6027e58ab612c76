import type { TextRule } from '../../../networks/kit/manifest.ts'
import { graphemesOf, hashtagsIn, mentionsIn, urlsIn } from '../../../networks/kit/text.ts'
import type { PreviewPiece } from '../../kit/preview.tsx'

type Marked = { start: number; end: number; kind: PreviewPiece['kind'] }

/** A text cut into what is plain and what a network makes a link of, by the same rules that count it. */
export function piecesOf(text: string, rule: Pick<TextRule, 'urls'> = {}): PreviewPiece[] {
  const urls: Marked[] = urlsIn(text, rule).map(({ start, end }) => ({ start, end, kind: 'link' }))
  const mentions: Marked[] = mentionsIn(text).map((span) => ({ ...span, kind: 'mention' }))
  const tags: Marked[] = hashtagsIn(text).map((span) => ({ ...span, kind: 'tag' }))
  const pieces: PreviewPiece[] = []
  let at = 0
  for (const { start, end, kind } of [...urls, ...mentions, ...tags].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    if (start > at) pieces.push({ kind: 'plain', text: text.slice(at, start) })
    pieces.push({ kind, text: text.slice(start, end) })
    at = end
  }
  if (at < text.length) pieces.push({ kind: 'plain', text: text.slice(at) })
  return pieces
}

/** What stands before the fold; null where nothing is folded away. */
export function foldedOf(text: string, rule: Pick<TextRule, 'fold' | 'urls'>): PreviewPiece[] | null {
  const { fold } = rule
  if (fold === null) return null
  const letters = graphemesOf(text)
  return letters.length > fold ? piecesOf(`${letters.slice(0, fold).join('').trimEnd()}…`, rule) : null
}
