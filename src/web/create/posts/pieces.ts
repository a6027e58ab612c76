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

/**
 * What stands before the fold; null where nothing is folded away. An address counts as the network shows it, and is
 * shown whole or not at all.
 */
export function foldedOf(
  text: string,
  rule: Pick<TextRule, 'fold' | 'urls' | 'urlLength'>,
): PreviewPiece[] | null {
  if (rule.fold === null) return null
  const shown: PreviewPiece[] = []
  let room = rule.fold
  for (const piece of piecesOf(text, rule)) {
    const letters = graphemesOf(piece.text)
    const long = (piece.kind === 'link' && rule.urlLength) || letters.length
    if (long <= room) {
      room -= long
      shown.push(piece)
      continue
    }
    const rest = piece.kind === 'link' ? '' : letters.slice(0, room).join('')
    const [before = { kind: 'plain', text: '' }] = rest ? [{ ...piece, text: rest }] : shown.splice(-1)
    return [...shown, { ...before, text: `${before.text.trimEnd()}…` }]
  }
  return null
}
