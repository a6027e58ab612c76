export type Piece = { kind: 'same' | 'gone' | 'new'; text: string }

/** Words with the space behind them. A language without spaces is compared sign by sign. */
const cut = (text: string): string[] => {
  const words = text.match(/\S+\s*|\s+/gu) ?? []
  return words.length > 3 || text.length < 40 ? words : [...text]
}

/** Above this it costs more than it says: then all is gone and all is new. */
const most = 4_000_000

/** What of one text is gone in another and what is new, by their longest common run of words. */
export function differenceOf(before: string, after: string): Piece[] {
  const [a, b] = [cut(before), cut(after)]
  if (before === after) return [{ kind: 'same', text: after }]
  if (a.length * b.length > most)
    return merged([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ])
  const wide = b.length + 1
  const common = new Uint32Array((a.length + 1) * wide)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * wide + j] =
        a[i] === b[j]
          ? (common[(i + 1) * wide + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * wide + j] ?? 0, common[i * wide + j + 1] ?? 0)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [old, fresh] = [a[i], b[j]]
    if (old !== undefined && old === fresh) {
      pieces.push({ kind: 'same', text: old })
      i++
      j++
    } else if (
      fresh === undefined ||
      (old !== undefined && (common[(i + 1) * wide + j] ?? 0) >= (common[i * wide + j + 1] ?? 0))
    ) {
      pieces.push({ kind: 'gone', text: old ?? '' })
      i++
    } else {
      pieces.push({ kind: 'new', text: fresh })
      j++
    }
  }
  return merged(pieces)
}

function merged(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const piece of pieces) {
    const last = found.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else found.push({ ...piece })
  }
  return found
}
